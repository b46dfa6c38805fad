import { segmentWords } from '../norms/segment-words'
import { alignWords } from './align-words'
import type { AmendedChange, Span } from './change'

/** One run of words that an amendment changes; an empty span is a place where words are put in. */
export interface Piece {
  span: Span
  text: string
}

/** So many unchanged words between two changes make them two; fewer belong to one change. */
const wordsBetween = 2

/**
 * A2: the runs of words that a change comes to in the text it is to, in order and never overlapping; together they
 * turn the old words into the new ones. None for what is done to whole paragraphs.
 */
export function piecesOf(
  { span, text }: Pick<AmendedChange, 'span' | 'text'>,
  was: string,
  lang: string,
): Piece[] {
  if (!span) return []
  const a = segmentWords(was.slice(span.start, span.end), lang)
  const b = segmentWords(text, lang)
  const partner = alignWords(a, b)
  const cuts = [...keptRuns(a, b, partner), { from: a.length, to: a.length, in: b.length }]
  const pieces: Piece[] = []
  let from = 0
  let inB = 0
  let at = span.start
  for (const cut of cuts) {
    const end = at + lengthOf(a.slice(from, cut.from))
    const put = b.slice(inB, cut.in).join('')
    if (end > at || put !== '') pieces.push({ span: { start: at, end }, text: put })
    at = end + lengthOf(a.slice(cut.from, cut.to))
    from = cut.to
    inB = cut.in + (cut.to - cut.from)
  }
  return pieces
}

interface KeptRun {
  from: number
  to: number
  in: number
}

/** Unchanged stretches [from, to) of the old text, in the new one from `in`, that are long enough to part two changes. */
function keptRuns(a: readonly string[], b: readonly string[], partner: Int32Array): KeptRun[] {
  const runs: KeptRun[] = []
  for (let from = 0; from < a.length; from++) {
    if (partner[from]! < 0) continue
    let to = from + 1
    while (to < a.length && partner[to] === partner[to - 1]! + 1) to++
    const inB = partner[from]!
    const isEnd = (from === 0 && inB === 0) || (to === a.length && inB + to - from === b.length)
    if (isEnd || a.slice(from, to).filter(isWord).length >= wordsBetween) runs.push({ from, to, in: inB })
    from = to - 1
  }
  return runs
}

const isWord = (segment: string) => /[\p{L}\p{N}]/u.test(segment)
const lengthOf = (words: readonly string[]) => words.reduce((n, word) => n + word.length, 0)

/** The words with the pieces in them. */
export function withPieces(was: string, pieces: readonly Piece[]): string {
  let out = was
  for (const { span, text } of pieces.toReversed())
    out = out.slice(0, span.start) + text + out.slice(span.end)
  return out
}

/** Pieces as one: from the first changed word to the last, with the unchanged ones between; null for none. */
export function hullOf(was: string, pieces: readonly Piece[]): Piece | null {
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) return null
  const span = { start: first.span.start, end: last.span.end }
  const inside = pieces.map((p) => ({
    span: { start: p.span.start - span.start, end: p.span.end - span.start },
    text: p.text,
  }))
  return { span, text: withPieces(was.slice(span.start, span.end), inside) }
}
