import type { ProposalStatus } from '../amendments/amendment'
import {
  type ClosedRefusal,
  type CommentCapacity,
  type CommentedNorm,
  commentCapacities,
  commentsClosed,
} from '../comments/may-comment'
import type { DelegationId, ForumId, PersonId } from '../ids'
import { type Capacity, hasRole, type Standing } from '../members/standing'
import type { NormCapacity } from '../norms/may-norm'
import { isOpenText, type Stage } from '../norms/norm'
import { ok, type Result, refuse } from '../result'
import { proposalLimits } from './proposal'

export type ProposeRefusal =
  | ClosedRefusal
  | { code: 'not-allowed'; needs: 'a delegation' | 'the chair' }
  | { code: 'not-your-capacity' }
  | { code: 'too-many'; of: 'person' | 'delegation'; limit: number }

/** A delegation that somebody proposes for or supports with. */
export interface ProposalCapacity {
  key: DelegationId
  as: Capacity
  label: string
}

/** R1: delegations with a seat and of accredited organisations, never the secretariat or the chair as such. */
export const proposalCapacities = (who: Standing | null, forumId: ForumId): ProposalCapacity[] =>
  commentCapacities(who, forumId).flatMap(({ delegationId, as, label }: CommentCapacity) =>
    delegationId ? [{ key: delegationId, as, label }] : [],
  )

interface Question {
  norm: CommentedNorm
  nowMs: number
  /** The chosen delegation; absent takes the only one there is. */
  key?: string | undefined
}

/** R1, R2: whether this person may propose wording now, and for which delegation. */
export function mayPropose(
  who: Standing | null,
  { norm, nowMs, key }: Question,
): Result<ProposalCapacity, ProposeRefusal> {
  const closed = commentsClosed(norm, nowMs)
  if (closed) return refuse(closed)
  const capacities = proposalCapacities(who, norm.forumId)
  if (capacities.length === 0) return refuse({ code: 'not-allowed', needs: 'a delegation' })
  const only = key === undefined && capacities.length === 1
  const chosen = only ? capacities[0] : capacities.find((k) => k.key === key)
  return chosen ? ok(chosen) : refuse({ code: 'not-your-capacity' })
}

/** R3: how many proposals the last hour has seen, withdrawn ones included. */
export function tooManyProposals(recent: { byPerson: number; byDelegation: number }): ProposeRefusal | null {
  const { perPersonAnHour, perDelegationAnHour } = proposalLimits
  if (recent.byPerson >= perPersonAnHour) return { code: 'too-many', of: 'person', limit: perPersonAnHour }
  if (recent.byDelegation >= perDelegationAnHour)
    return { code: 'too-many', of: 'delegation', limit: perDelegationAnHour }
  return null
}

/** What the rules need to know of a proposal. */
export interface ProposalState {
  status: ProposalStatus
  authorId: PersonId | null
  delegationId: DelegationId | null
}

export type SettledRefusal = { code: 'already-settled'; status: ProposalStatus }
export type SupportRefusal =
  | ProposeRefusal
  | SettledRefusal
  | { code: 'own-proposal' }
  | { code: 'already-so' }

/** R4: another delegation says, or no longer says, that it supports a proposal that is not settled. */
export function maySupport(
  who: Standing | null,
  proposal: ProposalState & { supporters: readonly DelegationId[] },
  question: Question & { support: boolean },
): Result<ProposalCapacity, SupportRefusal> {
  const may = mayPropose(who, question)
  if (!may.ok) return may
  if (proposal.status !== 'submitted') return refuse({ code: 'already-settled', status: proposal.status })
  if (proposal.delegationId === may.value.key) return refuse({ code: 'own-proposal' })
  const supports = proposal.supporters.includes(may.value.key)
  return supports === question.support ? refuse({ code: 'already-so' }) : may
}

export type WithdrawProposalRefusal = { code: 'not-yours' } | SettledRefusal

/** R5: its author, and nobody else, withdraws a proposal until it is settled. */
export function mayWithdrawProposal(
  who: Standing | null,
  { status, authorId }: ProposalState,
): Result<{ author: PersonId }, WithdrawProposalRefusal> {
  if (!who || authorId !== who.personId) return refuse({ code: 'not-yours' })
  return status === 'submitted' ? ok({ author: who.personId }) : refuse({ code: 'already-settled', status })
}

export type ChairRefusal = { code: 'text-closed'; stage: Stage } | { code: 'not-allowed'; needs: 'the chair' }

/** R7, R9: only the chair of the forum settles proposals and freezes a chair's text, while the text is open. */
export function mayChair(
  who: Standing | null,
  { forumId, stage }: { forumId: ForumId; stage: Stage },
): Result<NormCapacity, ChairRefusal> {
  if (!isOpenText(stage)) return refuse({ code: 'text-closed', stage })
  return hasRole(who, 'chair', forumId)
    ? ok({ as: 'chair' })
    : refuse({ code: 'not-allowed', needs: 'the chair' })
}

/** R7. */
export const maySettle = (
  who: Standing | null,
  norm: { forumId: ForumId; stage: Stage },
  { status }: ProposalState,
): Result<NormCapacity, ChairRefusal | SettledRefusal> =>
  status === 'submitted' ? mayChair(who, norm) : refuse({ code: 'already-settled', status })
