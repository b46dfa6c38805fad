import { and, asc, count, desc, eq, gt, inArray, lte, max, ne, sql } from 'drizzle-orm'
import type { ProposalStatus } from '~/domain/amendments/amendment'
import { type DelegationId, type NormId, type PersonId, type ProposalId, proposalRef } from '~/domain/ids'
import type { Conn } from '../store'

export type ProposalRow = Conn['t']['proposal']['$inferSelect']
export interface Supporter {
  delegationId: DelegationId
  name: string
  since: Date
}
export type ShownProposal = ProposalRow & {
  delegationName: string
  authorName: string | null
  supporters: Supporter[]
}
type NewProposal = Omit<Conn['t']['proposal']['$inferInsert'], 'number' | 'ref'>

const idsPerQuery = 200

export const proposals = (c: Conn) => ({
  async byRef(ref: string): Promise<ShownProposal | null> {
    const [row] = await withNames(c, await shown(c).where(eq(c.t.proposal.ref, ref)))
    return row ?? null
  },

  byKey: (idempotencyKey: string): Promise<ProposalRow | null> =>
    c.q
      .select()
      .from(c.t.proposal)
      .where(eq(c.t.proposal.idempotencyKey, idempotencyKey))
      .then((r) => r[0] ?? null),

  /** On one norm, in the order in which they came; withdrawn ones only when asked for. */
  async ofNorm(
    normId: NormId,
    {
      status,
      withdrawn = false,
      n = 1_000,
    }: { status?: ProposalStatus; withdrawn?: boolean; n?: number } = {},
  ): Promise<ShownProposal[]> {
    const { proposal: p } = c.t
    const rows = await shown(c)
      .where(
        and(
          eq(p.normId, normId),
          status ? eq(p.status, status) : undefined,
          withdrawn ? undefined : ne(p.status, 'withdrawn'),
        ),
      )
      .orderBy(asc(p.number))
      .limit(n)
    return withNames(c, rows)
  },

  /** Settled after the one instant and up to the other, in that order. */
  async settledBetween(normId: NormId, after: Date | null, until: Date): Promise<ShownProposal[]> {
    const { proposal: p } = c.t
    const rows = await shown(c)
      .where(
        and(
          eq(p.normId, normId),
          inArray(p.status, ['merged', 'merged-in-part', 'noted', 'not-taken']),
          lte(p.settledAt, until),
          after ? gt(p.settledAt, after) : undefined,
        ),
      )
      .orderBy(asc(p.settledAt), asc(p.number))
    return withNames(c, rows)
  },

  async count(normId: NormId): Promise<number> {
    const [row] = await c.prep('proposals.count', (q, t) =>
      q
        .select({ n: count() })
        .from(t.proposal)
        .where(and(eq(t.proposal.normId, sql.placeholder('normId')), ne(t.proposal.status, 'withdrawn'))),
    )({ normId })
    return Number(row?.n ?? 0)
  },

  /** How many proposals a person, and a delegation, have made after the instant; withdrawn ones count too. */
  async recent(by: { authorId: PersonId; delegationId: DelegationId }, after: Date) {
    const { proposal: p } = c.t
    const since = async (who: ReturnType<typeof eq>) => {
      const [row] = await c.q
        .select({ n: count() })
        .from(p)
        .where(and(who, gt(p.submittedAt, after)))
      return Number(row?.n ?? 0)
    }
    return {
      byPerson: await since(eq(p.authorId, by.authorId)),
      byDelegation: await since(eq(p.delegationId, by.delegationId)),
    }
  },

  /** Adds the proposal under the next free number. */
  async add(row: NewProposal): Promise<{ number: number; ref: string }> {
    const [top] = await c.q.select({ n: max(c.t.proposal.number) }).from(c.t.proposal)
    const number = Number(top?.n ?? 0) + 1
    const ref = proposalRef(number)
    await c.q.insert(c.t.proposal).values({ ...row, number, ref })
    return { number, ref }
  },

  async settle(id: ProposalId, status: ProposalStatus, { answer, at }: { answer: string; at: Date }) {
    await c.q.update(c.t.proposal).set({ status, answer, settledAt: at }).where(eq(c.t.proposal.id, id))
  },

  async support(proposalId: ProposalId, delegationId: DelegationId, since: Date) {
    await c.q.insert(c.t.proposalSupport).values({ proposalId, delegationId, since })
  },

  async endSupport(proposalId: ProposalId, delegationId: DelegationId) {
    const { proposalSupport: s } = c.t
    await c.q.delete(s).where(and(eq(s.proposalId, proposalId), eq(s.delegationId, delegationId)))
  },

  /** When the last version of a kind was frozen. */
  async lastFrozen(normId: NormId, kind: 'chair' | 'compilation'): Promise<Date | null> {
    const { version: v } = c.t
    const [row] = await c.q
      .select({ at: v.frozenAt })
      .from(v)
      .where(and(eq(v.normId, normId), eq(v.kind, kind)))
      .orderBy(desc(v.number))
      .limit(1)
    return row?.at ?? null
  },
})

const shown = (c: Conn) =>
  c.q
    .select({
      proposal: c.t.proposal,
      delegationName: c.t.delegation.name,
      authorName: c.t.person.name,
    })
    .from(c.t.proposal)
    .leftJoin(c.t.delegation, eq(c.t.delegation.id, c.t.proposal.delegationId))
    .leftJoin(c.t.person, eq(c.t.person.id, c.t.proposal.authorId))

async function withNames(
  c: Conn,
  rows: readonly { proposal: ProposalRow; delegationName: string | null; authorName: string | null }[],
): Promise<ShownProposal[]> {
  const { proposalSupport: s, delegation: d } = c.t
  const ids = rows.map((r) => r.proposal.id)
  const found: (Supporter & { proposalId: ProposalId })[] = []
  for (let i = 0; i < ids.length; i += idsPerQuery)
    found.push(
      ...(await c.q
        .select({ proposalId: s.proposalId, delegationId: s.delegationId, name: d.name, since: s.since })
        .from(s)
        .innerJoin(d, eq(d.id, s.delegationId))
        .where(inArray(s.proposalId, ids.slice(i, i + idsPerQuery)))
        .orderBy(asc(s.since), asc(d.name))),
    )
  return rows.map(({ proposal, delegationName, authorName }) => ({
    ...proposal,
    delegationName: delegationName ?? 'A delegation that has left',
    authorName,
    supporters: found
      .filter((f) => f.proposalId === proposal.id)
      .map(({ delegationId, name, since }) => ({ delegationId, name, since })),
  }))
}
