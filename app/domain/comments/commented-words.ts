import { ok, type Result, refuse } from '../result'
import { commentLimits } from './comment'

/** Offsets in UTF-16 units, [start, end). */
export interface Span {
  start: number
  end: number
}

export type WordsRefusal =
  | { code: 'words-without-paragraph' }
  | { code: 'no-such-words' }
  | { code: 'words-more-than-once'; times: number }
  | { code: 'words-too-long'; limit: number }

/** C9: the words of a plain form say where they stand only if they stand there once. */
export function spanOfQuote(text: string, quote: string): Result<Span, WordsRefusal> {
  const [first, ...more] = placesOf(text, quote)
  if (first === undefined) return refuse({ code: 'no-such-words' })
  if (more.length > 0) return refuse({ code: 'words-more-than-once', times: more.length + 1 })
  return ok({ start: first, end: first + quote.length })
}

/** C9: a span that may be commented on: words, whole characters, not too many of them. */
export function checkedSpan(text: string, { start, end }: Span): Result<Span, WordsRefusal> {
  const words = text.slice(start, end)
  if (start >= end || words.trim() === '' || !words.isWellFormed()) return refuse({ code: 'no-such-words' })
  const limit = commentLimits.quote
  return words.length > limit ? refuse({ code: 'words-too-long', limit }) : ok({ start, end })
}

/**
 * C10: where a comment's words stand now. `between`: its anchors, null where the text no longer knows them.
 * As long as anything is left between the anchors, that is where; otherwise where the quote reads, nearest to
 * where it was; null once it reads nowhere.
 */
export function locateWords(text: string, quote: string, between: Span | null): Span | null {
  if (between && between.start < between.end) return between
  const was = between?.start ?? 0
  const [nearest] = placesOf(text, quote).sort((a, b) => Math.abs(a - was) - Math.abs(b - was) || a - b)
  return nearest === undefined ? null : { start: nearest, end: nearest + quote.length }
}

/** Where words begin in a text, places that overlap included. */
function placesOf(text: string, words: string): number[] {
  const places: number[] = []
  if (words === '') return places
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at)
  return places
}
