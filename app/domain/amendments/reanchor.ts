import type { AmendedChange, BaseParagraph, Span } from './change'
import { mapSpan } from './merge-change'

/** Why an amendment no longer fits the text: a person must look. */
export type FlagReason = 'paragraph-gone' | 'place-gone' | 'words-changed'

export type Reanchored = { fits: true; span: Span | null } | { fits: false; reason: FlagReason }

/** A11: where a change to one frozen text stands in the next one. Nothing is guessed: what is not found is flagged. */
export function reanchor(
  change: AmendedChange,
  base: readonly BaseParagraph[],
  next: readonly BaseParagraph[],
  lang: string,
): Reanchored {
  const { op, paragraphId, afterId, span } = change
  if ((op === 'move' || paragraphId === null) && !isPlace(afterId, next))
    return { fits: false, reason: 'place-gone' }
  if (paragraphId === null) return { fits: true, span: null }
  const was = base.find((p) => p.id === paragraphId)
  const now = next.find((p) => p.id === paragraphId)
  if (!was || !now) return { fits: false, reason: 'paragraph-gone' }
  if (op === 'move') return { fits: true, span: null }
  if (span) return anchored(was.text, now.text, span, lang)
  // whoever deletes or rewrites a whole paragraph has spoken of its words as they were
  const unchanged = was.text === now.text && was.heading === now.heading
  return unchanged ? { fits: true, span: null } : { fits: false, reason: 'words-changed' }
}

const isPlace = (afterId: string | null, next: readonly BaseParagraph[]) =>
  afterId === null || next.some((p) => p.id === afterId)

function anchored(was: string, now: string, span: Span, lang: string): Reanchored {
  if (was === now) return { fits: true, span }
  const found = mapSpan(was, now, span, lang)
  if (found.intact) return { fits: true, span: { start: found.start, end: found.end } }
  const quote = was.slice(span.start, span.end)
  const at = quote.trim() === '' ? -1 : now.indexOf(quote)
  const once = at >= 0 && now.indexOf(quote, at + 1) < 0
  return once
    ? { fits: true, span: { start: at, end: at + quote.length } }
    : { fits: false, reason: 'words-changed' }
}
