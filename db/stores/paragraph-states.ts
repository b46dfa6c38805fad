import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { NormId, ParagraphId } from '~/domain/ids'
import { openStages, type ParagraphState } from '~/domain/norms/norm'
import type { Conn } from '../store'

type Confirmation = Conn['t']['confirmation']['$inferSelect']

/** How far the negotiation of each paragraph has come, and what delegations have said of it. */
export const paragraphStates = (c: Conn) => ({
  async set(
    id: ParagraphId,
    { state, since, confirmBy = null }: { state: ParagraphState; since: Date; confirmBy?: Date | null },
  ) {
    const { paragraph } = c.t
    await c.q.update(paragraph).set({ state, stateSince: since, confirmBy }).where(eq(paragraph.id, id))
  },

  async confirm(row: Confirmation) {
    const { confirmation: t } = c.t
    await c.q
      .insert(t)
      .values(row)
      .onConflictDoUpdate({
        target: [t.paragraphId, t.delegationId],
        set: { confirmed: row.confirmed, at: row.at },
      })
  },

  async forget(id: ParagraphId) {
    await c.q.delete(c.t.confirmation).where(eq(c.t.confirmation.paragraphId, id))
  },

  confirmationsOf: (id: ParagraphId): Promise<Confirmation[]> =>
    c.q.select().from(c.t.confirmation).where(eq(c.t.confirmation.paragraphId, id)),

  /** On all paragraphs of a norm, with the delegations' names, oldest first. */
  confirmations: (normId: NormId) =>
    c.prep('paragraphStates.confirmations', (q, t) =>
      q
        .select({
          paragraphId: t.confirmation.paragraphId,
          delegationId: t.confirmation.delegationId,
          confirmed: t.confirmation.confirmed,
          at: t.confirmation.at,
          name: t.delegation.name,
        })
        .from(t.confirmation)
        .innerJoin(t.paragraph, eq(t.paragraph.id, t.confirmation.paragraphId))
        .innerJoin(t.delegation, eq(t.delegation.id, t.confirmation.delegationId))
        .where(eq(t.paragraph.normId, sql.placeholder('normId')))
        .orderBy(asc(t.confirmation.at), asc(t.delegation.name)),
    )({ normId }),

  /** Agreed ad referendum, and nobody objected until the deadline; where the text can still change. */
  due: (now: Date) =>
    c.q
      .select({ paragraphId: c.t.paragraph.id, ref: c.t.norm.ref })
      .from(c.t.paragraph)
      .innerJoin(c.t.norm, eq(c.t.norm.id, c.t.paragraph.normId))
      .where(
        and(
          eq(c.t.paragraph.state, 'agreed-ad-referendum'),
          lte(c.t.paragraph.confirmBy, now),
          isNull(c.t.paragraph.removedAt),
          inArray(c.t.norm.stage, [...openStages]),
        ),
      )
      .orderBy(asc(c.t.paragraph.confirmBy)),

  async setPackageDeal(normId: NormId, packageDeal: boolean) {
    await c.q.update(c.t.norm).set({ packageDeal }).where(eq(c.t.norm.id, normId))
  },
})
