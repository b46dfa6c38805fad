import { and, asc, count, eq, inArray, like, max, sql } from 'drizzle-orm'
import type { AmendmentStatus, SponsorKind } from '~/domain/amendments/amendment'
import type { PlanStep } from '~/domain/amendments/voting-order'
import { type AmendmentId, amendmentRef, type DelegationId, type NormId, type VersionId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import type { Conn } from '../store'

export type AmendmentRow = Conn['t']['amendment']['$inferSelect']

export interface SponsorRow {
  amendmentId: AmendmentId
  delegationId: DelegationId
  kind: SponsorKind
  since: Date
  withdrawnAt: Date | null
  name: string
  slug: string
}

type AmendmentChange = Partial<
  Pick<
    AmendmentRow,
    | 'versionId'
    | 'op'
    | 'kind'
    | 'afterId'
    | 'spanStart'
    | 'spanEnd'
    | 'text'
    | 'heading'
    | 'status'
    | 'note'
    | 'tabledAt'
    | 'settledAt'
    | 'authorId'
  >
>

/** Amendments to frozen versions, who stands behind them, and the chair's plan of voting. */
export const amendments = (c: Conn) => ({
  /** By number. */
  ofNorm: (normId: NormId): Promise<AmendmentRow[]> =>
    c.prep('amendments.ofNorm', (q, t) =>
      q
        .select()
        .from(t.amendment)
        .where(eq(t.amendment.normId, sql.placeholder('normId')))
        .orderBy(asc(t.amendment.number)),
    )({ normId }),

  /** The amendment of this very norm. */
  byRef: (normId: NormId, ref: string): Promise<AmendmentRow | null> =>
    c.q
      .select()
      .from(c.t.amendment)
      .where(and(eq(c.t.amendment.normId, normId), eq(c.t.amendment.ref, ref)))
      .then((r) => r[0] ?? null),

  countOf: (normId: NormId): Promise<number> =>
    c
      .prep('amendments.countOf', (q, t) =>
        q
          .select({ n: count() })
          .from(t.amendment)
          .where(eq(t.amendment.normId, sql.placeholder('normId'))),
      )({ normId })
      .then((r) => Number(r[0]?.n ?? 0)),

  /** Main sponsors first, then in the order in which they came; those who left included. */
  async sponsorsOf(ids: readonly AmendmentId[]): Promise<SponsorRow[]> {
    const { amendmentSponsor: s, delegation: d } = c.t
    const rows: SponsorRow[] = []
    for (let i = 0; i < ids.length; i += idsPerQuery)
      rows.push(
        ...(await c.q
          .select({
            amendmentId: s.amendmentId,
            delegationId: s.delegationId,
            kind: s.kind,
            since: s.since,
            withdrawnAt: s.withdrawnAt,
            name: d.name,
            slug: d.slug,
          })
          .from(s)
          .innerJoin(d, eq(d.id, s.delegationId))
          .where(inArray(s.amendmentId, ids.slice(i, i + idsPerQuery)))
          .orderBy(asc(s.since), asc(d.name))),
      )
    return [...rows.filter((r) => r.kind === 'main'), ...rows.filter((r) => r.kind === 'co')]
  },

  /** Under the next free number. */
  async add(row: Omit<AmendmentRow, 'number' | 'ref' | 'note'>): Promise<string> {
    const [top] = await c.q.select({ n: max(c.t.amendment.number) }).from(c.t.amendment)
    const number = Number(top?.n ?? 0) + 1
    const ref = amendmentRef(number)
    await c.q.insert(c.t.amendment).values({ ...row, number, ref })
    return ref
  },

  async change(id: AmendmentId, set: AmendmentChange) {
    await c.q.update(c.t.amendment).set(set).where(eq(c.t.amendment.id, id))
  },

  async settle(ids: readonly AmendmentId[], status: AmendmentStatus, at: Date, note = '') {
    for (const id of ids) await amendments(c).change(id, { status, settledAt: at, note })
  },

  /** A sponsor from now on, whatever the delegation was to it before. */
  async putSponsor(amendmentId: AmendmentId, delegationId: DelegationId, kind: SponsorKind, since: Date) {
    const { amendmentSponsor: s } = c.t
    await c.q
      .insert(s)
      .values({ amendmentId, delegationId, kind, since, withdrawnAt: null })
      .onConflictDoUpdate({
        target: [s.amendmentId, s.delegationId],
        set: { kind, since, withdrawnAt: null },
      })
  },

  async endSponsor(amendmentId: AmendmentId, delegationId: DelegationId, at: Date) {
    const { amendmentSponsor: s } = c.t
    await c.q
      .update(s)
      .set({ kind: 'co', withdrawnAt: at })
      .where(and(eq(s.amendmentId, amendmentId), eq(s.delegationId, delegationId)))
  },

  /** The ledger's entries that name the amendment, oldest first. */
  async acts(normRef: string, am: string): Promise<{ index: number; body: EntryBody }[]> {
    const { ledgerEntry: e } = c.t
    const rows = await c.q
      .select({ index: e.index, body: e.body })
      .from(e)
      .where(and(eq(e.subject, `norm/${normRef}`), like(e.type, 'parley-v1/amendment.%')))
      .orderBy(asc(e.index))
    const named = (value: unknown) => value === am || (Array.isArray(value) && value.includes(am))
    return rows
      .map(({ index, body }) => ({ index: index!, body: JSON.parse(body) as EntryBody }))
      .filter(({ body }) =>
        [body.amendment, body.amends, body.with, body.fallen, body.kept, body.flagged].some(named),
      )
  },

  /** The order of voting that the chair confirmed for a version, if any. */
  plan: (versionId: VersionId) =>
    c.q
      .select()
      .from(c.t.amendmentPlan)
      .where(eq(c.t.amendmentPlan.versionId, versionId))
      .then((r) => r[0] ?? null),

  async savePlan(versionId: VersionId, steps: PlanStep[], confirmedAt: Date) {
    await c.q
      .insert(c.t.amendmentPlan)
      .values({ versionId, steps, confirmedAt })
      .onConflictDoUpdate({ target: c.t.amendmentPlan.versionId, set: { steps, confirmedAt } })
  },
})

const idsPerQuery = 200
