import { and, asc, eq, inArray, max } from 'drizzle-orm'
import type { AmendmentTerms } from '~/domain/amendments/terms'
import type { AmendmentId, DelegationId, NormId } from '~/domain/ids'
import type { Conn } from '../store'

export type RulingRow = Conn['t']['amendmentRuling']['$inferSelect']
export type RevisionRow = Conn['t']['amendmentRevision']['$inferSelect']

/** What the chair rules and sets, and what sponsors revise. */
export const amendmentActs = (c: Conn) => ({
  /** As they were set for the norm; null where nobody did. */
  terms: (normId: NormId): Promise<AmendmentTerms | null> =>
    c.q
      .select()
      .from(c.t.amendmentTerms)
      .where(eq(c.t.amendmentTerms.normId, normId))
      .then((r) => r[0] ?? null),

  async setTerms(normId: NormId, terms: AmendmentTerms, setAt: Date) {
    const { sponsorsNeeded, tableUntil, sponsorUntil } = terms
    const set = { sponsorsNeeded, tableUntil, sponsorUntil, setAt }
    await c.q
      .insert(c.t.amendmentTerms)
      .values({ normId, ...set })
      .onConflictDoUpdate({ target: c.t.amendmentTerms.normId, set })
  },

  /** Oldest first. */
  rulings: (ids: readonly AmendmentId[]): Promise<RulingRow[]> => {
    const { amendmentRuling: r } = c.t
    return c.q
      .select()
      .from(r)
      .where(inArray(r.amendmentId, [...ids]))
      .orderBy(asc(r.amendmentId), asc(r.nth))
  },

  async lastRuling(id: AmendmentId): Promise<RulingRow | null> {
    return (await amendmentActs(c).rulings([id])).at(-1) ?? null
  },

  async addRuling(row: Pick<RulingRow, 'amendmentId' | 'admissible' | 'reason' | 'ruledAt'>) {
    const last = await amendmentActs(c).lastRuling(row.amendmentId)
    await c.q.insert(c.t.amendmentRuling).values({ ...row, nth: (last?.nth ?? 0) + 1 })
  },

  async appeal(
    { amendmentId, nth }: RulingRow,
    set: { appealBy: DelegationId; appealReason: string; appealedAt: Date },
  ) {
    const { amendmentRuling: r } = c.t
    await c.q
      .update(r)
      .set(set)
      .where(and(eq(r.amendmentId, amendmentId), eq(r.nth, nth)))
  },

  async decideAppeal(
    { amendmentId, nth }: RulingRow,
    set: { votesFor: number; votesAgainst: number; abstentions: number; decidedAt: Date },
  ) {
    const { amendmentRuling: r } = c.t
    await c.q
      .update(r)
      .set(set)
      .where(and(eq(r.amendmentId, amendmentId), eq(r.nth, nth)))
  },

  /** Oldest first. */
  revisions: (ids: readonly AmendmentId[]): Promise<RevisionRow[]> => {
    const { amendmentRevision: r } = c.t
    return c.q
      .select()
      .from(r)
      .where(inArray(r.amendmentId, [...ids]))
      .orderBy(asc(r.amendmentId), asc(r.nth))
  },

  /** Under the next number of the amendment, which it returns. */
  async addRevision(row: Omit<RevisionRow, 'nth'>): Promise<number> {
    const { amendmentRevision: r } = c.t
    const [top] = await c.q
      .select({ n: max(r.nth) })
      .from(r)
      .where(eq(r.amendmentId, row.amendmentId))
    const nth = Number(top?.n ?? 0) + 1
    await c.q.insert(r).values({ ...row, nth })
    return nth
  },
})
