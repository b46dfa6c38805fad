import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, notFound, readForm, refused } from '~/answer.server'
import { tableAmendment } from '~/commands/amendments/table-amendment.server'
import { amendmentRefForm, TableAmendment } from '~/contracts/amendments'
import { parseForm } from '~/contracts/form'
import { maySponsor } from '~/domain/amendments/may-amend'
import { cutOffRefusal } from '~/domain/amendments/terms'
import { type AmendmentsOf, amendmentsOf } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import { findPerson, requirePerson } from '~/session.server'
import { type AmendmentAsked, AmendmentForm } from '~/ui/amendments/amendment-form'
import { amendmentRefusalWords } from '~/ui/amendments/amendment-refusal'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Table an amendment to ${data?.head.ref ?? 'a norm'} - Parley` },
]

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const of = await amendmentsOf(read, norm)
  const may = maySponsor(who, 'table', norm)
  const late = cutOffRefusal('table', of.terms, context.deps.now())
  const { newest } = of
  return {
    head: await headOf(read, norm),
    why: !may.ok ? amendmentRefusalWords(may.error) : late ? amendmentRefusalWords(late) : null,
    version: newest && {
      number: newest.row.number,
      symbol: newest.row.symbol,
      language: newest.row.language,
    },
    paragraphs: newest?.paragraphs.map(({ id, number, heading }) => ({ id, number, heading })) ?? [],
    asked: newest ? askedOf(new URL(request.url).searchParams, of) : null,
  }
}

/** What the address names: a paragraph, a new place, or an amendment; null: still to be chosen. */
function askedOf(search: URLSearchParams, of: AmendmentsOf): AmendmentAsked | null {
  const am = search.get('amends')
  if (am !== null) {
    const parent = amendmentRefForm.test(am) ? of.rows.find((a) => a.ref === am) : undefined
    return parent ? { kind: 'words', ref: parent.ref, text: parent.text } : notFound('amendment')
  }
  const { paragraphs } = of.newest!
  const numbered = (number: string) => paragraphs.find((p) => p.number === number) ?? notFound('paragraph')
  const after = search.get('after')
  if (after !== null) {
    const before = after === '' ? null : numbered(after)
    const paragraphKind = (before ?? paragraphs[0])?.kind ?? 'operative'
    return { kind: 'new', afterId: before?.id ?? '', after: before?.number ?? null, paragraphKind }
  }
  const number = search.get('paragraph')
  if (number === null) return null
  const { id, heading, text } = numbered(number)
  return { kind: 'paragraph', id, number, heading, text }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const norm = await findNorm(context, params.ref)
  const form = await readForm(request)
  const input = parseForm(TableAmendment, form)
  if (!input.ok) return invalid(input.error, form)
  const done = await tableAmendment(context.deps, person, { ref: norm.ref, ...input.value })
  if (!done.ok) return refused(done.error.code, amendmentRefusalWords(done.error), form)
  return redirect(`/norms/${norm.ref}/amendments/${done.value.am}`)
}

export default function NewAmendment() {
  const { head, why, version, paragraphs, asked } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = Object.entries(answer?.errors ?? {}).map(([field, message]) => ({ field, message }))
  return (
    <>
      <NormHead norm={head} tab="amendments" page="Table an amendment" />
      <div className="stack-loose page-body">
        <ErrorSummary errors={errors} />
        {why && (
          <Notice title="You can read this form, not send it">
            <p>{why}</p>
          </Notice>
        )}
        {!version && <EmptyState title="Amendments are to a frozen version; none was frozen yet" />}
        {version && !asked && <ChoosePlace at={`/norms/${head.ref}`} paragraphs={paragraphs} />}
        {version && asked && (
          <AmendmentForm
            normRef={head.ref}
            version={version}
            asked={asked}
            paragraphs={paragraphs}
            errors={answer?.errors ?? {}}
            values={answer?.values ?? {}}
            disabled={why !== null}
          />
        )}
      </div>
    </>
  )
}

interface ChooseProps {
  at: string
  paragraphs: readonly { id: string; number: string; heading: string }[]
}

function ChoosePlace({ at, paragraphs }: ChooseProps) {
  const page = `${at}/amendments/new`
  return (
    <Section title="What do you want to amend?">
      <ul className="link-list">
        <li>
          <a href={`${page}?after=`}>Add a paragraph at the beginning</a>
        </li>
        {paragraphs.map(({ id, number, heading }) => (
          <li key={id}>
            <a href={`${page}?paragraph=${encodeURIComponent(number)}`}>
              Paragraph {number} <bdi>{heading}</bdi>
            </a>
            {' · '}
            <a href={`${page}?after=${encodeURIComponent(number)}`}>add a paragraph after {number}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
