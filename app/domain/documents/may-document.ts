import type { ForumId } from '../ids'
import type { Standing } from '../members/standing'
import { mayNorm, type NormCapacity } from '../norms/may-norm'
import { isSettled, type ParagraphState } from '../norms/norm'
import { ok, type Result, refuse } from '../result'
import type { AccessCode, ParagraphPlace } from './refusal'

export interface DocumentPlace extends ParagraphPlace {
  forumId: ForumId
  state: ParagraphState
  /** Whether a version of the norm has ever been frozen: from then on delegations suggest. */
  frozen: boolean
}

export type DocumentAct = 'read' | 'suggest' | 'write'

/** The most that somebody may do to a paragraph's wording; each contains those after it. */
export type Access = 'write' | 'suggest' | 'read' | 'none'

/**
 * D1: live drafts are read by those who may ever write in the norm's forum, at any stage; nobody else.
 * D2: they are changed while the norm's text is open and the paragraph is neither removed nor settled.
 * D9: delegates write until the first version is frozen, and suggest from then on.
 * `who` is null for somebody whose session has ended; `place` for a paragraph that does not exist.
 */
export function mayDocument(
  who: Standing | null,
  act: DocumentAct,
  place: DocumentPlace | null,
): Result<NormCapacity, AccessCode> {
  if (!who) return refuse('not-signed-in')
  if (!place) return refuse('no-such-paragraph')
  const capacity = mayNorm(who, 'edit', { forumId: place.forumId })
  if (!capacity.ok) return refuse('not-allowed')
  if (place.removed) return refuse('paragraph-removed')
  if (act === 'read') return ok(capacity.value)
  if (!mayNorm(who, 'edit', { forumId: place.forumId, stage: place.stage }).ok) return refuse('text-closed')
  if (isSettled(place.state)) return refuse('paragraph-closed')
  if (act === 'write' && place.frozen && capacity.value.as === 'delegate') return refuse('suggest-only')
  return ok(capacity.value)
}

export function accessTo(who: Standing | null, place: DocumentPlace | null): Access {
  const acts = ['write', 'suggest', 'read'] as const
  return acts.find((act) => mayDocument(who, act, place).ok) ?? 'none'
}
