import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { DelegationId, ForumId, RuleId, SeatId } from '~/domain/ids'
import type { Conn } from '../store'

type ForumRow = Conn['t']['forum']['$inferSelect']
type RuleRow = Conn['t']['rule']['$inferSelect']

/** Forums, the rules they adopted, and their seats. An ended seat keeps its code and is in no list but `everySeat`. */
export const forums = (c: Conn) => ({
  list: () => c.prep('forums.list', (q, t) => q.select().from(t.forum).orderBy(asc(t.forum.createdAt)))(),

  bySlug: (slug: string): Promise<ForumRow | null> =>
    c
      .prep('forums.bySlug', (q, t) =>
        q
          .select()
          .from(t.forum)
          .where(eq(t.forum.slug, sql.placeholder('slug'))),
      )({ slug })
      .then((r) => r[0] ?? null),

  byId: (id: ForumId): Promise<ForumRow | null> =>
    c
      .prep('forums.byId', (q, t) =>
        q
          .select()
          .from(t.forum)
          .where(eq(t.forum.id, sql.placeholder('id'))),
      )({ id })
      .then((r) => r[0] ?? null),

  /** How many seats, and how many of them vote, by forum. */
  async seatCounts(): Promise<Map<ForumId, { seats: number; voting: number }>> {
    const rows = await c.prep('forums.seatCounts', (q, t) =>
      q
        .select({ forumId: t.seat.forumId, votes: t.seat.votes, n: sql<number>`count(*)`.mapWith(Number) })
        .from(t.seat)
        .where(isNull(t.seat.endedAt))
        .groupBy(t.seat.forumId, t.seat.votes),
    )()
    const counts = new Map<ForumId, { seats: number; voting: number }>()
    for (const { forumId, votes, n } of rows) {
      const sum = counts.get(forumId) ?? { seats: 0, voting: 0 }
      counts.set(forumId, { seats: sum.seats + n, voting: sum.voting + (votes ? n : 0) })
    }
    return counts
  },

  /** The seats held now, by the name of the delegation. */
  seats: (forumId: ForumId) =>
    c.prep('forums.seats', (q, t) =>
      q
        .select(seatColumns(t))
        .from(t.seat)
        .innerJoin(t.delegation, eq(t.delegation.id, t.seat.delegationId))
        .innerJoin(t.organisation, eq(t.organisation.id, t.delegation.organisationId))
        .where(and(eq(t.seat.forumId, sql.placeholder('forumId')), isNull(t.seat.endedAt)))
        .orderBy(t.delegation.name, t.seat.member),
    )({ forumId }),

  /** The seats a delegation holds now, with the forum of each. */
  seatsOf: (delegationId: DelegationId) =>
    c.q
      .select({
        seatId: c.t.seat.id,
        member: c.t.seat.member,
        votes: c.t.seat.votes,
        forumId: c.t.forum.id,
        forumSlug: c.t.forum.slug,
        forumName: c.t.forum.name,
      })
      .from(c.t.seat)
      .innerJoin(c.t.forum, eq(c.t.forum.id, c.t.seat.forumId))
      .where(and(eq(c.t.seat.delegationId, delegationId), isNull(c.t.seat.endedAt)))
      .orderBy(c.t.forum.createdAt),

  /** One seat, held or ended. */
  seat: (id: SeatId) =>
    c.q
      .select({ ...seatColumns(c.t), forumId: c.t.seat.forumId, endedAt: c.t.seat.endedAt })
      .from(c.t.seat)
      .innerJoin(c.t.delegation, eq(c.t.delegation.id, c.t.seat.delegationId))
      .innerJoin(c.t.organisation, eq(c.t.organisation.id, c.t.delegation.organisationId))
      .where(eq(c.t.seat.id, id))
      .then((r) => r[0] ?? null),

  /** Held and ended, as the rule about codes needs them. */
  everySeat: (forumId: ForumId) =>
    c.q
      .select({
        seatId: c.t.seat.id,
        delegationId: c.t.seat.delegationId,
        member: c.t.seat.member,
        endedAt: c.t.seat.endedAt,
      })
      .from(c.t.seat)
      .where(eq(c.t.seat.forumId, forumId)),

  /** Every version of every rule, the newest version of each first. */
  rules: (forumId: ForumId): Promise<RuleRow[]> =>
    c.q
      .select()
      .from(c.t.rule)
      .where(eq(c.t.rule.forumId, forumId))
      .orderBy(asc(c.t.rule.key), desc(c.t.rule.version)),

  /** The newest version of each rule, the default first. */
  async currentRules(forumId: ForumId): Promise<RuleRow[]> {
    const newest = new Map<string, RuleRow>()
    for (const row of await forums(c).rules(forumId)) if (!newest.has(row.key)) newest.set(row.key, row)
    return [...newest.values()].sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
  },

  rule: (id: RuleId): Promise<RuleRow | null> =>
    c.q
      .select()
      .from(c.t.rule)
      .where(eq(c.t.rule.id, id))
      .then((r) => r[0] ?? null),

  async add(row: Conn['t']['forum']['$inferInsert']) {
    await c.q.insert(c.t.forum).values(row)
  },

  async change(id: ForumId, set: Partial<Omit<ForumRow, 'id' | 'slug' | 'createdAt'>>) {
    await c.q.update(c.t.forum).set(set).where(eq(c.t.forum.id, id))
  },

  async addSeat(row: Conn['t']['seat']['$inferInsert']) {
    await c.q.insert(c.t.seat).values(row)
  },

  async changeSeat(id: SeatId, set: Partial<Omit<Conn['t']['seat']['$inferInsert'], 'id' | 'forumId'>>) {
    await c.q.update(c.t.seat).set(set).where(eq(c.t.seat.id, id))
  },

  async addRule(row: Conn['t']['rule']['$inferInsert']) {
    await c.q.insert(c.t.rule).values(row)
  },

  /** Exactly this version is the forum's default. */
  async setDefault(forumId: ForumId, id: RuleId) {
    await c.q.update(c.t.rule).set({ isDefault: false }).where(eq(c.t.rule.forumId, forumId))
    await c.q.update(c.t.rule).set({ isDefault: true }).where(eq(c.t.rule.id, id))
  },
})

const seatColumns = (t: Conn['t']) => ({
  seatId: t.seat.id,
  delegationId: t.delegation.id,
  delegationSlug: t.delegation.slug,
  delegationName: t.delegation.name,
  organisationId: t.organisation.id,
  organisationSlug: t.organisation.slug,
  organisationName: t.organisation.name,
  organisationKind: t.organisation.kind,
  accredited: t.organisation.accredited,
  country: t.organisation.country,
  region: t.organisation.region,
  member: t.seat.member,
  votes: t.seat.votes,
  groupings: t.seat.groupings,
  weights: t.seat.weights,
  since: t.seat.since,
})

export type SeatRow = Awaited<ReturnType<ReturnType<typeof forums>['seats']>>[number]
