import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { submitProposal } from '~/commands/proposals/submit-proposal.server'
import { parseForm } from '~/contracts/form'
import { SubmitProposal } from '~/contracts/proposals'
import { mayNorm } from '~/domain/norms/may-norm'
import { mayChair } from '~/domain/proposals/may-propose'
import { findNorm, headOf } from '~/pages/norms.server'
import { proposalFormFacts, proposalView } from '~/pages/proposals.server'
import { flaggedIn } from '~/pages/versions.server'
import type { RouteHandle } from '~/root'
import { findPerson, requirePerson } from '~/session.server'
import { LinkButton } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { Section } from '~/ui/layout/section'
import { FlaggedReferences } from '~/ui/norms/flagged-references'
import { NormHead } from '~/ui/norms/norm-head'
import { FreezeForms } from '~/ui/proposals/freeze-forms'
import { ProposalForm } from '~/ui/proposals/proposal-form'
import { ProposalItem } from '~/ui/proposals/proposal-item'
import { proposalRefusalWords } from '~/ui/proposals/proposal-words'
import { normTexts } from '~db/stores/norm-texts'
import { proposals } from '~db/stores/proposals'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Written proposals on ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const live = (await normTexts(read).live(norm)).paragraphs
  const all = await proposals(read).ofNorm(norm.id, { withdrawn: true })
  const views = all.map((row) => ({ ...proposalView(row, live), place_: placeKey(row, live) }))
  const asked = new URL(request.url).searchParams.get('paragraph')
  const chosen = live.find((p) => p.number === asked)
  return {
    head: await headOf(read, norm),
    form: proposalFormFacts(context, norm, who),
    paragraphs: live.map(({ id, number }) => ({ id, number })),
    chosen: chosen ? { id: chosen.id as string, text: chosen.text } : null,
    groups: groupsOf(live, views),
    open: all.filter((p) => p.status === 'submitted').length,
    mayCompile: who !== null && mayNorm(who, 'freeze', norm).ok,
    flagged: who !== null && mayNorm(who, 'freeze', norm).ok ? await flaggedIn(read, norm) : [],
    mayChair: who !== null && mayChair(who, norm).ok,
  }
}

type Live = Awaited<ReturnType<ReturnType<typeof normTexts>['live']>>['paragraphs']

/** Beside which paragraph a proposal stands; '' for the beginning and for paragraphs that have left the text. */
const placeKey = (row: { paragraphId: string | null; afterId: string | null }, live: Live): string =>
  live.find((p) => p.id === (row.paragraphId ?? row.afterId))?.id ?? ''

function groupsOf<V extends { place_: string }>(live: Live, views: readonly V[]) {
  return [{ id: '', number: '' }, ...live]
    .map(({ id, number }) => ({
      id: id as string,
      number,
      proposals: views.filter((v) => v.place_ === id),
    }))
    .filter((group) => group.proposals.length > 0)
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SubmitProposal, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const done = await submitProposal(context.deps, person, { ref, ...input.value })
  if (!done.ok) return refused(done.error.code, proposalRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/proposals/${done.value.ref}`)
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Proposals() {
  const data = useLoaderData<typeof loader>()
  const { head, groups, form } = data
  return (
    <>
      <NormHead
        norm={head}
        tab="proposals"
        page="Written proposals"
        action={
          !form.closed &&
          (form.capacities.length > 0 || !form.signedIn) && (
            <LinkButton href="#write">Propose wording</LinkButton>
          )
        }
      />
      <div className="stack-loose page-body">
        <div id="proposals" data-live="The proposals were updated" className="stack-loose">
          {groups.length === 0 && (
            <EmptyState
              title="Proposed wording will stand here"
              who="Delegations with a seat and accredited organisations, while the text is open"
            />
          )}
          {groups.map(({ id, number, proposals: listed }) => (
            <Section
              key={id}
              title={number ? `Paragraph ${number}` : 'At the beginning, and on paragraphs since removed'}
              aside={
                number && <a href={`/norms/${head.ref}/paragraphs/${id}/history`}>History of {number}</a>
              }
            >
              <div className="remarks">
                {listed.map((proposal) => (
                  <ProposalItem key={proposal.ref} proposal={proposal} normRef={head.ref} />
                ))}
              </div>
            </Section>
          ))}
        </div>
        <FlaggedReferences
          flagged={data.flagged}
          hrefOf={({ paragraphId }) => `/desk/norms/${head.ref}#${paragraphId}`}
        />
        <FreezeForms
          normRef={head.ref}
          open={data.open}
          mayCompile={data.mayCompile}
          mayChair={data.mayChair}
        />
        <Section title="Propose wording" id="write">
          <Write data={data} />
        </Section>
      </div>
    </>
  )
}

/** The form, or why there is none and what to do instead. */
function Write({ data: { head, form, paragraphs, chosen } }: { data: Data }) {
  const answer = useActionData<typeof action>()
  const page = `/norms/${head.ref}/proposals`
  if (form.closed) return <p className="muted">{proposalRefusalWords(form.closed)}</p>
  if (!form.signedIn)
    return (
      <p className="cluster">
        <LinkButton href={`/sign-in?to=${encodeURIComponent(page)}`}>Sign in to propose wording</LinkButton>
      </p>
    )
  if (form.capacities.length === 0 && !answer)
    return <p className="muted">{proposalRefusalWords({ code: 'not-allowed', needs: 'a delegation' })}</p>
  return (
    <ProposalForm
      action={page}
      facts={{ ...form, paragraphs, paragraph: chosen?.id ?? '', text: chosen?.text ?? '' }}
      errors={answer?.errors ?? {}}
      values={answer?.values ?? {}}
    />
  )
}
