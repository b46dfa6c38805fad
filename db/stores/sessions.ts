import { and, desc, eq, gt, lte, sql } from 'drizzle-orm'
import type { PersonId } from '~/domain/ids'
import type { Conn } from '../store'

export const sessions = (c: Conn) => ({
  /** The session behind a token, if it has neither ended nor expired. */
  async open(tokenHash: string, now: Date) {
    const [row] = await c.prep('sessions.open', (q, t) =>
      q
        .select()
        .from(t.session)
        .where(eq(t.session.tokenHash, sql.placeholder('tokenHash'))),
    )({ tokenHash })
    return row && row.expiresAt > now ? row : null
  },

  ofPerson: (personId: PersonId, now: Date) =>
    c.q
      .select({
        id: c.t.session.id,
        createdAt: c.t.session.createdAt,
        expiresAt: c.t.session.expiresAt,
        device: c.t.session.device,
      })
      .from(c.t.session)
      .where(and(eq(c.t.session.personId, personId), gt(c.t.session.expiresAt, now)))
      .orderBy(desc(c.t.session.createdAt)),

  async add(row: Conn['t']['session']['$inferInsert']) {
    await c.q.insert(c.t.session).values(row)
  },

  /** True when there was such a session of this person. */
  end: (personId: PersonId, id: string) =>
    c.q
      .delete(c.t.session)
      .where(and(eq(c.t.session.personId, personId), eq(c.t.session.id, id)))
      .returning({ id: c.t.session.id })
      .then((r) => r.length > 0),

  async forgetExpired(now: Date) {
    await c.q.delete(c.t.session).where(lte(c.t.session.expiresAt, now))
  },
})
