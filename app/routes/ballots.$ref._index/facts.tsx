import { BallotChip } from '~/ui/ballots/ballot-head'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { Instant } from '~/ui/time'
import type { BallotPage } from './ballot-page.server'

interface Shown {
  page: BallotPage
}

/** What is asked, about which text. */
export function QuestionLine({ page: { facts } }: Shown) {
  const { text } = facts
  return (
    <div className="stack-tight">
      <p className="question" dir="auto">
        {facts.question}
      </p>
      {text && (
        <p>
          On{' '}
          <a href={`/norms/${text.ref}/versions/${text.number}`}>{`${text.ref}, version ${text.number}`}</a> (
          {text.symbol}), <cite>{text.title}</cite>.
        </p>
      )}
    </div>
  )
}

/** The rule in words, as it was frozen or will be. */
export function RuleInWords({ page: { facts } }: Shown) {
  const { rule } = facts
  return (
    <div className="stack">
      <p>
        <strong>{rule.title}</strong> (<code>{rule.id}</code>)
      </p>
      <ol className="rule-sentences">
        {rule.words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {rule.source && <p className="muted small">{rule.source}</p>}
    </div>
  )
}

export function Question({ page }: Shown) {
  return (
    <div className="split split-even">
      <Section title="The question" id="question">
        <QuestionLine page={page} />
      </Section>
      <Section title="The rule" id="rule">
        <RuleInWords page={page} />
      </Section>
    </div>
  )
}

/** The ballots that a joint one counts, or the joint one that counts this. */
export function Parts({ page: { facts, head } }: Shown) {
  const { joint, parts } = facts
  if (joint) {
    return (
      <p>
        Part of <a href={`/ballots/${joint.ref}`}>{`${joint.ref}, ${joint.title}`}</a>, which joins the votes
        of several forums into one result. <BallotChip {...joint} />
      </p>
    )
  }
  if (head.kind !== 'joint') return null
  return (
    <Section title="Forums that are joined" id="parts">
      <Table
        caption="The result is counted when the last of these closes"
        rows={parts}
        rowKey={(part) => part.ref}
        columns={[
          { header: 'Ballot', names: false, cell: (part) => <a href={`/ballots/${part.ref}`}>{part.ref}</a> },
          {
            header: 'Forum',
            names: true,
            cell: (part) => <a href={`/forums/${part.forumSlug}`}>{part.forumName}</a>,
          },
          { header: 'State', cell: (part) => <BallotChip {...part} /> },
        ]}
      />
    </Section>
  )
}

/** When, and the hashes by which anybody can check. */
export function Record({ page: { head, facts } }: Shown) {
  const at = (instant: string | null) => instant && <Instant at={instant} also={facts.closesZone} />
  const data = `/ballots/${head.ref}`
  return (
    <Section title="Record and verification" id="record">
      <div className="stack">
        <DefinitionList
          facts={[
            { term: 'Source', value: facts.source && <bdi>{facts.source}</bdi> },
            { term: facts.source ? 'Entered' : 'Prepared', value: at(facts.preparedAt) },
            { term: 'Opened', value: at(facts.openedAt) },
            { term: 'Closing time', value: head.status !== 'closed' && at(facts.closesAt) },
            {
              term: facts.source ? 'Decided' : 'Closed',
              // what was imported without its date has the instant of the import
              value: !(facts.source && facts.closedAt === facts.preparedAt) && at(facts.closedAt),
            },
            {
              term: 'Hash of the text',
              value: facts.textHash && <CopyableHash value={facts.textHash} full />,
            },
            {
              term: 'Hash of the roll',
              value: facts.rollHash ? (
                <CopyableHash value={facts.rollHash} full />
              ) : (
                'Frozen when the ballot opens'
              ),
            },
            {
              term: 'Ledger',
              value: <a href={`/ledger?about=ballot/${head.ref}`}>Every entry about this ballot</a>,
            },
            {
              term: 'Data',
              value: (
                <span className="cluster">
                  <a href={`${data}.json`}>Ballot (JSON)</a>
                  {facts.rollHash && <a href={`${data}/roll.csv`}>Roll (CSV)</a>}
                  {head.status === 'closed' && <a href={`${data}/votes.csv`}>Votes (CSV)</a>}
                </span>
              ),
            },
          ]}
        />
        {head.status === 'closed' && (
          <p className="muted small">
            To count it yourself: <code>parley tally --rule rule.json --roll roll.csv --votes votes.csv</code>
            , with the rule from the JSON file; or <code>parley verify</code> on an export of the ledger,
            which counts every ballot again.
          </p>
        )}
      </div>
    </Section>
  )
}
