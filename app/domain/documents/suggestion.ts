import type { DelegationId, PersonId } from '../ids'
import type { Standing } from '../members/standing'
import type { NormCapacity } from '../norms/may-norm'
import { ok, type Result, refuse } from '../result'
import { type Access, type DocumentAct, type DocumentPlace, mayDocument } from './may-document'
import type { AccessCode } from './refusal'

/** 'part': accepted in part; 'bracketed': turned, with what it clashed with, into bracketed alternatives. */
export const suggestionStatuses = ['open', 'accepted', 'part', 'rejected', 'bracketed', 'withdrawn'] as const
export type SuggestionStatus = (typeof suggestionStatuses)[number]

export const suggestionLimits = {
  reason: 500,
  /** Open ones on one paragraph. */
  open: 100,
} as const

export interface SuggestionOwner {
  authorId: PersonId | null
  delegationId: DelegationId | null
  status: SuggestionStatus
}

/** 'change': type into it. 'withdraw': take it back. 'resolve': accept, accept in part, reject, bracket both. */
export type SuggestionAct = 'change' | 'withdraw' | 'resolve'
export type SuggestionCode = AccessCode | 'suggestion-closed' | 'not-your-suggestion'

/**
 * D10: a suggestion is its delegation's own, or its author's who speaks for none: nobody else changes or
 * withdraws it. It is resolved by those who may edit its paragraph. Once resolved it stays as it is.
 */
export function maySuggestion(
  who: Standing | null,
  act: SuggestionAct,
  suggestion: SuggestionOwner,
  place: DocumentPlace | null,
): Result<NormCapacity, SuggestionCode> {
  const needed = { change: 'suggest', withdraw: 'read', resolve: 'write' } as const
  const may = mayDocument(who, needed[act], place)
  if (!may.ok) return may
  if (suggestion.status !== 'open') return refuse('suggestion-closed')
  if (act === 'resolve' || isOwn(who, may.value, suggestion)) return ok(may.value)
  return refuse('not-your-suggestion')
}

/** D14: a suggestion's text is read like its paragraph's, and typed into by those whose it is, while it is open. */
export const mayText = (
  who: Standing | null,
  act: DocumentAct,
  place: DocumentPlace | null,
  suggestion: SuggestionOwner | null,
): Result<NormCapacity, SuggestionCode> =>
  suggestion && act !== 'read'
    ? maySuggestion(who, 'change', suggestion, place)
    : mayDocument(who, act, place)

export function accessToText(
  who: Standing | null,
  place: DocumentPlace | null,
  suggestion: SuggestionOwner | null,
): Access {
  const acts = suggestion ? (['write', 'read'] as const) : (['write', 'suggest', 'read'] as const)
  return acts.find((act) => mayText(who, act, place, suggestion).ok) ?? 'none'
}

function isOwn(who: Standing | null, by: NormCapacity, { authorId, delegationId }: SuggestionOwner): boolean {
  if (delegationId === null) return who !== null && who.personId === authorId
  return by.as === 'delegate' && by.delegation === delegationId
}
