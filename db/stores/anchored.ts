import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { CommentId, ParagraphId } from '~/domain/ids'
import type { Conn } from '../store'

export interface Span {
  anchorStart: string | null
  anchorEnd: string | null
}

/** Comments and brackets that hang on a span of a paragraph's text, for commands that take texts apart. */
export const anchored = (c: Conn) => ({
  /** Comments that reply to none, whether on a span or on the whole paragraph. */
  comments: (paragraphId: ParagraphId) =>
    c.q
      .select({
        id: c.t.comment.id,
        ref: c.t.comment.ref,
        anchorStart: c.t.comment.anchorStart,
        anchorEnd: c.t.comment.anchorEnd,
        quote: c.t.comment.quote,
      })
      .from(c.t.comment)
      .where(and(eq(c.t.comment.paragraphId, paragraphId), isNull(c.t.comment.replyToId))),

  /** Comments on spans of any of the paragraphs, with what is needed to draw them. */
  spans: (paragraphIds: readonly ParagraphId[]) =>
    c.q
      .select({
        ref: c.t.comment.ref,
        paragraphId: c.t.comment.paragraphId,
        anchorStart: c.t.comment.anchorStart,
        anchorEnd: c.t.comment.anchorEnd,
        quote: c.t.comment.quote,
      })
      .from(c.t.comment)
      .where(
        and(
          inArray(c.t.comment.paragraphId, [...paragraphIds]),
          isNotNull(c.t.comment.anchorStart),
          eq(c.t.comment.status, 'visible'),
        ),
      )
      .orderBy(asc(c.t.comment.number)),

  /** The comment and its replies go to another paragraph. */
  async moveComment(id: CommentId, paragraphId: ParagraphId, span: Span) {
    const { comment } = c.t
    await c.q
      .update(comment)
      .set({ paragraphId, ...span })
      .where(eq(comment.id, id))
    await c.q.update(comment).set({ paragraphId }).where(eq(comment.replyToId, id))
  },

  /** Brackets still held. */
  brackets: (paragraphId: ParagraphId) =>
    c.q
      .select({
        id: c.t.bracket.id,
        quote: c.t.bracket.quote,
        anchorStart: c.t.bracket.anchorStart,
        anchorEnd: c.t.bracket.anchorEnd,
      })
      .from(c.t.bracket)
      .where(and(eq(c.t.bracket.paragraphId, paragraphId), isNull(c.t.bracket.liftedAt))),

  async moveBracket(id: string, paragraphId: ParagraphId, span: Span) {
    await c.q
      .update(c.t.bracket)
      .set({ paragraphId, ...span })
      .where(eq(c.t.bracket.id, id))
  },

  /** Suggestions on a paragraph that nobody has decided on. */
  async openSuggestions(paragraphId: ParagraphId): Promise<number> {
    const { suggestion: s } = c.t
    const rows = await c.q
      .select({ id: s.id })
      .from(s)
      .where(and(eq(s.paragraphId, paragraphId), eq(s.status, 'open')))
    return rows.length
  },
})
