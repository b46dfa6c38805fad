import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { NormId, ParagraphId, VersionId } from '~/domain/ids'
import type { Conn } from '../store'

type Rows = Conn['t']
export type ReferenceEntry = Rows['reference']['$inferSelect']
export type VersionMark = Omit<Rows['versionMark']['$inferSelect'], 'versionId'>

export const references = (c: Conn) => ({
  /** Those that stand in paragraphs of the norm's live text, oldest first. */
  ofNorm: (normId: NormId): Promise<ReferenceEntry[]> =>
    c
      .prep('references.ofNorm', (q, t) =>
        q
          .select({ reference: t.reference })
          .from(t.reference)
          .innerJoin(t.paragraph, eq(t.paragraph.id, t.reference.paragraphId))
          .where(and(eq(t.paragraph.normId, sql.placeholder('normId')), isNull(t.paragraph.removedAt)))
          .orderBy(asc(t.reference.placedAt), asc(t.reference.id)),
      )({ normId })
      .then((rows) => rows.map((r) => r.reference)),

  ofParagraph: (paragraphId: ParagraphId): Promise<ReferenceEntry[]> =>
    c.q
      .select()
      .from(c.t.reference)
      .where(eq(c.t.reference.paragraphId, paragraphId))
      .orderBy(asc(c.t.reference.placedAt), asc(c.t.reference.id)),

  /** Removed paragraphs included. */
  async countOf(normId: NormId): Promise<number> {
    const { reference, paragraph } = c.t
    const [row] = await c.q
      .select({ n: count() })
      .from(reference)
      .innerJoin(paragraph, eq(paragraph.id, reference.paragraphId))
      .where(eq(paragraph.normId, normId))
    return Number(row?.n ?? 0)
  },

  byId: (id: string): Promise<ReferenceEntry | null> =>
    c.q
      .select()
      .from(c.t.reference)
      .where(eq(c.t.reference.id, id))
      .then((r) => r[0] ?? null),

  async add(row: Rows['reference']['$inferInsert']) {
    await c.q.insert(c.t.reference).values(row)
  },

  async change(
    id: string,
    change: Partial<Pick<ReferenceEntry, 'paragraphId' | 'written' | 'anchorStart' | 'anchorEnd'>>,
  ) {
    await c.q.update(c.t.reference).set(change).where(eq(c.t.reference.id, id))
  },

  /** Whatever named one paragraph names another; their ids. */
  retarget: (from: ParagraphId, to: ParagraphId): Promise<string[]> =>
    c.q
      .update(c.t.reference)
      .set({ targetId: to })
      .where(eq(c.t.reference.targetId, from))
      .returning({ id: c.t.reference.id })
      .then((rows) => rows.map((r) => r.id)),

  /** Of these, those that still name the one paragraph name the other. */
  async retargetSome(ids: readonly string[], from: ParagraphId, to: ParagraphId) {
    if (ids.length === 0) return
    const { reference: r } = c.t
    await c.q
      .update(r)
      .set({ targetId: to })
      .where(and(inArray(r.id, [...ids]), eq(r.targetId, from)))
  },

  async remove(ids: readonly string[]) {
    if (ids.length > 0) await c.q.delete(c.t.reference).where(inArray(c.t.reference.id, [...ids]))
  },

  /** What a frozen version keeps of them. */
  async addMarks(versionId: VersionId, marks: readonly VersionMark[]) {
    // fewer rows at a time than either engine has parameters for
    for (let i = 0; i < marks.length; i += 100)
      await c.q.insert(c.t.versionMark).values(marks.slice(i, i + 100).map((m) => ({ ...m, versionId })))
  },

  marks: (versionId: VersionId): Promise<VersionMark[]> =>
    c.q
      .select({
        paragraphId: c.t.versionMark.paragraphId,
        start: c.t.versionMark.start,
        end: c.t.versionMark.end,
        targetId: c.t.versionMark.targetId,
        term: c.t.versionMark.term,
      })
      .from(c.t.versionMark)
      .where(eq(c.t.versionMark.versionId, versionId))
      .orderBy(asc(c.t.versionMark.paragraphId), asc(c.t.versionMark.start)),
})
