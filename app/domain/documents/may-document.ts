import type { ForumId } from '../ids'
import type { Standing } from '../members/standing'
import { mayNorm, type NormCapacity } from '../norms/may-norm'
import { ok, type Result, refuse } from '../result'
import type { AccessCode, ParagraphPlace } from './refusal'

export interface DocumentPlace extends ParagraphPlace {
  forumId: ForumId
}

/**
 * D1: live drafts are read by those who may ever write in the norm's forum, at any stage; nobody else.
 * D2: they are written while the norm's text is open and the paragraph is not removed.
 * `who` is null for somebody whose session has ended; `place` for a paragraph that does not exist.
 */
export function mayDocument(
  who: Standing | null,
  act: 'read' | 'write',
  place: DocumentPlace | null,
): Result<NormCapacity, AccessCode> {
  if (!who) return refuse('not-signed-in')
  if (!place) return refuse('no-such-paragraph')
  const capacity = mayNorm(who, 'edit', { forumId: place.forumId })
  if (!capacity.ok) return refuse('not-allowed')
  if (place.removed) return refuse('paragraph-removed')
  if (act === 'read') return ok(capacity.value)
  const open = mayNorm(who, 'edit', { forumId: place.forumId, stage: place.stage })
  return open.ok ? ok(open.value) : refuse('text-closed')
}
