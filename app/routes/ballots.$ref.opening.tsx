import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { electorate, openBallot } from '~/commands/ballots/open-ballot.server'
import { OpenBallot } from '~/contracts/ballots'
import { parseForm } from '~/contracts/form'
import { checkRule } from '~/domain/ballots/check-rule'
import { mayBallot } from '~/domain/ballots/may-ballot'
import { refusalInWords } from '~/domain/ballots/refusal'
import { rollHash } from '~/domain/ledger/roll'
import { factsOf, findBallot, headOf } from '~/pages/ballots.server'
import { requirePerson } from '~/session.server'
import { BallotHead } from '~/ui/ballots/ballot-head'
import { ballotRefusalWords } from '~/ui/ballots/ballot-refusal'
import { Button, LinkButton } from '~/ui/kit/button'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { DefinitionList } from '~/ui/kit/definition-list'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Notice } from '~/ui/kit/notice'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { Instant } from '~/ui/time'
import { sha256 } from '~db/stores/ledger'

export const meta = () => [{ title: 'Open a ballot - Parley' }]

/** What would be frozen if the ballot opened now. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const ballot = await findBallot(context, params.ref)
  const { read } = context.deps.store
  const electors = await electorate(read, ballot)
  const may = mayBallot(who, 'open', ballot.forumId)
  return {
    head: await headOf(read, ballot),
    facts: await factsOf(read, ballot),
    refusal: may.ok ? null : ballotRefusalWords(may.error),
    roll: electors.map(({ member, name, groupings, weights }) => ({ member, name, groupings, weights })),
    rollHash: rollHash(sha256, electors),
    misfits: checkRule(ballot.rule, electors).map(refusalInWords),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const { ref } = await findBallot(context, params.ref)
  const form = await readForm(request)
  const input = parseForm(OpenBallot, form)
  if (!input.ok) return invalid(input.error, form)
  const opened = await openBallot(context.deps, person, { ref, rollHash: input.value.roll })
  if (!opened.ok) return refused(opened.error.code, ballotRefusalWords(opened.error), form)
  return redirect(`/ballots/${ref}`)
}

const listed = (named: Record<string, string>) =>
  Object.entries(named)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

export default function Opening() {
  const { head, facts, refusal, roll, rollHash: hash, misfits } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = Object.entries(answer?.errors ?? {}).map(([, message]) => ({ field: '', message }))
  const ready =
    refusal === null && head.status === 'prepared' && head.kind === 'single' && misfits.length === 0
  return (
    <>
      <BallotHead ballot={head} page="Open this ballot" />
      <div className="stack-loose">
        <ErrorSummary errors={errors} title="The ballot was not opened" />
        {refusal && <Notice kind="refusal" title={refusal} />}
        {misfits.length > 0 && (
          <Notice kind="warning" title="The rule does not fit the roll">
            <p>{misfits.join('; ')}.</p>
          </Notice>
        )}
        <p>Opening freezes what stands here. Nobody can change it afterwards.</p>
        <DefinitionList
          facts={[
            { term: 'Question', value: <span dir="auto">{facts.question}</span> },
            {
              term: 'Text',
              value: facts.text && `${facts.text.ref}, version ${facts.text.number} (${facts.text.symbol})`,
            },
            { term: 'Rule', value: facts.rule.title },
            {
              term: 'Closing time',
              value: facts.closesAt ? (
                <Instant at={facts.closesAt} also={facts.closesZone} />
              ) : (
                'When the chair closes it'
              ),
            },
            { term: 'Hash of the roll', value: <CopyableHash value={hash} full /> },
          ]}
        />
        {ready && (
          <form method="post">
            <input type="hidden" name="roll" value={hash} />
            <p className="cluster">
              <Button>Open {head.ref} for voting</Button>
              <LinkButton href={`/ballots/${head.ref}`} kind="quiet">
                Not now
              </LinkButton>
            </p>
          </form>
        )}
        <Section title={`The roll: ${roll.length}`}>
          <Table
            caption="Voting seats with groupings and exact weights"
            rows={roll}
            rowKey={({ member }) => member}
            columns={[
              { header: 'Member', names: false, cell: ({ member }) => member },
              { header: 'Name', names: true, cell: ({ name }) => <bdi>{name}</bdi> },
              { header: 'Groupings', cell: ({ groupings }) => listed(groupings) },
              { header: 'Weights', cell: ({ weights }) => listed(weights) || '1 member' },
            ]}
          />
        </Section>
      </div>
    </>
  )
}
