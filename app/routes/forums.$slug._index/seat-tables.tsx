import { sayNumber } from '~/domain/ballots/sentences'
import { add, parseFraction, zero } from '~/domain/fraction'
import { namesIn } from '~/ui/forums/names'
import { EmptyState } from '~/ui/kit/empty-state'
import { type Column, Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { organisationKindNames, regionName } from '~/ui/members/names'
import type { ForumPage } from './route'

type Seat = ForumPage['seats'][number]

/** Who votes here and with which weights, and who is heard. Weights as they were written, which is exact. */
export function SeatTables({ seats }: { seats: readonly Seat[] }) {
  const voting = seats.filter((s) => s.votes)
  const heard = seats.filter((s) => !s.votes)
  return (
    <Section title="Members" id="members">
      <div id="seats" data-live="The seats were changed" className="stack">
        {seats.length === 0 ? (
          <EmptyState title="Nobody is seated yet." who="The secretariat of the forum." />
        ) : (
          <>
            <Table
              caption={`${voting.length} with a vote`}
              rows={voting}
              rowKey={(s) => s.seatId}
              columns={[...withSum(whoColumns, voting), ...groupingColumns(voting), ...weightColumns(voting)]}
            />
            {heard.length > 0 && (
              <Table
                caption={`${heard.length} heard without a vote`}
                rows={heard}
                rowKey={(s) => s.seatId}
                columns={[
                  ...whoColumns,
                  { header: 'Kind', cell: (s) => organisationKindNames[s.organisationKind] },
                  { header: 'Region', cell: (s) => regionName(s.region) },
                ]}
              />
            )}
          </>
        )}
      </div>
    </Section>
  )
}

const whoColumns: Column<Seat>[] = [
  {
    header: 'Delegation',
    cell: (s) => (
      <a href={`/delegations/${s.delegationSlug}`}>
        <bdi>{s.delegationName}</bdi>
      </a>
    ),
  },
  { header: 'Code', cell: (s) => s.member },
]

/** Names the row of sums, where there is one. */
const withSum = ([first, ...rest]: Column<Seat>[], seats: readonly Seat[]): Column<Seat>[] =>
  namesIn(seats.map((s) => s.weights)).length > 0
    ? [{ ...first!, footer: 'Together' }, ...rest]
    : [first!, ...rest]

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

const own = (figures: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(figures, name) ? figures[name]! : ''

/** Only whole numbers get their thousands set apart: '0.85' stays '0.85'. */
const asWritten = (weight: string) => (/^\d+$/.test(weight) ? sayNumber(parseFraction(weight)!) : weight)

const groupingColumns = (seats: readonly Seat[]): Column<Seat>[] =>
  namesIn(seats.map((s) => s.groupings)).map((name) => ({
    header: capital(name),
    cell: (s) => regionName(own(s.groupings, name)),
  }))

const weightColumns = (seats: readonly Seat[]): Column<Seat>[] =>
  namesIn(seats.map((s) => s.weights)).map((name) => ({
    header: capital(name),
    numeric: true,
    cell: (s) => asWritten(own(s.weights, name)),
    footer: sayNumber(
      seats
        .map((s) => parseFraction(own(s.weights, name)) ?? zero)
        .reduce((sum, weight) => add(sum, weight), zero),
    ),
  }))
