import type { DelegationId, ForumId } from '../ids'
import { hasRole, type Membership, type Standing } from '../members/standing'
import type { NormCapacity } from '../norms/may-norm'
import { isOpenText, type Stage } from '../norms/norm'
import { ok, type Result, refuse } from '../result'
import { type AmendmentStatus, isOpenAmendment, type SponsorKind } from './amendment'
import type { RulingState } from './ruling'

/** What members do. */
export type SponsorAct =
  | 'table'
  | 'sponsor'
  | 'name-main'
  | 'revise'
  | 'leave'
  | 'withdraw'
  | 'take-over'
  | 'appeal'
/** What the chair does; merging and setting the terms are the secretariat's too. */
export type ChairAct = 'rule' | 'plan' | 'settle' | 'merge' | 'set-terms'

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

const needsOpenText: readonly (SponsorAct | ChairAct)[] = [
  'table',
  'sponsor',
  'name-main',
  'revise',
  'take-over',
  'merge',
  'set-terms',
]
const sharedWithSecretariat: readonly ChairAct[] = ['merge', 'set-terms']

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
  const isShared = sharedWithSecretariat.includes(act)
  if (isShared && hasRole(who, 'secretariat', forumId)) return ok({ as: 'secretariat' })
  return refuse({ code: 'not-allowed', needs: isShared ? 'the chair or the secretariat' : 'the chair' })
}

export interface SponsorState {
  delegationId: DelegationId
  kind: SponsorKind
  withdrawnAt: Date | null
}

export type ActRefusal =
  | { code: 'settled'; status: AmendmentStatus }
  | { code: 'already-sponsor' | 'not-a-sponsor' | 'not-main-sponsor' | 'main-sponsor-withdraws' }
  | { code: 'other-main-sponsors' | 'not-a-co-sponsor' }
  | { code: 'amended' | 'not-withdrawn' | 'not-ruled-out' | 'no-change-of-ruling' }
  | { code: 'appealed-already' | 'no-appeal' }

export const isActive = ({ withdrawnAt }: Pick<SponsorState, 'withdrawnAt'>): boolean => withdrawnAt === null

interface AmendmentState {
  status: AmendmentStatus
  sponsors: readonly SponsorState[]
  /** An amendment to it was adopted: it is no longer only its sponsors' (A6). */
  amended: boolean
  ruling: RulingState
}

/** A5-A7, A14, A16: whether this delegation may do this to an amendment as it stands; null when it may. */
export function sponsorRefusal(
  act: Exclude<SponsorAct, 'table'>,
  delegation: DelegationId,
  state: AmendmentState,
): ActRefusal | null {
  const { status, sponsors } = state
  const own = sponsors.find((s) => s.delegationId === delegation && isActive(s))
  if (act === 'take-over') return status === 'withdrawn' ? null : { code: 'not-withdrawn' }
  if (act === 'appeal') return appealRefusal(own, state)
  if (!isOpenAmendment(status)) return { code: 'settled', status }
  if (act === 'sponsor') return own ? { code: 'already-sponsor' } : null
  const alone = !sponsors.some((s) => s !== own && s.kind === 'main' && isActive(s))
  if (act === 'leave') {
    if (!own) return { code: 'not-a-sponsor' }
    return own.kind === 'main' && alone ? { code: 'main-sponsor-withdraws' } : null
  }
  if (own?.kind !== 'main') return { code: 'not-main-sponsor' }
  if (act === 'name-main') return null
  if (act === 'withdraw' && !alone) return { code: 'other-main-sponsors' }
  return state.amended ? { code: 'amended' } : null
}

function appealRefusal(own: SponsorState | undefined, { status, ruling }: AmendmentState): ActRefusal | null {
  if (status !== 'inadmissible') return { code: 'not-ruled-out' }
  if (!own) return { code: 'not-a-sponsor' }
  return ruling === 'appealed' || ruling === 'upheld' ? { code: 'appealed-already' } : null
}

/** A4: 'tabled' with enough members behind it, 'draft' before. */
export const statusBySponsors = (sponsors: readonly SponsorState[], needed: number): 'draft' | 'tabled' =>
  sponsors.filter(isActive).length >= needed ? 'tabled' : 'draft'
