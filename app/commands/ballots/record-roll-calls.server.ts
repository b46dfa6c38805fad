import { fitsEntry } from '~/domain/ballots/ballot'
import { type BallotActRefusal, mayBallot } from '~/domain/ballots/may-ballot'
import type { CastPart, Roll, Votes } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { prepare, refusalInWords, type Tally } from '~/domain/ballots/tally'
import { type BallotId, ballotRef, type DelegationId, type ForumId } from '~/domain/ids'
import { canonicalize, type Json, strictFault } from '~/domain/ledger/canonical'
import { rollHash } from '~/domain/ledger/roll'
import type { Capacity } from '~/domain/members/standing'
import { ok, type Result, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { type BallotRow, ballots, type VoteRow } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { sha256 } from '~db/stores/ledger'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { statedCounts } from './result.server'

/** One vote that was taken elsewhere. */
export interface RollCall {
  /** Where it stands on record, and what it is known by: the same source is recorded once in a forum. */
  source: string
  title: string
  question: string
  decidedAt: Date | null
  /** Sound against the roll: `parseVotesCsv` with the roll sees to it. */
  votes: Votes
}

export interface RecordRollCallsInput {
  forumId: ForumId
  rule: Rule
  /** Who could vote, the same for all of them. */
  roll: Roll
  calls: readonly RollCall[]
}

export type RecordRefusal =
  | BallotActRefusal
  | { code: 'not-found'; what: 'forum' }
  | { code: 'nothing-to-record' }
  | { code: 'already-recorded'; source: string; ref: string }
  | { code: 'rule-too-long' }
  | { code: 'rule-does-not-fit'; reason: string }
  | { code: 'cannot-be-entered'; source: string; reason: string }

/** Leaves room in the entry for the rule and the names of things. */
const maxVotesCharacters = 40_000

/** B37: votes decided elsewhere enter the record as closed ballots, one entry each; all of them or none. */
export async function recordRollCalls(
  deps: Deps,
  actor: Actor,
  input: RecordRollCallsInput,
): Promise<Result<{ refs: string[]; entryIndex: number }, RecordRefusal>> {
  const { rule, roll } = input
  const ready = prepare(rule, roll)
  if (!ready.ok) return refuse({ code: 'rule-does-not-fit', reason: refusalInWords(ready.error) })
  if (!fitsEntry(rule)) return refuse({ code: 'rule-too-long' })
  if (input.calls.length === 0) return refuse({ code: 'nothing-to-record' })
  const fault = strictFault(roll)
  if (fault) return refuse({ code: 'cannot-be-entered', source: 'the roll', reason: fault })
  return write<{ refs: string[] }, RecordRefusal>(deps, actor, async (change) => {
    const { c, who } = change
    const forum = await forums(c).byId(input.forumId)
    if (!forum) return refuse({ code: 'not-found', what: 'forum' })
    const may = mayBallot(who, 'record', forum.id)
    if (!may.ok) return may
    const wrong = (await findRecorded(c, input)) ?? findUnfit(input.calls)
    if (wrong) return refuse(wrong)
    const refs = await recordAll(change, deps, { ...input, count: ready.value, as: may.value.as })
    return ok({ refs })
  })
}

async function findRecorded(
  c: Conn,
  { forumId, calls }: RecordRollCallsInput,
): Promise<RecordRefusal | null> {
  const known = await ballots(c).sources(forumId)
  for (const { source } of calls) {
    const ref = known.get(source)
    if (ref !== undefined) return { code: 'already-recorded', source, ref }
    known.set(source, 'this import')
  }
  return null
}

function findUnfit(calls: readonly RollCall[]): RecordRefusal | null {
  for (const { source, votes } of calls) {
    const facts = votesAsFacts(votes)
    const fault = strictFault({ source, votes: facts })
    if (fault) return { code: 'cannot-be-entered', source, reason: fault }
    if (canonicalize(facts).length > maxVotesCharacters) {
      return { code: 'cannot-be-entered', source, reason: 'more votes than one entry has room for' }
    }
  }
  return null
}

/** By member: a bare choice, or the parts of a split vote. */
function votesAsFacts(votes: Votes): Record<string, Json> {
  const parts = new Map<string, CastPart[]>()
  for (const each of votes) parts.set(each.member, [...(parts.get(each.member) ?? []), each])
  return Object.fromEntries(
    [...parts].map(([member, own]) => [
      member,
      own.length === 1 ? own[0]!.choice : own.map(({ choice, part }) => ({ choice, part })),
    ]),
  )
}

interface Recording extends RecordRollCallsInput {
  count: (votes: Votes) => Tally
  as: Capacity
}

async function recordAll(change: Change, deps: Deps, recording: Recording): Promise<string[]> {
  const { c, now, record } = change
  const { forumId, rule, roll, calls, count, as } = recording
  const hash = rollHash(sha256, roll)
  const delegations = await delegationsByMember(c, forumId)
  let number = await ballots(c).nextNumber()
  let first: BallotId | undefined
  const refs: string[] = []
  for (const call of calls) {
    const tally = count(call.votes)
    const own = {
      id: deps.newId() as BallotId,
      number,
      ref: ballotRef(number),
      forumId,
      rule,
      rollHash: hash,
    }
    await ballots(c).addMany([{ ...own, ...closedAs(call, tally, now) }])
    if (first) await ballots(c).copyRoll(first, own.id)
    else await ballots(c).addRoll(rollRows(roll, own.id, delegations))
    first ??= own.id
    await ballots(c).addVotes(call.votes.map((each) => voteRow(own.id, each, call.decidedAt ?? now)))
    const facts = { source: call.source, votes: votesAsFacts(call.votes), counts: statedCounts(tally) }
    const frozen = { rule: rule as unknown as Json, rollHash: hash, textHash: null, outcome: tally.outcome }
    const on = `ballot/${own.ref}`
    await record({ t: 'ballot.recorded', as, on, facts: { ballot: own.ref, ...frozen, ...facts } })
    refs.push(own.ref)
    number++
  }
  return refs
}

const rollRows = (roll: Roll, ballotId: BallotId, delegations: ReadonlyMap<string, DelegationId>) =>
  roll.map((each) => ({ ...each, ballotId, delegationId: delegations.get(each.member) ?? null }))

const closedAs = (call: RollCall, tally: Tally, now: Date) =>
  ({
    kind: 'single',
    status: 'closed',
    record: 'roll-call',
    title: call.title,
    question: call.question,
    source: call.source,
    preparedAt: now,
    closesZone: 'UTC',
    closedAt: call.decidedAt ?? now,
    outcome: tally.outcome,
    result: { ...tally },
  }) satisfies Partial<BallotRow>

const voteRow = (ballotId: BallotId, cast: CastPart, castAt: Date): VoteRow => ({
  ...cast,
  ballotId,
  revision: 1,
  castAt,
  castBy: null,
  receipt: '',
})

async function delegationsByMember(c: Conn, forumId: ForumId): Promise<Map<string, DelegationId>> {
  const seats = await forums(c).seats(forumId)
  return new Map(seats.map(({ member, delegationId }) => [member, delegationId]))
}
