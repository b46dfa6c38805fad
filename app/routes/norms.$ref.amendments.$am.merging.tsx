import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mergeAmendment, mergeOf } from '~/commands/amendments/merge-amendment.server'
import { BareAct } from '~/contracts/amendments'
import type { BaseParagraph } from '~/domain/amendments/change'
import type { MergeOutcome } from '~/domain/amendments/merge-change'
import type { ParagraphId } from '~/domain/ids'
import { numbered } from '~/domain/norms/numbering'
import { actsFor, postAct } from '~/pages/amendment-acts.server'
import { findAmendment, shownAmendment } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { AmendmentRedline } from '~/ui/amendments/amendment-item'
import { amendmentRefusalWords } from '~/ui/amendments/amendment-refusal'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { Redline } from '~/ui/norms/redline'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.amendment.ref} in the draft of ${data.head.ref} - Parley` : 'Not found - Parley' },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

/** What a paragraph that is still to be added has for an id here. */
const unborn = '00000000-0000-7000-8000-000000000000' as ParagraphId

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { of, row } = await findAmendment(context, norm, params.am)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const acts = await actsFor(read, who, { norm, row, of, now: context.deps.now() })
  const merged = await mergeOf(read, { norm, row, all: of.rows }, unborn)
  const lang = of.versions.get(row.versionId)!.row.language
  const shown = (paragraphs: readonly BaseParagraph[]) => numbered(paragraphs).map((p) => ({ ...p, lang }))
  return {
    head: await headOf(read, norm),
    amendment: shownAmendment(row, of),
    may: acts.includes('merge'),
    lang,
    why: merged.ok ? null : amendmentRefusalWords(merged.error),
    preview: merged.ok
      ? {
          outcome: merged.value.outcome,
          before: shown(merged.value.live),
          after: shown(merged.value.paragraphs),
        }
      : null,
  }
}

export const action = (args: ActionFunctionArgs) => postAct(args, BareAct, mergeAmendment)

const outcomeWords: Record<MergeOutcome, string> = {
  clean: 'It fits the draft as it stands.',
  bracketed:
    'The words it is to have changed in the draft since. Nothing is overwritten: both wordings will stand in brackets, and the main sponsor holds the one on the words that stand there now.',
  already: 'The draft says so already; only the record changes.',
}

export default function Merging() {
  const { head, amendment, preview, why, may, lang } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = Object.entries(answer?.errors ?? {}).map(([field, message]) => ({ field, message }))
  return (
    <>
      <NormHead norm={head} tab="amendments" page={`${amendment.ref} in the draft`} />
      <div className="stack-loose page-body" id="merging" data-live="The draft was changed">
        <ErrorSummary errors={errors} title="It was not brought in" />
        <Section title="As it was adopted">
          <AmendmentRedline amendment={amendment} />
        </Section>
        {why && (
          <Notice kind="warning" title="It cannot be brought into the draft now">
            <p>{why}</p>
          </Notice>
        )}
        {preview && (
          <Section title="What the draft would become">
            <Notice
              kind={preview.outcome === 'bracketed' ? 'warning' : 'info'}
              title={preview.outcome === 'bracketed' ? 'Both wordings, in brackets' : 'No conflict'}
            >
              <p>{outcomeWords[preview.outcome]}</p>
            </Notice>
            <Redline
              before={preview.before}
              after={preview.after}
              beforeName="the draft"
              afterName={`the draft with ${amendment.ref}`}
              changesOnly
              lang={lang}
            />
          </Section>
        )}
        {preview && may && (
          <form method="post" action={`/norms/${head.ref}/amendments/${amendment.ref}/merging`}>
            <Button>Bring it into the draft</Button>
          </form>
        )}
        <p>
          <a href={`/norms/${head.ref}/amendments/${amendment.ref}`}>Back to {amendment.ref}</a>
        </p>
      </div>
    </>
  )
}
