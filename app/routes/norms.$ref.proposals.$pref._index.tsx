import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { langOf } from '~/domain/languages'
import { paragraphKinds } from '~/domain/norms/norm'
import { maySettle, mayWithdrawProposal } from '~/domain/proposals/may-propose'
import { proposalLimits, settlements } from '~/domain/proposals/proposal'
import { findNorm, headOf } from '~/pages/norms.server'
import { findProposal, proposalView, supportFacts } from '~/pages/proposals.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { Button } from '~/ui/kit/button'
import { RadioField, SelectField, TextAreaField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { paragraphKindWords } from '~/ui/norms/norm-words'
import { ProposalItem } from '~/ui/proposals/proposal-item'
import { proposalStatusWords, settlementMeans } from '~/ui/proposals/proposal-words'
import { normTexts } from '~db/stores/norm-texts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Proposal ${data.proposal.ref} on ${data.head.ref} - Parley` : 'Not found - Parley' },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const row = await findProposal(read, norm, params.pref)
  const who = (await findPerson(request, context))?.who ?? null
  const live = (await normTexts(read).live(norm)).paragraphs
  return {
    head: await headOf(read, norm),
    proposal: proposalView(row, live),
    isNew: row.paragraphId === null,
    support: supportFacts(context, { norm, who, row }),
    mayWithdraw: mayWithdrawProposal(who, row).ok,
    maySettle: maySettle(who, norm, row).ok,
  }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Proposal() {
  const data = useLoaderData<typeof loader>()
  const { head, proposal } = data
  const list = `/norms/${head.ref}/proposals`
  const own = `${list}/${proposal.ref}`
  return (
    <>
      <NormHead norm={head} tab="proposals" page={`Proposal ${proposal.ref}`} />
      <div className="stack-loose page-body">
        <p>
          <a href={list}>All proposals on {head.ref}</a>
        </p>
        <div id="proposal" data-live="The proposal was updated" className="remarks">
          <ProposalItem proposal={proposal} normRef={head.ref} />
        </div>
        {proposal.redline && (
          <Section title="The wording as it would read">
            <p className="proposal-words serif" dir="auto" lang={langOf(proposal.language)}>
              {proposal.text}
            </p>
          </Section>
        )}
        <Support data={data} own={own} />
        {data.maySettle && <Settle data={data} own={own} />}
        {data.mayWithdraw && (
          <Section title="Withdraw this proposal" id="withdraw">
            <p>It stays readable, marked as withdrawn, and leaves the next compilation.</p>
            <form method="post" action={`${own}/withdrawal`} className="form">
              <Button kind="danger">Withdraw the proposal</Button>
            </form>
          </Section>
        )}
      </div>
    </>
  )
}

function Support({ data: { support }, own }: { data: Data; own: string }) {
  if (support.length === 0) return null
  return (
    <Section title="Support" id="support">
      {support.map(({ key, label, supports }) => (
        <form key={key} method="post" action={`${own}/support`} className="inline-form">
          <input type="hidden" name="as" value={key} />
          <input type="hidden" name="support" value={supports ? 'no' : 'yes'} />
          <Button kind="quiet">
            {supports ? 'End the support of ' : 'Support for '}
            {label}
          </Button>
        </form>
      ))}
    </Section>
  )
}

function Settle({ data: { proposal, isNew }, own }: { data: Data; own: string }) {
  return (
    <Section title="Settle this proposal" id="settle">
      <form method="post" action={`${own}/settlement`} className="form">
        <RadioField
          name="settlement"
          label="What becomes of it"
          options={settlements.map((s) => ({
            value: s,
            label: proposalStatusWords[s],
            hint: settlementMeans[s],
          }))}
        />
        <TextAreaField
          name="text"
          label="Wording, when merged in part"
          hint="The whole paragraph as it should read. Not used for the other outcomes."
          optional
          maxLength={proposalLimits.text}
          value={proposal.text}
        />
        {isNew && (
          <SelectField
            name="kind"
            label="Kind of the new paragraph"
            short
            options={paragraphKinds.map((k) => ({ value: k, label: paragraphKindWords[k] }))}
            value="operative"
          />
        )}
        <TextAreaField
          name="answer"
          label="Reason"
          hint="Published, and part of the change log of the next chair’s text."
          rows={3}
          maxLength={proposalLimits.answer}
        />
        <Button>Settle the proposal</Button>
      </form>
    </Section>
  )
}
