import { decidingSentence } from '~/domain/ballots/deciding'
import type { Counts } from '~/domain/ballots/tally'
import { parseFraction, percent } from '~/domain/fraction'
import { BallotChip } from '~/ui/ballots/ballot-head'
import { Hemicycle } from '~/ui/ballots/hemicycle'
import { type ResultRow, ResultTable } from '~/ui/ballots/result-table'
import { RollCall, type RollEntry } from '~/ui/ballots/roll-call'
import { type Side, type SideOrSplit, sides, sideWords } from '~/ui/ballots/side'
import { Outcome, TestList } from '~/ui/ballots/test-list'
import { Disclosure } from '~/ui/kit/disclosure'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { regionName } from '~/ui/members/names'
import type { BallotPage } from './ballot-page.server'
import { RuleInWords } from './facts'

type Result = NonNullable<BallotPage['result']>
interface Shown {
  page: BallotPage
  result: Result
}

/** The outcome first, then everything it follows from. */
export function Result({ page, result }: Shown) {
  const { tally, roll, groupings } = result
  const [first, ...others] = groupings
  const entries = roll.map(rollEntry)
  const heads = seatsOf(entries)
  const grouped = (name: string) => <GroupTable key={name} result={result} grouping={name} />
  return (
    <>
      <Outcome outcome={tally.outcome}>{decidingSentence(tally)}</Outcome>
      <div className="split split-even">
        <Hemicycle counts={heads} title={`${page.head.ref}: ${page.head.title}`} />
        {first ? grouped(first) : <TotalTable counts={tally.counts} />}
      </div>
      <Section title="How it was decided" id="tests">
        <div className="split split-even">
          <RuleInWords page={page} />
          <div className="stack">
            <h3>Test by test</h3>
            <TestList tests={tally.tests} />
            <p className="muted small">Every number is exact; percentages are only for reading.</p>
          </div>
        </div>
      </Section>
      {others.length > 0 && (
        <Section title="By other groupings" id="groupings">
          <div className="table-pairs stack-loose">{others.map(grouped)}</div>
        </Section>
      )}
      <OtherRules result={result} />
      <Section title="Roll call" id="roll-call">
        <RollCall entries={entries} />
      </Section>
    </>
  )
}

function rollEntry({ member, name, region, parts }: Result['roll'][number]): RollEntry {
  const side: SideOrSplit = parts.length > 1 ? 'split' : ((parts[0]?.choice as Side) ?? 'absent')
  const split = parts.map(({ choice, part }) => `${part} ${sideWords[choice as Side].toLowerCase()}`)
  const note = [regionName(region), ...(parts.length > 1 ? split : [])].filter(Boolean).join(', ')
  return { member, name, side, ...(note && { note }) }
}

/** One seat a member; a split vote sits where it is not counted twice, with those who abstain. */
function seatsOf(entries: readonly RollEntry[]): Record<Side, number> {
  const seats = { yes: 0, no: 0, abstain: 0, absent: 0 }
  for (const { side } of entries) seats[side === 'split' ? 'abstain' : side]++
  return seats
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function GroupTable({ result: { tally }, grouping }: { result: Result; grouping: string }) {
  const groups = tally.groups[grouping] ?? {}
  const [measure] = Object.keys(tally.counts.weights ?? {})
  const rows = Object.keys(groups)
    .sort()
    .map((name) => rowOf(regionName(name), groups[name]!, measure))
  return (
    <ResultTable
      caption={`Members by ${grouping}`}
      groupedBy={capital(grouping)}
      rows={rows}
      total={rowOf('All', tally.counts, measure)}
      {...(measure && { weightCaption: `${capital(measure)} by ${grouping}` })}
    />
  )
}

function rowOf(name: string, counts: Counts, measure: string | undefined): ResultRow {
  const weight = measure === undefined ? undefined : counts.weights?.[measure]
  const { yes, no, abstain, absent } = counts
  return {
    name,
    heads: { yes, no, abstain, absent },
    ...(weight && {
      weight: {
        yes: readable(weight.yes),
        no: readable(weight.no),
        abstain: readable(weight.abstain),
        absent: readable(weight.absent),
      },
    }),
  }
}

const longestFraction = 9

/** Exact where it can be read; else a percentage that says it is rounded. The exact numbers are in the data. */
function readable(exact: string): string {
  if (exact.length <= longestFraction || !exact.includes('/')) return exact
  const value = parseFraction(exact)
  return value ? `≈ ${percent(value, 2)}` : exact
}

function TotalTable({ counts }: { counts: Counts }) {
  return (
    <Table
      caption="All members"
      rows={sides}
      rowKey={(side) => side}
      columns={[
        { header: 'Vote', cell: (side) => sideWords[side] },
        { header: 'Members', numeric: true, cell: (side) => counts[side] },
      ]}
    />
  )
}

/** The same votes under every other rule that ships; marked as what it is, for it decides nothing. */
function OtherRules({ result: { others } }: { result: Result }) {
  const said = others.filter(({ outcome }) => outcome !== undefined)
  const unfit = others.filter(({ notApplicable }) => notApplicable !== undefined)
  return (
    <Section title="What other rules would have said" id="other-rules">
      <div className="stack">
        <p className="muted">
          For comparison only. The ballot was decided by its own rule, which was fixed beforehand.
        </p>
        <Table
          caption="The same votes under other rules"
          rows={said}
          rowKey={({ id }) => id}
          columns={[
            { header: 'Rule', cell: ({ id, title }) => <span title={id}>{title}</span> },
            { header: 'Why', cell: ({ why }) => why },
            {
              header: 'Outcome',
              cell: ({ outcome = '' }) => <BallotChip status="closed" outcome={outcome} />,
            },
          ]}
        />
        {unfit.length > 0 && (
          <Disclosure summary={`Rules that this roll cannot serve: ${unfit.length}`}>
            <ul>
              {unfit.map(({ id, title, notApplicable }) => (
                <li key={id}>
                  {title}: {notApplicable}.
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </Section>
  )
}
