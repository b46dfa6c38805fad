import { hexEncode, utf8Encode } from '~/domain/bytes'
import { outerPairs, type Span } from '~/domain/norms/bracket-place'
import { ok, type Result, refuse } from '~/domain/result'
import { type AlternativeRow, brackets } from '~db/stores/brackets'
import { sha256 } from '~db/stores/ledger'
import type { BracketAt } from './bracket-at.server'

export interface WordedAlternative {
  row: AlternativeRow
  /** Its pair in the text; null for "no text". */
  span: Span | null
  /** As they stand now. */
  words: string
}

export type WordedRefusal = { code: 'bracket-gone' } | { code: 'alternatives-differ' }

/** The live alternatives with their places; refused when brackets were typed or deleted among them by hand. */
export function wordedAlternatives({
  text,
  span,
  alternatives,
}: Pick<BracketAt, 'text' | 'span' | 'alternatives'>): Result<WordedAlternative[], WordedRefusal> {
  if (!span) return refuse({ code: 'bracket-gone' })
  const pairs = outerPairs(text.text(), span)
  const worded = alternatives.filter((a) => a.text !== '')
  if (pairs.length !== worded.length || !tile(pairs, span)) return refuse({ code: 'alternatives-differ' })
  let next = 0
  return ok(
    alternatives.map((row) => {
      const own = row.text === '' ? null : pairs[next++]!
      return { row, span: own, words: own ? text.text().slice(own.start + 1, own.end - 1) : '' }
    }),
  )
}

/** Side by side, from one end of the span to the other. */
export const tile = (pairs: readonly Span[], { start, end }: Span): boolean =>
  pairs.length > 0 &&
  pairs[0]!.start === start &&
  pairs[pairs.length - 1]!.end === end &&
  pairs.every((p, i) => i === 0 || pairs[i - 1]!.end === p.start)

export const textHash = (words: string) => hexEncode(sha256(utf8Encode(words)))

export const keepMarks = (
  c: Parameters<typeof brackets>[0],
  { bracket, text }: Pick<BracketAt, 'bracket' | 'text'>,
  span: Span,
) => brackets(c).change(bracket.id, text.marks(span))
