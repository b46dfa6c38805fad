import { and, eq, lt } from 'drizzle-orm'
import type { PersonId } from '~/domain/ids'
import type { Conn } from '../store'

const keptForMs = 24 * 3_600_000

export interface AnsweredRequest {
  value: object
  firstSeq: number
  lastSeq: number
}

/** Requests that named themselves, each with what it was answered; kept for a day. */
export const answeredRequests = (c: Conn) => ({
  async find(personId: PersonId, key: string): Promise<AnsweredRequest | null> {
    const { answeredRequest: t } = c.t
    const [row] = await c.q
      .select({ value: t.value, firstSeq: t.firstSeq, lastSeq: t.lastSeq })
      .from(t)
      .where(and(eq(t.personId, personId), eq(t.key, key)))
    return row ?? null
  },

  /** Those of the same person that nobody will ask for any more go. */
  async add(row: AnsweredRequest & { personId: PersonId; key: string; at: Date }) {
    const { answeredRequest: t } = c.t
    const old = new Date(row.at.getTime() - keptForMs)
    await c.q.delete(t).where(and(eq(t.personId, row.personId), lt(t.at, old)))
    await c.q.insert(t).values(row)
  },
})
