import { and, asc, count, countDistinct, desc, eq, gte, inArray, lt, lte, max, ne, sql } from 'drizzle-orm'
import type { BallotStatus } from '~/domain/ballots/ballot'
import type { CastPart, RollMember } from '~/domain/ballots/roll'
import type { Tally } from '~/domain/ballots/tally'
import { type BallotId, ballotRef, type DelegationId, type ForumId, type NormId } from '~/domain/ids'
import type { Conn } from '../store'
import { rolls } from './rolls'

export type BallotRow = Conn['t']['ballot']['$inferSelect']
export type VoteRow = Conn['t']['vote']['$inferSelect']
/** A member of a frozen roll, and the delegation that votes for it here. */
export type Elector = RollMember & { delegationId: DelegationId | null }

/** Rows written in one statement: the embedded engine takes 32,766 values in one. */
const chunk = 2_000

export interface BallotFilter {
  status: BallotStatus
  forumId?: ForumId | undefined
  year?: number | undefined
  /** Only ballots with a number below: the key of the last row of the page before. */
  before?: number | undefined
  n: number
}

export const ballots = (c: Conn) => ({
  byRef: (ref: string) =>
    c
      .prep('ballots.byRef', (q, t) =>
        q
          .select()
          .from(t.ballot)
          .where(eq(t.ballot.ref, sql.placeholder('ref'))),
      )({ ref })
      .then((r) => r[0] ?? null),

  byId: (id: BallotId) =>
    c.q
      .select()
      .from(c.t.ballot)
      .where(eq(c.t.ballot.id, id))
      .then((r) => r[0] ?? null),

  /** The next free number. Two who take it at once: one of them is run again or fails on the unique number. */
  async nextNumber(): Promise<number> {
    const [row] = await c.q.select({ top: max(c.t.ballot.number) }).from(c.t.ballot)
    return Number(row?.top ?? 0) + 1
  },

  /** Gives the row its number and reference (`number` only when a seed or import asks for one). */
  async add(row: Omit<Conn['t']['ballot']['$inferInsert'], 'number' | 'ref'> & { number?: number }) {
    const number = row.number ?? (await ballots(c).nextNumber())
    const ref = ballotRef(number)
    await c.q.insert(c.t.ballot).values({ ...row, number, ref })
    return { number, ref }
  },

  async addMany(rows: Conn['t']['ballot']['$inferInsert'][]) {
    for (const some of chunks(rows, 500)) await c.q.insert(c.t.ballot).values(some)
  },

  async set(
    id: BallotId,
    change: Partial<
      Pick<
        BallotRow,
        | 'status'
        | 'jointId'
        | 'textHash'
        | 'rollHash'
        | 'openedAt'
        | 'closedAt'
        | 'closesAt'
        | 'outcome'
        | 'result'
      >
    >,
  ) {
    await c.q.update(c.t.ballot).set(change).where(eq(c.t.ballot.id, id))
  },

  async addRoll(rows: Conn['t']['ballotMember']['$inferInsert'][]) {
    for (const some of chunks(rows)) await c.q.insert(c.t.ballotMember).values(some)
  },

  /** The roll of another ballot, row by row, without it leaving the database. */
  async copyRoll(from: BallotId, to: BallotId) {
    await c.rows(
      sql`insert into ballot_member (ballot_id, member, name, delegation_id, groupings, weights)
        select ${to}, member, name, delegation_id, groupings, weights
        from ballot_member where ballot_id = ${from} returning 1`,
    )
  },

  roll: (ballotId: BallotId) => rolls(c).ofBallot(ballotId),

  /** The roll with the delegation of each member, by member. */
  electors: (ballotId: BallotId): Promise<Elector[]> =>
    c.prep('ballots.electors', (q, t) =>
      q
        .select({
          member: t.ballotMember.member,
          name: t.ballotMember.name,
          delegationId: t.ballotMember.delegationId,
          groupings: t.ballotMember.groupings,
          weights: t.ballotMember.weights,
        })
        .from(t.ballotMember)
        .where(eq(t.ballotMember.ballotId, sql.placeholder('ballotId')))
        .orderBy(t.ballotMember.member),
    )({ ballotId }),

  /** What the given delegations hold on the roll. */
  electorsOf: (ballotId: BallotId, delegationIds: readonly DelegationId[]): Promise<Elector[]> =>
    delegationIds.length === 0
      ? Promise.resolve([])
      : c.q
          .select({
            member: c.t.ballotMember.member,
            name: c.t.ballotMember.name,
            delegationId: c.t.ballotMember.delegationId,
            groupings: c.t.ballotMember.groupings,
            weights: c.t.ballotMember.weights,
          })
          .from(c.t.ballotMember)
          .where(
            and(
              eq(c.t.ballotMember.ballotId, ballotId),
              inArray(c.t.ballotMember.delegationId, [...delegationIds]),
            ),
          )
          .orderBy(c.t.ballotMember.member),

  async elector(ballotId: BallotId, member: string): Promise<Elector | null> {
    const [row] = await c.prep('ballots.elector', (q, t) =>
      q
        .select({
          member: t.ballotMember.member,
          name: t.ballotMember.name,
          delegationId: t.ballotMember.delegationId,
          groupings: t.ballotMember.groupings,
          weights: t.ballotMember.weights,
        })
        .from(t.ballotMember)
        .where(
          and(
            eq(t.ballotMember.ballotId, sql.placeholder('ballotId')),
            eq(t.ballotMember.member, sql.placeholder('member')),
          ),
        ),
    )({ ballotId, member })
    return row ?? null
  },

  /** The votes that stand, by member. */
  votes: (ballotId: BallotId): Promise<VoteRow[]> =>
    c.prep('ballots.votes', (q, t) =>
      q
        .select()
        .from(t.vote)
        .where(eq(t.vote.ballotId, sql.placeholder('ballotId')))
        .orderBy(t.vote.member, t.vote.choice),
    )({ ballotId }),

  /** Who has voted and when, and not how. */
  voters: (ballotId: BallotId): Promise<{ member: string; castAt: Date }[]> =>
    c.q
      .selectDistinct({ member: c.t.vote.member, castAt: c.t.vote.castAt })
      .from(c.t.vote)
      .where(eq(c.t.vote.ballotId, ballotId))
      .orderBy(desc(c.t.vote.castAt), asc(c.t.vote.member)),

  /** The parts of one member's vote; empty when it has none. */
  votesOf: (ballotId: BallotId, member: string): Promise<VoteRow[]> =>
    c.prep('ballots.votesOf', (q, t) =>
      q
        .select()
        .from(t.vote)
        .where(
          and(eq(t.vote.ballotId, sql.placeholder('ballotId')), eq(t.vote.member, sql.placeholder('member'))),
        )
        .orderBy(t.vote.choice),
    )({ ballotId, member }),

  /** The one whole vote of a member, in place of whatever stood. */
  async setVote(row: VoteRow) {
    const { vote } = c.t
    await c.q.delete(vote).where(and(eq(vote.ballotId, row.ballotId), eq(vote.member, row.member)))
    await c.q.insert(vote).values(row)
  },

  async addVotes(rows: VoteRow[]) {
    for (const some of chunks(rows)) await c.q.insert(c.t.vote).values(some)
  },

  /** The ledger entries of all votes on a ballot, replaced ones too, in order. */
  voteEntries: (ref: string) =>
    c.q
      .select({ index: c.t.ledgerEntry.index, body: c.t.ledgerEntry.body, leaf: c.t.ledgerEntry.leaf })
      .from(c.t.ledgerEntry)
      .where(
        and(eq(c.t.ledgerEntry.subject, `ballot/${ref}`), eq(c.t.ledgerEntry.type, 'parley-v1/ballot.vote')),
      )
      .orderBy(asc(c.t.ledgerEntry.seq)),

  /** The ballots whose votes a joint ballot counts, by number. */
  parts: (jointId: BallotId): Promise<BallotRow[]> =>
    c.q.select().from(c.t.ballot).where(eq(c.t.ballot.jointId, jointId)).orderBy(asc(c.t.ballot.number)),

  /** Open ballots whose closing time has come. A joint closes with its last part. */
  due: (now: Date) =>
    c.q
      .select({ ref: c.t.ballot.ref, closesAt: c.t.ballot.closesAt })
      .from(c.t.ballot)
      .where(and(eq(c.t.ballot.status, 'open'), lte(c.t.ballot.closesAt, now), ne(c.t.ballot.kind, 'joint')))
      .orderBy(asc(c.t.ballot.closesAt)),

  /** Newest first. */
  list: ({ status, forumId, year, before, n }: BallotFilter) => {
    const { ballot: b, forum: f } = c.t
    // closed ballots are of the year in which they closed, others of the year in which they were prepared
    const when = status === 'closed' ? b.closedAt : b.preparedAt
    return c.q
      .select({
        ref: b.ref,
        number: b.number,
        kind: b.kind,
        status: b.status,
        title: b.title,
        forumSlug: f.slug,
        forumName: f.name,
        closesAt: b.closesAt,
        closesZone: b.closesZone,
        closedAt: b.closedAt,
        outcome: b.outcome,
        yes: countOf(c, 'yes'),
        no: countOf(c, 'no'),
        abstain: countOf(c, 'abstain'),
        absent: countOf(c, 'absent'),
      })
      .from(b)
      .innerJoin(f, eq(f.id, b.forumId))
      .where(
        and(
          // nearly all ballots are closed: by their number they come in order, by their status they would be sorted
          status === 'closed' ? sql`coalesce(${b.status}, '') = 'closed'` : eq(b.status, status),
          forumId ? eq(b.forumId, forumId) : undefined,
          before === undefined ? undefined : lt(b.number, before),
          year === undefined ? undefined : gte(when, new Date(Date.UTC(year, 0, 1))),
          year === undefined ? undefined : lt(when, new Date(Date.UTC(year + 1, 0, 1))),
        ),
      )
      .orderBy(desc(b.number))
      .limit(n)
  },

  /** How many ballots there are of each status. */
  async totals(): Promise<Record<BallotStatus, number>> {
    const { ballot: b } = c.t
    const rows = await c.q.select({ status: b.status, n: count() }).from(b).groupBy(b.status)
    const of = (status: BallotStatus) => Number(rows.find((r) => r.status === status)?.n ?? 0)
    return { prepared: of('prepared'), open: of('open'), closed: of('closed') }
  },

  /** Ballots on a norm, by number. */
  ofNorm: (normId: NormId) =>
    c.q
      .select({
        id: c.t.ballot.id,
        ref: c.t.ballot.ref,
        kind: c.t.ballot.kind,
        forumId: c.t.ballot.forumId,
        status: c.t.ballot.status,
        title: c.t.ballot.title,
        jointId: c.t.ballot.jointId,
        outcome: c.t.ballot.outcome,
        closesAt: c.t.ballot.closesAt,
        closesZone: c.t.ballot.closesZone,
        closedAt: c.t.ballot.closedAt,
      })
      .from(c.t.ballot)
      .where(eq(c.t.ballot.normId, normId))
      .orderBy(asc(c.t.ballot.number)),

  /** How many have voted and may vote, for the ballots named. */
  async turnout(ballotIds: readonly BallotId[]): Promise<Map<BallotId, { voted: number; members: number }>> {
    const found = new Map<BallotId, { voted: number; members: number }>()
    if (ballotIds.length === 0) return found
    const { ballotMember: m, vote: v } = c.t
    const ids = [...ballotIds]
    const members = await c.q
      .select({ id: m.ballotId, n: count() })
      .from(m)
      .where(inArray(m.ballotId, ids))
      .groupBy(m.ballotId)
    const voted = await c.q
      .select({ id: v.ballotId, n: countDistinct(v.member) })
      .from(v)
      .where(inArray(v.ballotId, ids))
      .groupBy(v.ballotId)
    const votedBy = new Map(voted.map(({ id, n }) => [id, Number(n)]))
    for (const { id, n } of members) found.set(id, { members: Number(n), voted: votedBy.get(id) ?? 0 })
    return found
  },

  /** Where this forum's imported roll calls come from, to find what was imported before. */
  async sources(forumId: ForumId): Promise<Map<string, string>> {
    const { ballot: b } = c.t
    const rows = await c.q
      .select({ source: b.source, ref: b.ref })
      .from(b)
      .where(and(eq(b.forumId, forumId), sql`${b.source} is not null`))
    return new Map(rows.map(({ source, ref }) => [source!, ref]))
  },
})

/** The votes as the tally takes them. */
export const asCast = (rows: readonly VoteRow[]): CastPart[] =>
  rows.map(({ member, choice, part }) => ({ member, choice, part }))

/** Both engines read JSON by the same two arrows. */
const countOf = (c: Conn, side: keyof Pick<Tally['counts'], 'yes' | 'no' | 'abstain' | 'absent'>) =>
  sql<string | null>`${c.t.ballot.result} -> 'counts' ->> ${sql.raw(`'${side}'`)}`

function* chunks<T>(rows: T[], size = chunk): Generator<T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
