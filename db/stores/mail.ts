import { and, asc, eq, lte, min, sql } from 'drizzle-orm'
import type { Conn } from '../store'

type Row = Conn['t']['mail']['$inferSelect']

/** Mail still to be sent. A row is there until the mail server has taken it, or it has failed for good. */
export const mailbox = (c: Conn) => ({
  async add(row: Pick<Row, 'id' | 'to' | 'subject' | 'text' | 'createdAt'>) {
    await c.q.insert(c.t.mail).values({ ...row, attempts: 0, nextAttemptAt: row.createdAt })
  },

  due: (now: Date, n: number): Promise<Row[]> =>
    c.q
      .select()
      .from(c.t.mail)
      .where(lte(c.t.mail.nextAttemptAt, now))
      .orderBy(asc(c.t.mail.nextAttemptAt))
      .limit(n),

  /** True for the one process that may try this row now; nobody else does before `until`. */
  claim: (row: Row, until: Date) =>
    c.q
      .update(c.t.mail)
      .set({ attempts: row.attempts + 1, nextAttemptAt: until })
      .where(and(eq(c.t.mail.id, row.id), eq(c.t.mail.attempts, row.attempts)))
      .returning({ id: c.t.mail.id })
      .then((r) => r.length > 0),

  async postpone(id: string, nextAttemptAt: Date) {
    await c.q.update(c.t.mail).set({ nextAttemptAt }).where(eq(c.t.mail.id, id))
  },

  async remove(id: string) {
    await c.q.delete(c.t.mail).where(eq(c.t.mail.id, id))
  },

  async waiting(): Promise<{ n: number; oldest: Date | null }> {
    const [row] = await c.q
      .select({ n: sql<number>`count(*)`.mapWith(Number), oldest: min(c.t.mail.createdAt) })
      .from(c.t.mail)
    return { n: row!.n, oldest: row!.oldest }
  },
})
