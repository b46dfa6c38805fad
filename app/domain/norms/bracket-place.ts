import { ok, type Result, refuse } from '../result'
import { type Bracket, findBrackets } from './brackets'

/** Where a bracket stands: in the wording of a paragraph, in its heading, or in the title of the norm. */
export const bracketPlaces = ['text', 'heading', 'title'] as const
export type BracketPlace = (typeof bracketPlaces)[number]

/** Offsets in UTF-16 units, [start, end), brackets included. */
export interface Span {
  start: number
  end: number
}

/** What is known of a bracket's place: its anchors, or else only its words. */
export interface PlacedBracket {
  id: string
  quote: string
  /** Relative positions of the two characters; 'heading' or 'title' for those that stand there; null: found by its words. */
  anchorStart: string | null
  anchorEnd: string | null
}

export const placeOf = ({ anchorStart }: Pick<PlacedBracket, 'anchorStart'>): BracketPlace =>
  anchorStart === 'heading' || anchorStart === 'title' ? anchorStart : 'text'

export type SpanRefusal =
  | { code: 'no-such-words' }
  | { code: 'words-repeat'; times: number }
  | { code: 'crosses-bracket' }

/**
 * N12, N27: the words to be bracketed, as they stand now; without `words` all of the text. `nth` counts their
 * occurrences from 0; words that stand there more than once are taken only where it is said which. A span holds
 * both ends of each bracket in it, or neither.
 */
export function findSpan(text: string, words: string | undefined, nth?: number): Result<Span, SpanRefusal> {
  const wanted = words ?? text
  const places = placesOf(text, wanted)
  const start = places[nth ?? 0]
  if (start === undefined) return refuse({ code: 'no-such-words' })
  if (nth === undefined && places.length > 1) return refuse({ code: 'words-repeat', times: places.length })
  return wholeSpan(text, { start, end: start + wanted.length })
}

function placesOf(text: string, wanted: string): number[] {
  const found: number[] = []
  if (wanted === '') return found
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(at)
  return found
}

/** N12: selected words without the white space around them. */
export function selectedSpan(text: string, { start, end }: Span): Result<Span, SpanRefusal> {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  const to = end - words.length + words.trimEnd().length
  return from < to ? wholeSpan(text, { start: from, end: to }) : refuse({ code: 'no-such-words' })
}

const wholeSpan = (text: string, span: Span): Result<Span, SpanRefusal> =>
  findBrackets(text.slice(span.start, span.end)).stray.length > 0
    ? refuse({ code: 'crosses-bracket' })
    : ok(span)

/** A text that can tell where a character went; null once it is deleted. */
export interface Findable {
  text: string
  find(anchor: string): number | null
}

/**
 * Where each bracket stands now. Anchored ones stand where their characters are; those without anchors, or whose
 * characters were deleted and written again, are found by their words, each pair once. Absent: no longer in the text.
 */
export function locateBrackets(rows: readonly PlacedBracket[], { text, find }: Findable): Map<string, Span> {
  const found = new Map<string, Span>()
  const taken = new Set<number>()
  const take = (id: string, span: Span) => {
    found.set(id, span)
    taken.add(span.start)
  }
  for (const row of rows) {
    const span = anchored(row, { text, find })
    if (span && !taken.has(span.start)) take(row.id, span)
  }
  const { pairs } = findBrackets(text)
  for (const row of rows) {
    if (found.has(row.id)) continue
    const start = spansReading(text, pairs, row.quote).find((at) => !taken.has(at))
    if (start !== undefined) take(row.id, { start, end: start + row.quote.length })
  }
  return found
}

function anchored({ anchorStart, anchorEnd }: PlacedBracket, { text, find }: Findable): Span | null {
  if (anchorStart === null || anchorEnd === null) return null
  const start = find(anchorStart)
  const last = find(anchorEnd)
  if (start === null || last === null || last <= start) return null
  return text[start] === '[' && text[last] === ']' ? { start, end: last + 1 } : null
}

/** A quote is one pair, or several side by side when it holds alternatives. */
function spansReading(text: string, pairs: readonly Bracket[], quote: string): number[] {
  if (findBrackets(quote).stray.length > 0) return []
  return pairs.filter(({ start }) => text.startsWith(quote, start)).map(({ start }) => start)
}

/** The outermost pairs of a span, in order: the alternatives that have words. Offsets are the text's. */
export const outerPairs = (text: string, { start, end }: Span): Span[] =>
  findBrackets(text.slice(start, end))
    .pairs.filter((p) => p.depth === 1)
    .map((p) => ({ start: start + p.start, end: start + p.end }))

/**
 * N12: whether brackets around a span would cross a held bracket: part its two ends, or take some of its alternatives and
 * leave the others. Within one alternative they nest.
 */
export function crossesHeld(text: string, span: Span, held: Span): boolean {
  if (span.end <= held.start || span.start >= held.end) return false
  if (span.start <= held.start && span.end >= held.end) return false
  return !outerPairs(text, held).some(({ start, end }) => span.start > start && span.end < end)
}
