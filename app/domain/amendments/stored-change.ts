import type { AmendmentId, ParagraphId } from '../ids'
import type { ParagraphKind } from '../norms/norm'
import type { AmendmentOp } from './amendment'
import type { AmendedChange, NamedChange } from './change'
import { piecesOf } from './pieces'

/** An amendment as it is kept, as far as its change goes. */
export interface StoredChange {
  id: AmendmentId
  ref: string
  number: number
  parentId: AmendmentId | null
  op: AmendmentOp
  kind: ParagraphKind | null
  paragraphId: ParagraphId | null
  spanStart: number | null
  spanEnd: number | null
  afterId: ParagraphId | null
  text: string
  heading: string
}

export function storedChange(row: Omit<StoredChange, 'id' | 'ref' | 'number' | 'parentId'>): AmendedChange {
  const { op, kind, paragraphId, spanStart: start, spanEnd: end, afterId, text, heading } = row
  const span = start === null || end === null ? null : { start, end }
  return { op, kind, paragraphId, span, afterId, text, heading }
}

/** `was`: the words that the amendment is to. */
export function namedChange(row: StoredChange, was: string, lang: string): NamedChange {
  const { id, ref, number, parentId } = row
  const change = storedChange(row)
  return { id, ref, number, parentId, change, pieces: piecesOf(change, was, lang) }
}
