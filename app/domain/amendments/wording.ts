import type { AmendedChange, BaseParagraph } from './change'

/** What the words that a change is to become by it; a move leaves them, a deletion leaves none. */
export function wordingOf(
  { op, span, text, heading }: AmendedChange,
  was: Pick<BaseParagraph, 'heading' | 'text'>,
): { heading: string; wording: string } {
  if (span)
    return { heading: was.heading, wording: was.text.slice(0, span.start) + text + was.text.slice(span.end) }
  return op === 'move' ? { heading: was.heading, wording: was.text } : { heading, wording: text }
}
