import { and, eq, lt } from 'drizzle-orm'
import type { NormId, PersonId } from '~/domain/ids'
import type { Conn } from '../store'

export type LookRow = Conn['t']['lastLook']['$inferSelect']

/** Up to which version a person has looked at a norm: theirs alone, so it is no act and not in the ledger. */
export const looks = (c: Conn) => ({
  find: (personId: PersonId, normId: NormId): Promise<LookRow | null> =>
    c.q
      .select()
      .from(c.t.lastLook)
      .where(and(eq(c.t.lastLook.personId, personId), eq(c.t.lastLook.normId, normId)))
      .then((r) => r[0] ?? null),

  /** Opening an earlier version again takes nothing back. */
  async note({ personId, normId, versionNumber, at }: LookRow) {
    const { lastLook } = c.t
    await c.q
      .insert(lastLook)
      .values({ personId, normId, versionNumber, at })
      .onConflictDoUpdate({
        target: [lastLook.personId, lastLook.normId],
        set: { versionNumber, at },
        setWhere: lt(lastLook.versionNumber, versionNumber),
      })
  },
})
