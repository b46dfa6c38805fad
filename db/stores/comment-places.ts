import { locateWords, type Span } from '~/domain/comments/commented-words'
import type { ParagraphId } from '~/domain/ids'
import type { Conn } from '../store'
import { type OpenWords, openWords } from './carried-words'
import type { CommentRow } from './comments'

/** What a comment on words keeps of their place. */
export type Placed = Pick<CommentRow, 'ref' | 'paragraphId' | 'quote' | 'anchorStart' | 'anchorEnd'>

/** Where the words stand now, and how they read there; both null once they are no longer in the text. */
export interface WordsNow {
  quote: string
  span: Span | null
  now: string | null
}

/** C10: the words that comments are about, by reference; comments on no words are left out. */
export async function commentPlaces(c: Conn, rows: readonly Placed[]): Promise<Map<string, WordsNow>> {
  const texts = new Map<ParagraphId, OpenWords>()
  const places = new Map<string, WordsNow>()
  for (const { ref, paragraphId, quote, ...anchors } of rows) {
    if (paragraphId === null || quote === null) continue
    const text = texts.get(paragraphId) ?? (await openWords(c, paragraphId))
    texts.set(paragraphId, text)
    const span = locateWords(text.text, quote, text.spanOf(anchors))
    places.set(ref, { quote, span, now: span && text.text.slice(span.start, span.end) })
  }
  for (const { doc } of texts.values()) doc.destroy()
  return places
}
