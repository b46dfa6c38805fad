import { createHash } from 'node:crypto'
import { and, desc, eq, gt, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { PersonId } from '~/domain/ids'
import type { Conn } from '../store'

/** All that is stored of a token, hex. Unsalted: 256 random bits need no salt. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

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

  /** Which of these sessions have neither ended nor expired. */
  stillOpen: (ids: readonly string[], now: Date) =>
    c.q
      .select({ id: c.t.session.id })
      .from(c.t.session)
      .where(and(inArray(c.t.session.id, [...ids]), gt(c.t.session.expiresAt, now)))
      .then((rows) => new Set(rows.map((r) => r.id))),

  /** When each of these sessions expires; one that has ended is not in the answer. */
  async expiries(ids: readonly string[]): Promise<Map<string, Date>> {
    const { id, expiresAt } = c.t.session
    const rows =
      ids.length === 1
        ? await c.prep('sessions.expiry', (q, t) =>
            q
              .select({ id, expiresAt })
              .from(t.session)
              .where(eq(id, sql.placeholder('id'))),
          )({ id: ids[0]! })
        : await c.q
            .select({ id, expiresAt })
            .from(c.t.session)
            .where(inArray(id, [...ids]))
    return new Map(rows.map((r) => [r.id, r.expiresAt]))
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

  /** Ends all of a person's sessions but the one named; returns how many. */
  endAll: (personId: PersonId, except = '') =>
    c.q
      .delete(c.t.session)
      .where(and(eq(c.t.session.personId, personId), ne(c.t.session.id, except)))
      .returning({ id: c.t.session.id })
      .then((r) => r.length),

  async forgetExpired(now: Date) {
    await c.q.delete(c.t.session).where(lte(c.t.session.expiresAt, now))
  },
})

/** Sign-in links: rows that say when one was asked for, by whom, from where; never the link itself. */
export const signInLinks = (c: Conn) => ({
  async add(row: Conn['t']['signInLink']['$inferInsert']) {
    await c.q.insert(c.t.signInLink).values(row)
  },

  find: (tokenHash: string) =>
    c.q
      .select()
      .from(c.t.signInLink)
      .where(eq(c.t.signInLink.tokenHash, tokenHash))
      .then((r) => r[0] ?? null),

  /** When links were asked for one address (of mail or of network) after an instant, oldest first. */
  askedSince(by: 'emailHash' | 'addressHash', hash: string, since: Date): Promise<{ createdAt: Date }[]> {
    const { signInLink: l } = c.t
    return c.q
      .select({ createdAt: l.createdAt })
      .from(l)
      .where(and(eq(l[by], hash), gt(l.createdAt, since)))
      .orderBy(l.createdAt)
  },

  /** True for whoever comes first. */
  use: (tokenHash: string, now: Date) =>
    c.q
      .update(c.t.signInLink)
      .set({ usedAt: now })
      .where(and(eq(c.t.signInLink.tokenHash, tokenHash), isNull(c.t.signInLink.usedAt)))
      .returning({ tokenHash: c.t.signInLink.tokenHash })
      .then((r) => r.length > 0),

  /** No link asked for before now works any more. */
  async voidOf(personId: PersonId) {
    await c.q.delete(c.t.signInLink).where(eq(c.t.signInLink.personId, personId))
  },

  async forgetBefore(instant: Date) {
    await c.q.delete(c.t.signInLink).where(lte(c.t.signInLink.createdAt, instant))
  },
})
