import type { DelegationId, ForumId } from '../ids'
import { type Capacity, hasRole, type Membership, type Role, type Standing } from '../members/standing'
import { ok, type Result, refuse } from '../result'
import { type BallotState, type BallotStatus, takesVotes } from './ballot'

export type BallotAct = 'prepare' | 'join' | 'open' | 'close' | 'record'

export type BallotActRefusal = { code: 'not-allowed'; act: BallotAct; needs: readonly Role[] }

/** Whoever is named first is the capacity in which somebody with both roles acts. */
const rolesFor: Record<BallotAct, readonly Role[]> = {
  prepare: ['secretariat', 'chair'],
  join: ['secretariat', 'chair'],
  open: ['chair'],
  close: ['chair'],
  record: ['secretariat'],
}

/** B24: who may do this to the ballots of a forum, and in which capacity. `null` is the platform itself. */
export function mayBallot(
  who: Standing | null,
  act: BallotAct,
  forumId: ForumId,
): Result<{ as: Capacity }, BallotActRefusal> {
  if (who === null) return ok({ as: 'system' })
  const role = rolesFor[act].find((each) => hasRole(who, each, forumId))
  if (role === 'chair' || role === 'secretariat') return ok({ as: role })
  return refuse({ code: 'not-allowed', act, needs: rolesFor[act] })
}

export type VoteRefusal =
  | { code: 'not-open'; status: BallotStatus }
  | { code: 'closing-time-past'; closesAtMs: number }
  | { code: 'no-votes-of-its-own' }
  | { code: 'not-allowed'; why: 'not-your-seat' | 'not-accredited' }
  | { code: 'other-text'; frozen: string }

/**
 * B27-B31: whether this person may cast the vote of this member of the roll now, and for which delegation.
 * `elector`: the member's place on the frozen roll; null when it has none. A foreign seat and a seat that is not
 * there are refused alike, so that nothing can be learnt by asking.
 */
export function mayVote(
  who: Standing,
  ballot: BallotState & { textHash: string | null },
  { elector, textHash }: { elector: { delegationId: DelegationId | null } | null; textHash: string },
  nowMs: number,
): Result<{ as: Capacity; delegation: DelegationId }, VoteRefusal> {
  if (ballot.kind === 'joint') return refuse({ code: 'no-votes-of-its-own' })
  if (ballot.status !== 'open') return refuse({ code: 'not-open', status: ballot.status })
  if (!takesVotes(ballot, nowMs)) return refuse({ code: 'closing-time-past', closesAtMs: ballot.closesAtMs! })
  const membership = elector ? membershipFor(who, elector.delegationId) : undefined
  if (!membership) return refuse({ code: 'not-allowed', why: 'not-your-seat' })
  if (!membership.accredited) return refuse({ code: 'not-allowed', why: 'not-accredited' })
  if (textHash !== ballot.textHash) return refuse({ code: 'other-text', frozen: ballot.textHash ?? '' })
  return ok({ as: 'delegate', delegation: membership.delegationId })
}

/** The membership through which somebody votes for a seat of the roll. */
export const membershipFor = (who: Standing, delegationId: DelegationId | null): Membership | undefined =>
  delegationId === null ? undefined : who.memberships.find((m) => m.delegationId === delegationId)

/** The delegations that a person may vote for, whatever the ballot. */
export const votingDelegations = (who: Standing | null): DelegationId[] =>
  who ? who.memberships.filter((m) => m.accredited).map((m) => m.delegationId) : []
