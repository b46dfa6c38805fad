import * as Y from 'yjs'
import { base64Decode, base64Encode } from '~/domain/bytes'
import type { Span } from '~/domain/comments/commented-words'

/** The places of a span's two ends in a live text, each sticking to its own word (C9). */
export function anchorsIn(text: Y.Text, { start, end }: Span) {
  const at = (index: number, assoc: number) =>
    base64Encode(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, assoc)))
  return { anchorStart: at(start, 0), anchorEnd: at(end, -1) }
}

/** Where the two ends are now; null when this text has no such places. */
export function spanIn(text: Y.Text, anchors: { anchorStart: string; anchorEnd: string }): Span | null {
  const start = indexIn(text, anchors.anchorStart)
  const end = indexIn(text, anchors.anchorEnd)
  return start === null || end === null ? null : { start, end }
}

function indexIn(text: Y.Text, anchor: string): number | null {
  const bytes = base64Decode(anchor)
  if (!bytes || !text.doc) return null
  const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), text.doc)
  return found?.type === text ? found.index : null
}
