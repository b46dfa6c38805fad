import type { ParagraphId } from '~/domain/ids'
import type { NormAct, NormCapacity } from '~/domain/norms/may-norm'
import { isSettled, type ParagraphState } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type NormRow, norms, type ParagraphRow } from '~db/stores/norms'
import type { Change } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'

export interface ParagraphPlace {
  ref: string
  paragraphId: ParagraphId
}
export type ParagraphAtRefusal =
  | NormAtRefusal
  | { code: 'no-such-paragraph' }
  | { code: 'paragraph-closed'; state: ParagraphState }
  | { code: 'suggest-only' }

export interface ParagraphAt {
  norm: NormRow
  by: NormCapacity
  /** All live paragraphs of the norm, in order. */
  rows: ParagraphRow[]
  index: number
  row: ParagraphRow
}

/**
 * A live paragraph of this very norm, among all of them in order; one that is settled is left as it is (N17),
 * and once a version is frozen delegates suggest instead (D9).
 */
export async function paragraphAt(
  change: Pick<Change, 'c' | 'who'>,
  place: ParagraphPlace,
  act: Exclude<NormAct, 'propose'>,
): Promise<Result<ParagraphAt, ParagraphAtRefusal>> {
  const at = await unsettledParagraphAt(change, place, act)
  if (!at.ok) return at
  const { norm, by } = at.value
  const suggests = act === 'edit' && by.as === 'delegate'
  if (suggests && (await norms(change.c).latestVersion(norm.id))) return refuse({ code: 'suggest-only' })
  return at
}

/** N12: one that is not settled, for acts that delegates do at any time, such as placing a bracket. */
export async function unsettledParagraphAt(
  change: Pick<Change, 'c' | 'who'>,
  place: ParagraphPlace,
  act: Exclude<NormAct, 'propose'>,
): Promise<Result<ParagraphAt, ParagraphAtRefusal>> {
  const at = await anyParagraphAt(change, place, act)
  if (!at.ok) return at
  const { state } = at.value.row
  return isSettled(state) ? refuse({ code: 'paragraph-closed', state }) : at
}

/** The same whatever its state. */
export async function anyParagraphAt(
  change: Pick<Change, 'c' | 'who'>,
  { ref, paragraphId }: ParagraphPlace,
  act: Exclude<NormAct, 'propose'>,
): Promise<Result<ParagraphAt, ParagraphAtRefusal>> {
  const at = await normAt(change, ref, act)
  if (!at.ok) return at
  const rows = await norms(change.c).paragraphs(at.value.norm.id)
  const index = rows.findIndex((p) => p.id === paragraphId)
  const row = rows[index]
  return row ? ok({ ...at.value, rows, index, row }) : refuse({ code: 'no-such-paragraph' })
}
