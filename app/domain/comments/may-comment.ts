import type { DelegationId, ForumId, NormId, OrganisationId, PersonId } from '../ids'
import { type Capacity, hasRole, type Membership, type Standing } from '../members/standing'
import { isOpenText, type Stage } from '../norms/norm'
import { ok, type Result, refuse } from '../result'
import { type CommentStatus, commentLimits } from './comment'

/** As whom a person can comment: for one of their delegations, or as the secretariat. */
export interface CommentCapacity {
  /** What a form sends: the delegation's id, or 'secretariat'. */
  key: DelegationId | 'secretariat'
  as: Capacity
  delegationId: DelegationId | null
  organisationId: OrganisationId | null
  label: string
}

/** C1: a delegation speaks when its organisation is accredited or it holds a seat; with a vote anywhere it is a delegate. */
export function commentCapacities(who: Standing | null, forumId: ForumId): CommentCapacity[] {
  if (!who) return []
  const own = who.memberships.filter((m) => m.accredited || m.seats.length > 0).map(speakingFor)
  return hasRole(who, 'secretariat', forumId) ? [...own, asSecretariat] : own
}

const speakingFor = (m: Membership): CommentCapacity => ({
  key: m.delegationId,
  as: m.seats.some((s) => s.votes) ? 'delegate' : 'stakeholder',
  delegationId: m.delegationId,
  organisationId: m.organisationId,
  label: m.delegationName,
})

const asSecretariat: CommentCapacity = {
  key: 'secretariat',
  as: 'secretariat',
  delegationId: null,
  organisationId: null,
  label: 'Secretariat',
}

export type ClosedRefusal =
  | { code: 'not-open'; stage: Stage }
  | { code: 'consultation-over'; closedAtMs: number }

export type CommentRefusal =
  | ClosedRefusal
  | { code: 'not-allowed' }
  | { code: 'not-your-capacity' }
  | { code: 'too-many'; of: 'person' | 'delegation'; limit: number }
  | { code: 'no-such-parent' }
  | { code: 'reply-to-a-reply' }
  | { code: 'parent-withdrawn' }

export interface CommentedNorm {
  id: NormId
  forumId: ForumId
  stage: Stage
  consultationClosesAt: Date | null
}

/** C2: open while the text is: in drafting, and in consultation until its end, which itself is too late. */
export function commentsClosed(norm: CommentedNorm, nowMs: number): ClosedRefusal | null {
  if (!isOpenText(norm.stage)) return { code: 'not-open', stage: norm.stage }
  const closesAtMs = norm.stage === 'consultation' ? norm.consultationClosesAt?.getTime() : undefined
  return closesAtMs !== undefined && nowMs >= closesAtMs
    ? { code: 'consultation-over', closedAtMs: closesAtMs }
    : null
}

/** What the rules need to know of the comment replied to. */
export interface ParentComment {
  normId: NormId
  replyToId: string | null
  status: CommentStatus
}

export interface CommentQuestion {
  norm: CommentedNorm
  nowMs: number
  /** The chosen capacity; absent takes the only one there is. */
  key?: string | undefined
  /** The comment replied to; null when it does not exist, undefined when this is no reply. */
  parent?: ParentComment | null | undefined
}

/** C1-C4: whether this person may comment here now, and as whom. The hourly limits are asked apart. */
export function mayComment(
  who: Standing | null,
  { norm, nowMs, key, parent }: CommentQuestion,
): Result<CommentCapacity, CommentRefusal> {
  const closed = commentsClosed(norm, nowMs)
  if (closed) return refuse(closed)
  const capacities = commentCapacities(who, norm.forumId)
  if (capacities.length === 0) return refuse({ code: 'not-allowed' })
  const chosen =
    key === undefined && capacities.length === 1 ? capacities[0] : capacities.find((k) => k.key === key)
  if (!chosen) return refuse({ code: 'not-your-capacity' })
  const wrong = parent === undefined ? null : replyRefusal(parent, norm.id)
  return wrong ? refuse(wrong) : ok(chosen)
}

/** C4: replies are one deep, on the same norm, and not to what was withdrawn. */
function replyRefusal(parent: ParentComment | null, normId: NormId): CommentRefusal | null {
  if (parent?.normId !== normId) return { code: 'no-such-parent' }
  if (parent.replyToId !== null) return { code: 'reply-to-a-reply' }
  return parent.status === 'withdrawn' ? { code: 'parent-withdrawn' } : null
}

/** C3: how many comments the last hour has seen, from the person and from the delegation (0 for the secretariat). */
export function tooMany(recent: { byPerson: number; byDelegation: number }): CommentRefusal | null {
  const { perPersonAnHour, perDelegationAnHour } = commentLimits
  if (recent.byPerson >= perPersonAnHour) return { code: 'too-many', of: 'person', limit: perPersonAnHour }
  if (recent.byDelegation >= perDelegationAnHour)
    return { code: 'too-many', of: 'delegation', limit: perDelegationAnHour }
  return null
}

export type WithdrawRefusal = { code: 'not-yours' } | { code: 'already-withdrawn' }

/** C5: only the author, at any time, once. */
export function mayWithdraw(
  who: Standing | null,
  comment: { authorId: PersonId | null; status: CommentStatus },
): Result<{ author: PersonId }, WithdrawRefusal> {
  if (!who || comment.authorId !== who.personId) return refuse({ code: 'not-yours' })
  if (comment.status === 'withdrawn') return refuse({ code: 'already-withdrawn' })
  return ok({ author: who.personId })
}
