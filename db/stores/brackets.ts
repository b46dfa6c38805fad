import { and, asc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { DelegationId, NormId } from '~/domain/ids'
import { type BracketPosition, openStages } from '~/domain/norms/norm'
import type { Conn } from '../store'

type Rows = Conn['t']
export type BracketRow = Rows['bracket']['$inferSelect']
export type AlternativeRow = Rows['alternative']['$inferSelect']
export type PositionRow = Rows['bracketPosition']['$inferSelect']
type Changes = Partial<
  Pick<BracketRow, 'quote' | 'anchorStart' | 'anchorEnd' | 'silenceEndsAt' | 'liftedAt' | 'liftedAs'>
>

/** Who holds what in a text, who stands with or against it, and the alternatives offered in its place. */
export const brackets = (c: Conn) => ({
  byId: (id: string): Promise<BracketRow | null> =>
    c.q
      .select()
      .from(c.t.bracket)
      .where(eq(c.t.bracket.id, id))
      .then((r) => r[0] ?? null),

  /** All that a norm ever had, lifted or not, with their holders; oldest first. */
  ofNorm: (normId: NormId) =>
    c.prep('brackets.ofNorm', (q, t) =>
      q
        .select({
          id: t.bracket.id,
          paragraphId: t.bracket.paragraphId,
          removedAt: t.paragraph.removedAt,
          quote: t.bracket.quote,
          reason: t.bracket.reason,
          anchorStart: t.bracket.anchorStart,
          anchorEnd: t.bracket.anchorEnd,
          placedAt: t.bracket.placedAt,
          silenceEndsAt: t.bracket.silenceEndsAt,
          liftedAt: t.bracket.liftedAt,
          liftedAs: t.bracket.liftedAs,
          holderId: t.bracket.holderId,
          holderName: t.delegation.name,
          holderSlug: t.delegation.slug,
        })
        .from(t.bracket)
        .innerJoin(t.paragraph, eq(t.paragraph.id, t.bracket.paragraphId))
        .leftJoin(t.delegation, eq(t.delegation.id, t.bracket.holderId))
        .where(eq(t.paragraph.normId, sql.placeholder('normId')))
        .orderBy(asc(t.bracket.placedAt), asc(t.bracket.id)),
    )({ normId }),

  async add(row: Rows['bracket']['$inferInsert']) {
    await c.q.insert(c.t.bracket).values(row)
  },

  async change(id: string, changes: Changes) {
    await c.q.update(c.t.bracket).set(changes).where(eq(c.t.bracket.id, id))
  },

  /** Those whose proposed lift nobody has objected to until now, where the text can still change. */
  silent: (now: Date) =>
    c.q
      .select({ id: c.t.bracket.id, ref: c.t.norm.ref })
      .from(c.t.bracket)
      .innerJoin(c.t.paragraph, eq(c.t.paragraph.id, c.t.bracket.paragraphId))
      .innerJoin(c.t.norm, eq(c.t.norm.id, c.t.paragraph.normId))
      .where(
        and(
          isNull(c.t.bracket.liftedAt),
          isNotNull(c.t.bracket.silenceEndsAt),
          lte(c.t.bracket.silenceEndsAt, now),
          isNull(c.t.paragraph.removedAt),
          inArray(c.t.paragraph.state, ['open', 'reopened']),
          inArray(c.t.norm.stage, [...openStages]),
        ),
      )
      .orderBy(asc(c.t.bracket.silenceEndsAt)),

  ...positionsOf(c),
  ...alternativesOf(c),
})

const positionsOf = (c: Conn) => ({
  /** Positions on the brackets of a norm, oldest first. */
  positions: (normId: NormId) =>
    c.prep('brackets.positions', (q, t) =>
      q
        .select({
          bracketId: t.bracketPosition.bracketId,
          delegationId: t.bracketPosition.delegationId,
          position: t.bracketPosition.position,
          since: t.bracketPosition.since,
          name: t.delegation.name,
        })
        .from(t.bracketPosition)
        .innerJoin(t.bracket, eq(t.bracket.id, t.bracketPosition.bracketId))
        .innerJoin(t.paragraph, eq(t.paragraph.id, t.bracket.paragraphId))
        .innerJoin(t.delegation, eq(t.delegation.id, t.bracketPosition.delegationId))
        .where(eq(t.paragraph.normId, sql.placeholder('normId')))
        .orderBy(asc(t.bracketPosition.since), asc(t.delegation.name)),
    )({ normId }),

  async position(bracketId: string, delegationId: DelegationId): Promise<BracketPosition | null> {
    const { bracketPosition: p } = c.t
    const [row] = await c.q
      .select({ position: p.position })
      .from(p)
      .where(and(eq(p.bracketId, bracketId), eq(p.delegationId, delegationId)))
    return row?.position ?? null
  },

  async take(row: PositionRow) {
    const { bracketPosition: p } = c.t
    await c.q
      .insert(p)
      .values(row)
      .onConflictDoUpdate({
        target: [p.bracketId, p.delegationId],
        set: { position: row.position, since: row.since },
      })
  },

  async leave(bracketId: string, delegationId: DelegationId) {
    const { bracketPosition: p } = c.t
    await c.q.delete(p).where(and(eq(p.bracketId, bracketId), eq(p.delegationId, delegationId)))
  },
})

const alternativesOf = (c: Conn) => ({
  /** Of one bracket, dropped ones included, by number. */
  alternatives: (bracketId: string): Promise<AlternativeRow[]> =>
    c.q
      .select()
      .from(c.t.alternative)
      .where(eq(c.t.alternative.bracketId, bracketId))
      .orderBy(asc(c.t.alternative.number)),

  alternativesIn: (
    bracketIds: readonly string[],
  ): Promise<(AlternativeRow & { proponent: string | null })[]> =>
    bracketIds.length === 0
      ? Promise.resolve([])
      : c.q
          .select({ row: c.t.alternative, proponent: c.t.delegation.name })
          .from(c.t.alternative)
          .leftJoin(c.t.delegation, eq(c.t.delegation.id, c.t.alternative.proponentId))
          .where(inArray(c.t.alternative.bracketId, [...bracketIds]))
          .orderBy(asc(c.t.alternative.number))
          .then((rows) => rows.map(({ row, proponent }) => ({ ...row, proponent }))),

  async addAlternative(row: Rows['alternative']['$inferInsert']) {
    await c.q.insert(c.t.alternative).values(row)
  },

  async changeAlternative(id: string, change: { droppedAt?: Date; chosenAt?: Date; text?: string }) {
    await c.q.update(c.t.alternative).set(change).where(eq(c.t.alternative.id, id))
  },
})
