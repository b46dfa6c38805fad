import type { AmendedChange, BaseParagraph, Span } from './change'
import { spanMapper } from './map-span'
import { hullOf, type Piece, piecesOf } from './pieces'

/** Why an amendment no longer fits the text: a person must look. */
export type FlagReason = 'paragraph-gone' | 'place-gone' | 'words-changed'

/** `text`: the words for the span; what stands unchanged between two changes may have become other words. */
export type Reanchored = { fits: true; span: Span | null; text: string } | { fits: false; reason: FlagReason }

/** A11: where a change to one frozen text stands in the next one. Nothing is guessed: what is not found is flagged. */
export function reanchor(
  change: AmendedChange,
  base: readonly BaseParagraph[],
  next: readonly BaseParagraph[],
  lang: string,
): Reanchored {
  const { op, paragraphId, afterId, span, text } = change
  const asItStands = { fits: true, span: null, text } as const
  if ((op === 'move' || paragraphId === null) && !isPlace(afterId, next))
    return { fits: false, reason: 'place-gone' }
  if (paragraphId === null) return asItStands
  const was = base.find((p) => p.id === paragraphId)
  const now = next.find((p) => p.id === paragraphId)
  if (!was || !now) return { fits: false, reason: 'paragraph-gone' }
  if (op === 'move') return asItStands
  if (span) return reanchorWords({ span, text }, was.text, now.text, lang)
  // whoever deletes or rewrites a whole paragraph has spoken of its words as they were
  const unchanged = was.text === now.text && was.heading === now.heading
  return unchanged ? asItStands : { fits: false, reason: 'words-changed' }
}

const isPlace = (afterId: string | null, next: readonly BaseParagraph[]) =>
  afterId === null || next.some((p) => p.id === afterId)

/** The same for a change of words: each of its pieces must be found, in their order. */
export function reanchorWords(
  change: { span: Span; text: string },
  was: string,
  now: string,
  lang: string,
): Reanchored {
  if (was === now) return { fits: true, ...change }
  const map = spanMapper(was, now, lang)
  const found: Piece[] = []
  for (const { span, text } of piecesOf(change, was, lang)) {
    const mapped = map(span)
    const there = mapped.intact ? { start: mapped.start, end: mapped.end } : standsOnce(was, now, span)
    if (!there || there.start < (found.at(-1)?.span.end ?? 0)) return { fits: false, reason: 'words-changed' }
    found.push({ span: there, text })
  }
  const hull = hullOf(now, found)
  return hull ? { fits: true, ...hull } : { fits: false, reason: 'words-changed' }
}

function standsOnce(was: string, now: string, span: Span): Span | null {
  const quote = was.slice(span.start, span.end)
  const at = quote.trim() === '' ? -1 : now.indexOf(quote)
  const once = at >= 0 && now.indexOf(quote, at + 1) < 0
  return once ? { start: at, end: at + quote.length } : null
}
