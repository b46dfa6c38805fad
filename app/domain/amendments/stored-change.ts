import type { AmendmentId, ParagraphId } from '../ids'
import type { AmendmentOp } from './amendment'
import type { AmendedChange, NamedChange } from './change'

/** An amendment as it is kept, as far as its change goes. */
export interface StoredChange {
  id: AmendmentId
  ref: string
  number: number
  parentId: AmendmentId | null
  op: AmendmentOp
  paragraphId: ParagraphId | null
  spanStart: number | null
  spanEnd: number | null
  afterId: ParagraphId | null
  text: string
  heading: string
}

export function storedChange(row: Omit<StoredChange, 'id' | 'ref' | 'number' | 'parentId'>): AmendedChange {
  const { op, paragraphId, spanStart: start, spanEnd: end, afterId, text, heading } = row
  const span = start === null || end === null ? null : { start, end }
  return { op, paragraphId, span, afterId, text, heading }
}

export const namedChange = (row: StoredChange): NamedChange => ({
  id: row.id,
  ref: row.ref,
  number: row.number,
  parentId: row.parentId,
  change: storedChange(row),
})
