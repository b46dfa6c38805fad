import type { DelegationId, ForumId } from '../ids'
import { hasRole, type Membership, type Standing } from '../members/standing'
import type { NormCapacity } from '../norms/may-norm'
import { isOpenText, type Stage } from '../norms/norm'
import { ok, type Result, refuse } from '../result'
import { type AmendmentStatus, isOpenAmendment, type SponsorKind } from './amendment'

/** What members do. */
export type SponsorAct = 'table' | 'sponsor' | 'leave' | 'withdraw' | 'take-over' | 'appeal'
/** What the chair does; merging is the secretariat's too. */
export type ChairAct = 'rule' | 'plan' | 'settle' | 'merge'

export type AmendRefusal =
  | { code: 'text-closed'; stage: Stage }
  | { code: 'not-allowed'; needs: 'a voting seat' | 'the chair' | 'the chair or the secretariat' }

interface AmendPlace {
  forumId: ForumId
  stage: Stage
}

/** The delegations through which a person amends: those that hold a seat with a vote in the forum. */
export const amendingFor = (who: Standing | null, forumId: ForumId): Membership[] =>
  who?.memberships.filter((m) => m.seats.some((s) => s.forumId === forumId && s.votes)) ?? []

const needsOpenText: readonly (SponsorAct | ChairAct)[] = ['table', 'sponsor', 'take-over', 'merge']

/** A1: a delegate acts for one of their delegations: the one preferred where they have it, else the first. */
export function maySponsor(
  who: Standing | null,
  act: SponsorAct,
  { forumId, stage }: AmendPlace,
  preferred: readonly DelegationId[] = [],
): Result<NormCapacity & { delegation: DelegationId }, AmendRefusal> {
  if (needsOpenText.includes(act) && !isOpenText(stage)) return refuse({ code: 'text-closed', stage })
  const own = amendingFor(who, forumId)
  const chosen = own.find((m) => preferred.includes(m.delegationId)) ?? own[0]
  if (!chosen) return refuse({ code: 'not-allowed', needs: 'a voting seat' })
  return ok({ as: 'delegate', delegation: chosen.delegationId })
}

/** A1: rulings, the plan and results are the chair's; adopted ones are brought in by the secretariat too. */
export function mayChair(
  who: Standing | null,
  act: ChairAct,
  { forumId, stage }: AmendPlace,
): Result<NormCapacity, AmendRefusal> {
  if (needsOpenText.includes(act) && !isOpenText(stage)) return refuse({ code: 'text-closed', stage })
  if (who === null) return ok({ as: 'system' })
  if (hasRole(who, 'chair', forumId)) return ok({ as: 'chair' })
  if (act === 'merge' && hasRole(who, 'secretariat', forumId)) return ok({ as: 'secretariat' })
  return refuse({
    code: 'not-allowed',
    needs: act === 'merge' ? 'the chair or the secretariat' : 'the chair',
  })
}

export interface SponsorState {
  delegationId: DelegationId
  kind: SponsorKind
  withdrawnAt: Date | null
}

export type ActRefusal =
  | { code: 'settled'; status: AmendmentStatus }
  | { code: 'already-sponsor' | 'not-a-sponsor' | 'not-main-sponsor' | 'main-sponsor-withdraws' }
  | { code: 'amended' | 'not-withdrawn' | 'not-ruled-out' | 'no-change-of-ruling' }

export const isActive = ({ withdrawnAt }: Pick<SponsorState, 'withdrawnAt'>): boolean => withdrawnAt === null

interface AmendmentState {
  status: AmendmentStatus
  sponsors: readonly SponsorState[]
  /** An amendment to it was adopted: it is no longer only its sponsors' (A6). */
  amended: boolean
}

/** A5-A7: whether this delegation may do this to an amendment as it stands; null when it may. */
export function sponsorRefusal(
  act: Exclude<SponsorAct, 'table'>,
  delegation: DelegationId,
  { status, sponsors, amended }: AmendmentState,
): ActRefusal | null {
  const own = sponsors.find((s) => s.delegationId === delegation && isActive(s))
  switch (act) {
    case 'sponsor':
      if (!isOpenAmendment(status)) return { code: 'settled', status }
      return own ? { code: 'already-sponsor' } : null
    case 'leave':
      if (!isOpenAmendment(status)) return { code: 'settled', status }
      if (!own) return { code: 'not-a-sponsor' }
      return own.kind === 'main' ? { code: 'main-sponsor-withdraws' } : null
    case 'withdraw':
      if (!isOpenAmendment(status)) return { code: 'settled', status }
      if (own?.kind !== 'main') return { code: 'not-main-sponsor' }
      return amended ? { code: 'amended' } : null
    case 'take-over':
      return status === 'withdrawn' ? null : { code: 'not-withdrawn' }
    case 'appeal':
      if (status !== 'inadmissible') return { code: 'not-ruled-out' }
      return own ? null : { code: 'not-a-sponsor' }
  }
}

/** A4: 'tabled' with enough members behind it, 'draft' before. */
export const statusBySponsors = (sponsors: readonly SponsorState[], needed: number): 'draft' | 'tabled' =>
  sponsors.filter(isActive).length >= needed ? 'tabled' : 'draft'
