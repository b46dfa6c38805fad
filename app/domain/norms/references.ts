import type { ParagraphId } from '../ids'
import type { Findable, Span } from './bracket-place'

/** 'full': "OP2", "PP1", "3.1". 'bare': the number without its letters, as in "operative paragraph 2". */
export const referenceForms = ['full', 'bare'] as const
export type ReferenceForm = (typeof referenceForms)[number]

export const referenceLimits = { inParagraph: 50, inNorm: 2_000 } as const

/** The characters by which a paragraph is named. */
export const spellNumber = (number: string, form: ReferenceForm): string =>
  form === 'bare' ? number.replace(/^[PO]P/, '') : number

/** N20: how these words name the paragraph of a number, or would have named it under another; null: they are no number. */
export function formOf(words: string, number: string): ReferenceForm | null {
  if (words === number) return 'full'
  if (!/^(?:[PO]P)?\d{1,4}(?:\.\d{1,4})?$/.test(words)) return null
  return /^[PO]P/.test(words) || !/^[PO]P/.test(number) ? 'full' : 'bare'
}

/** A reference as it is kept. */
export interface ReferenceRow {
  id: string
  targetId: ParagraphId
  form: ReferenceForm
  written: string
  anchorStart: string
  anchorEnd: string
}

/**
 * 'right': it names its paragraph. 'stale': the paragraph has another number now, where the words cannot change.
 * 'removed': the paragraph is not in the text. 'altered': somebody has written into the number.
 */
export type ReferenceState = 'right' | 'stale' | 'removed' | 'altered'

export interface LocatedReference extends Span {
  id: string
  targetId: ParagraphId
  state: ReferenceState
  /** What it should read; null while its paragraph is removed. */
  now: string | null
}

/**
 * Where each reference stands now and whether it is right, in the order of the text. One whose characters were
 * deleted is found by its number where that stands once and is nobody else's; absent: no longer in the text.
 * `numbers`: of the paragraphs that are in the text.
 */
export function locateReferences(
  rows: readonly ReferenceRow[],
  { text, find }: Findable,
  numbers: ReadonlyMap<ParagraphId, string>,
): LocatedReference[] {
  const found: LocatedReference[] = []
  const isFree = ({ start, end }: Span) => found.every((f) => end <= f.start || start >= f.end)
  const take = (row: ReferenceRow, span: Span | null) => {
    if (!span || !isFree(span)) return false
    const number = numbers.get(row.targetId)
    const now = number === undefined ? null : spellNumber(number, row.form)
    found.push({ ...span, id: row.id, targetId: row.targetId, now, state: stateOf(text, span, row, now) })
    return true
  }
  const lost = rows.filter((row) => !take(row, anchoredSpan(row, find)))
  for (const row of lost) take(row, onlySpan(text, row.written, isFree))
  return found.sort((a, b) => a.start - b.start)
}

/** What the two ends hold; a number somebody has written a sentence into is none. */
function anchoredSpan(row: ReferenceRow, find: Findable['find']): Span | null {
  const start = find(row.anchorStart)
  const last = find(row.anchorEnd)
  if (start === null || last === null || last < start || last - start > 40) return null
  return { start, end: last + 1 }
}

function onlySpan(text: string, number: string, isFree: (span: Span) => boolean): Span | null {
  const spans = placesOf(text, number).filter(isFree)
  return spans.length === 1 ? spans[0]! : null
}

function stateOf(text: string, span: Span, { written }: ReferenceRow, now: string | null): ReferenceState {
  if (text.slice(span.start, span.end) !== written || !standsAlone(text, span)) return 'altered'
  if (now === null) return 'removed'
  return now === written ? 'right' : 'stale'
}

/** N20: not a part of a longer number or word, such as the 2 of 12, 2.1 or 2bis. */
export const standsAlone = (text: string, { start, end }: Span): boolean =>
  !/(?:[\p{Nd}\p{sc=Latin}]|\p{Nd}\.)$/u.test(text.slice(Math.max(0, start - 4), start)) &&
  !/^(?:[\p{Nd}\p{sc=Latin}]|\.\p{Nd})/u.test(text.slice(end, end + 4))

/** Every place where a number stands alone in a text. */
export function placesOf(text: string, number: string): Span[] {
  const spans: Span[] = []
  if (number === '') return spans
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const span = { start: at, end: at + number.length }
    if (standsAlone(text, span)) spans.push(span)
  }
  return spans
}
