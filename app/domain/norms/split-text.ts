import { findBrackets } from './brackets'
import { normLimits } from './norm'

/** Where a text is cut in two: the head ends at `head`, the tail begins at `tail`; white space between is dropped. */
export interface Cut {
  head: number
  tail: number
}

/** N10: cut at an index, never inside a character, with no white space left at the cut. */
export function cutAt(text: string, index: number): Cut {
  const at = isLowSurrogate(text.charCodeAt(index)) ? index - 1 : index
  const head = text.slice(0, at).trimEnd().length
  const rest = text.slice(at)
  return { head, tail: text.length - rest.trimStart().length }
}
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** N10: whether the cut would part a bracket from its partner. */
export const partsBracket = (text: string, { head, tail }: Cut): boolean =>
  findBrackets(text).pairs.some(({ start, end }) => start < head && end > tail)

/** Where words begin in a text; null unless they stand in it exactly once. */
export function onlyPlace(text: string, words: string): number | null {
  const first = text.indexOf(words)
  return words !== '' && first >= 0 && text.indexOf(words, first + 1) < 0 ? first : null
}

/** What goes between two texts that become one: a space, unless one stands there or the script uses none. */
export function glueBetween(head: string, tail: string): string {
  if (head === '' || tail === '' || /\s$/u.test(head) || /^\s/u.test(tail)) return ''
  return unspaced.test(`${[...head.slice(-2)].at(-1)}${[...tail.slice(0, 2)][0]}`) ? '' : ' '
}
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\u3000-\u303f\uff00-\uffef]/u

export const pasteLimits = {
  lines: 200,
  /** UTF-16 units of the whole paste: what fits into a form in any script. */
  length: 100_000,
} as const

/** N11: lines as paragraphs, empty ones left out; or what is wrong with them. */
export function linesOf(
  pasted: string,
): { lines: string[] } | { problem: 'too-many-lines' | 'line-too-long'; line: number } {
  const lines = pasted
    .split(/\r\n?|[\n\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > pasteLimits.lines) return { problem: 'too-many-lines', line: lines.length }
  const long = lines.findIndex((line) => line.length > normLimits.text)
  return long < 0 ? { lines } : { problem: 'line-too-long', line: long + 1 }
}
