import { segmentWords } from '../norms/segment-words'
import { alignWords } from './align-words'
import type { Span } from './change'

export interface MappedSpan extends Span {
  /** The span's words stand together in the other text as they were. */
  intact: boolean
  /** Where not: the part of the old text that [start, end) of the new one takes the place of. */
  from: number
  to: number
}

/** Where spans of one text are in another, by the words they share. */
export function spanMapper(was: string, now: string, lang: string): (span: Span) => MappedSpan {
  const a = segmentWords(was, lang)
  const b = segmentWords(now, lang)
  const partner = alignWords(a, b)
  const inA = starts(a)
  const inB = starts(b)
  return (span) => {
    // the words that the span touches, whole
    const first = lastAtOrBefore(inA, span.start)
    const last = span.end === span.start ? first : firstAtOrAfter(inA, span.end)
    const left = keptBefore(a, partner, first)
    const right = keptAfter(a, partner, last)
    const around = {
      start: left < 0 ? 0 : inB[partner[left]! + 1]!,
      end: right < 0 ? now.length : inB[partner[right]!]!,
      from: left < 0 ? 0 : inA[left + 1]!,
      to: right < 0 ? was.length : inA[right]!,
    }
    if (!isIntact(partner, first, last)) return { intact: false, ...around }
    if (first === last) return { intact: true, ...around, ...insertionPlace(partner, first, inB, now.length) }
    const shift = inB[partner[first]!]! - inA[first]!
    return { intact: true, ...around, start: span.start + shift, end: span.end + shift }
  }
}

function insertionPlace(partner: Int32Array, at: number, inB: readonly number[], length: number): Span {
  const place =
    at > 0 && partner[at - 1]! >= 0
      ? inB[partner[at - 1]! + 1]!
      : at < partner.length
        ? inB[partner[at]!]!
        : length
  return { start: place, end: place }
}

/** Words [first, last) all have partners side by side; a place has a partner on one side at least, or is an end. */
function isIntact(partner: Int32Array, first: number, last: number): boolean {
  if (first === last)
    return (first > 0 && partner[first - 1]! >= 0) || (first < partner.length && partner[first]! >= 0)
  for (let i = first; i < last; i++)
    if (partner[i]! < 0 || (i > first && partner[i] !== partner[i - 1]! + 1)) return false
  return true
}

function lastPartnered(partner: Int32Array, before: number): number {
  for (let i = before - 1; i >= 0; i--) if (partner[i]! >= 0) return i
  return -1
}

function firstPartnered(partner: Int32Array, from: number): number {
  for (let i = from; i < partner.length; i++) if (partner[i]! >= 0) return i
  return -1
}

/**
 * The nearest words that both texts have. A space that they share beside words that changed too is passed over, so
 * that "72 hours" against "5 days" is one change and not "72" against "5".
 */
function keptAfter(a: readonly string[], partner: Int32Array, from: number): number {
  let at = firstPartnered(partner, from)
  while (at >= 0 && at + 1 < a.length && !isWord(a[at]!) && partner[at + 1] !== partner[at]! + 1)
    at = firstPartnered(partner, at + 1)
  return at
}

function keptBefore(a: readonly string[], partner: Int32Array, before: number): number {
  let at = lastPartnered(partner, before)
  while (at > 0 && !isWord(a[at]!) && partner[at - 1] !== partner[at]! - 1) at = lastPartnered(partner, at)
  return at
}

const isWord = (segment: string) => /[\p{L}\p{N}]/u.test(segment)

/** Where each word begins, and at last the length of the text. */
function starts(words: readonly string[]): number[] {
  const at = [0]
  for (const word of words) at.push(at.at(-1)! + word.length)
  return at
}

const lastAtOrBefore = (at: readonly number[], place: number) => at.findLastIndex((n) => n <= place)
const firstAtOrAfter = (at: readonly number[], place: number) => at.findIndex((n) => n >= place)
