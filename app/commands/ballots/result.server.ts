import { sides } from '~/domain/ballots/rule'
import type { Tally } from '~/domain/ballots/tally'
import type { Counts } from '~/domain/ledger/entry'
import type { Capacity } from '~/domain/members/standing'
import { type BallotRow, ballots } from '~db/stores/ballots'
import type { Change } from '../write.server'
import { decideNorm } from './norm-stage.server'

/** Heads by side: what the ledger states of a result. */
export const statedCounts = ({ counts }: Tally): Counts =>
  Object.fromEntries(sides.map((side) => [side, counts[side]])) as Counts

/** The result of a ballot, kept and entered once; then what it decides for the norm. */
export async function recordResult(
  change: Change,
  ballot: BallotRow,
  { tally, as }: { tally: Tally; as: Capacity },
) {
  const { c, now, record } = change
  const { outcome } = tally
  // the groups are worked out on first sight: seen once here, they are stored with the rest
  const result: Tally = { ...tally }
  await ballots(c).set(ballot.id, { status: 'closed', closedAt: now, outcome, result })
  const facts = { ballot: ballot.ref, outcome, counts: statedCounts(tally) }
  await record({ t: 'ballot.closed', as, on: `ballot/${ballot.ref}`, facts })
  await decideNorm(change, ballot, { outcome, as })
}
