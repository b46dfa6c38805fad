import type { DelegationId, ForumId } from '../ids'
import { type Capacity, hasRole, type Membership, type Standing } from '../members/standing'
import { ok, type Result, refuse } from '../result'
import { isOpenText, type Stage } from './norm'

/**
 * 'propose': bring in a new norm. 'edit': change wording, add a paragraph, revise its kind or heading, place a
 * bracket. 'arrange': move or remove paragraphs. 'freeze': make a version. Changing the stage is in stages.ts.
 */
export type NormAct = 'propose' | 'edit' | 'arrange' | 'freeze'

export type NormRefusal =
  | { code: 'text-closed'; stage: Stage }
  | { code: 'not-allowed'; act: NormAct; needs: 'a seat' | 'the secretariat or the chair' }

/** In which capacity the act is done, as it enters the ledger. */
export interface NormCapacity {
  as: Capacity
  delegation?: DelegationId
}

export interface NormPlace {
  forumId: ForumId
  /** Absent for a norm that is only being proposed. */
  stage?: Stage
}

/** N4, N5: whether this person may do this to this norm now, and in which capacity. `null` is the platform itself. */
export function mayNorm(
  who: Standing | null,
  act: NormAct,
  { forumId, stage }: NormPlace,
): Result<NormCapacity, NormRefusal> {
  if (stage !== undefined && act !== 'propose' && !isOpenText(stage))
    return refuse({ code: 'text-closed', stage })
  if (who === null) return ok({ as: 'system' })
  if (hasRole(who, 'chair', forumId)) return ok({ as: 'chair' })
  if (hasRole(who, 'secretariat', forumId)) return ok({ as: 'secretariat' })
  const seated = act === 'propose' || act === 'edit' ? votingMembership(who, forumId) : undefined
  if (seated) return ok({ as: 'delegate', delegation: seated.delegationId })
  const needs = act === 'propose' || act === 'edit' ? 'a seat' : 'the secretariat or the chair'
  return refuse({ code: 'not-allowed', act, needs })
}

/** The delegation through which a person is a delegate in a forum: a seat without a vote makes none. */
export const votingMembership = (who: Standing, forumId: ForumId): Membership | undefined =>
  who.memberships.find((m) => m.seats.some((s) => s.forumId === forumId && s.votes))

/** N7: a delegate speaks for brackets of its own delegation only; the secretariat, the chair and the platform for any. */
export const mayHoldBracket = ({ as, delegation }: NormCapacity, holder: DelegationId | null): boolean =>
  as !== 'delegate' || (holder !== null && delegation === holder)
