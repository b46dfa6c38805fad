import { asc, eq, sql } from 'drizzle-orm'
import type { NormId, ParagraphId } from '~/domain/ids'
import type { Conn } from '../store'

type Rows = Conn['t']
export type DefinitionEntry = Rows['definition']['$inferSelect']

export const definitions = (c: Conn) => ({
  /** Those in removed paragraphs too, oldest first. */
  ofNorm: (normId: NormId): Promise<DefinitionEntry[]> =>
    c.prep('definitions.ofNorm', (q, t) =>
      q
        .select()
        .from(t.definition)
        .where(eq(t.definition.normId, sql.placeholder('normId')))
        .orderBy(asc(t.definition.definedAt), asc(t.definition.id)),
    )({ normId }),

  ofParagraph: (paragraphId: ParagraphId): Promise<DefinitionEntry[]> =>
    c.q.select().from(c.t.definition).where(eq(c.t.definition.paragraphId, paragraphId)),

  byId: (id: string): Promise<DefinitionEntry | null> =>
    c.q
      .select()
      .from(c.t.definition)
      .where(eq(c.t.definition.id, id))
      .then((r) => r[0] ?? null),

  async add(row: Rows['definition']['$inferInsert']) {
    await c.q.insert(c.t.definition).values(row)
  },

  async move(id: string, change: Pick<DefinitionEntry, 'paragraphId' | 'anchorStart' | 'anchorEnd'>) {
    await c.q.update(c.t.definition).set(change).where(eq(c.t.definition.id, id))
  },

  async remove(id: string) {
    await c.q.delete(c.t.definition).where(eq(c.t.definition.id, id))
  },
})
