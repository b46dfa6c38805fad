import type { ParagraphId } from '~/domain/ids'
import type { NormAct, NormCapacity } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type NormRow, norms, type ParagraphRow } from '~db/stores/norms'
import type { Change } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'

export interface ParagraphPlace {
  ref: string
  paragraphId: ParagraphId
}
export type ParagraphAtRefusal = NormAtRefusal | { code: 'no-such-paragraph' }

/** A live paragraph of this very norm, among all of them in order. */
export async function paragraphAt(
  change: Pick<Change, 'c' | 'who'>,
  { ref, paragraphId }: ParagraphPlace,
  act: Exclude<NormAct, 'propose'>,
): Promise<
  Result<
    { norm: NormRow; by: NormCapacity; rows: ParagraphRow[]; index: number; row: ParagraphRow },
    ParagraphAtRefusal
  >
> {
  const at = await normAt(change, ref, act)
  if (!at.ok) return at
  const rows = await norms(change.c).paragraphs(at.value.norm.id)
  const index = rows.findIndex((p) => p.id === paragraphId)
  const row = rows[index]
  return row ? ok({ ...at.value, rows, index, row }) : refuse({ code: 'no-such-paragraph' })
}
