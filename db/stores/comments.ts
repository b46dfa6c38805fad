import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, max, sql } from 'drizzle-orm'
import { commentRef, type DelegationId, type NormId, type ParagraphId, type PersonId } from '~/domain/ids'
import { openStages } from '~/domain/norms/norm'
import type { Conn } from '../store'

export type CommentRow = Conn['t']['comment']['$inferSelect']
export type ShownComment = CommentRow & { organisationName: string | null; organisationSlug: string | null }
type NewComment = Omit<Conn['t']['comment']['$inferInsert'], 'number' | 'ref'>

export interface CommentPage {
  normId: NormId
  /** Only those on this paragraph; null: only those on the norm as a whole; undefined: all. */
  paragraphId?: ParagraphId | null | undefined
  /** Comments numbered lower than this, newest first. */
  before?: number | undefined
  n: number
}

/** Comments and replies still visible, by paragraph; '' for those on the norm as a whole. */
export type CommentCounts = ReadonlyMap<ParagraphId | '', number>

const rowsPerInsert = 200
const noWords = { anchorStart: null, anchorEnd: null, quote: null, quoteSeq: null }

export const comments = (c: Conn) => ({
  async byRef(ref: string): Promise<ShownComment | null> {
    const [row] = await shown(c).where(eq(c.t.comment.ref, ref))
    return row ? flat(row) : null
  },

  refOf: (id: CommentRow['id']): Promise<string | null> =>
    c.q
      .select({ ref: c.t.comment.ref })
      .from(c.t.comment)
      .where(eq(c.t.comment.id, id))
      .then((r) => r[0]?.ref ?? null),

  byKey: (idempotencyKey: string): Promise<CommentRow | null> =>
    c.q
      .select()
      .from(c.t.comment)
      .where(eq(c.t.comment.idempotencyKey, idempotencyKey))
      .then((r) => r[0] ?? null),

  /** Comments that reply to none. */
  async page({ normId, paragraphId, before, n }: CommentPage): Promise<ShownComment[]> {
    const { comment } = c.t
    const rows = await shown(c)
      .where(
        and(
          eq(comment.normId, normId),
          isNull(comment.replyToId),
          paragraphId === null ? isNull(comment.paragraphId) : undefined,
          paragraphId ? eq(comment.paragraphId, paragraphId) : undefined,
          before === undefined ? undefined : lt(comment.number, before),
        ),
      )
      .orderBy(desc(comment.number))
      .limit(n)
    return rows.map(flat)
  },

  /** Every visible comment on a paragraph that replies to none, oldest first. */
  async visibleOn(paragraphId: ParagraphId): Promise<ShownComment[]> {
    const { comment } = c.t
    const rows = await shown(c)
      .where(
        and(eq(comment.paragraphId, paragraphId), isNull(comment.replyToId), eq(comment.status, 'visible')),
      )
      .orderBy(asc(comment.number))
    return rows.map(flat)
  },

  /** Which of these comments the secretariat has replied to: its own replies have an author and no organisation. */
  async answeredOf(ids: readonly CommentRow['id'][]): Promise<Set<string>> {
    const { comment: t } = c.t
    const answered = new Set<string>()
    for (let i = 0; i < ids.length; i += rowsPerInsert)
      for (const { id } of await c.q
        .selectDistinct({ id: t.replyToId })
        .from(t)
        .where(
          and(
            inArray(t.replyToId, ids.slice(i, i + rowsPerInsert)),
            isNotNull(t.authorId),
            isNull(t.organisationId),
            eq(t.status, 'visible'),
          ),
        ))
        answered.add(id!)
    return answered
  },

  /** The replies to these comments, oldest first. */
  async replies(parents: readonly CommentRow['id'][]): Promise<ShownComment[]> {
    if (parents.length === 0) return []
    const { comment } = c.t
    const rows = await shown(c)
      .where(inArray(comment.replyToId, [...parents]))
      .orderBy(asc(comment.number))
    return rows.map(flat)
  },

  async counts(normId: NormId): Promise<CommentCounts> {
    const rows = await c.prep('comments.counts', (q, t) =>
      q
        .select({ paragraphId: t.comment.paragraphId, n: count() })
        .from(t.comment)
        .where(and(eq(t.comment.normId, sql.placeholder('normId')), eq(t.comment.status, 'visible')))
        .groupBy(t.comment.paragraphId),
    )({ normId })
    return new Map(rows.map((r) => [r.paragraphId ?? '', Number(r.n)]))
  },

  /** Newest visible comments on any norm, with the norm's reference and title. */
  async newest(n: number) {
    const { comment, norm, organisation } = c.t
    return c.q
      .select({
        ref: comment.ref,
        body: comment.body,
        language: comment.language,
        authorLabel: comment.authorLabel,
        createdAt: comment.createdAt,
        organisationName: organisation.name,
        normRef: norm.ref,
        normTitle: norm.title,
      })
      .from(comment)
      .innerJoin(norm, eq(norm.id, comment.normId))
      .leftJoin(organisation, eq(organisation.id, comment.organisationId))
      .where(eq(comment.status, 'visible'))
      .orderBy(desc(comment.number))
      .limit(n)
  },

  /**
   * Visible comments on open texts that the secretariat has not replied to, oldest first. Its own are
   * those with an author and without an organisation.
   */
  async unanswered(n: number) {
    const { comment, norm, organisation } = c.t
    const answered = sql`exists (select 1 from ${comment} r where r.reply_to_id = ${comment.id}
      and r.author_id is not null and r.organisation_id is null and r.status = 'visible')`
    const open = and(
      eq(comment.status, 'visible'),
      isNull(comment.replyToId),
      inArray(norm.stage, [...openStages]),
      sql`not (${comment.authorId} is not null and ${comment.organisationId} is null)`,
      sql`not ${answered}`,
    )
    const rows = await c.q
      .select({
        ref: comment.ref,
        body: comment.body,
        language: comment.language,
        authorLabel: comment.authorLabel,
        createdAt: comment.createdAt,
        organisationName: organisation.name,
        normRef: norm.ref,
        forumId: norm.forumId,
      })
      .from(comment)
      .innerJoin(norm, eq(norm.id, comment.normId))
      .leftJoin(organisation, eq(organisation.id, comment.organisationId))
      .where(open)
      .orderBy(asc(comment.number))
      .limit(n)
    const [all] = await c.q
      .select({ n: count() })
      .from(comment)
      .innerJoin(norm, eq(norm.id, comment.normId))
      .where(open)
    return { rows, total: Number(all?.n ?? 0) }
  },

  /** How many comments a person, and a delegation, have made after the instant; withdrawn ones count too. */
  async recent(by: { authorId: PersonId; delegationId: DelegationId | null }, after: Date) {
    const { comment } = c.t
    const since = async (who: ReturnType<typeof eq>) => {
      const [row] = await c.q
        .select({ n: count() })
        .from(comment)
        .where(and(who, gt(comment.createdAt, after)))
      return Number(row?.n ?? 0)
    }
    return {
      byPerson: await since(eq(comment.authorId, by.authorId)),
      byDelegation: by.delegationId ? await since(eq(comment.delegationId, by.delegationId)) : 0,
    }
  },

  async nextNumber(): Promise<number> {
    const [row] = await c.q.select({ top: max(c.t.comment.number) }).from(c.t.comment)
    return Number(row?.top ?? 0) + 1
  },

  /** Adds the comment under the next free number. */
  async add(row: NewComment): Promise<{ number: number; ref: string }> {
    const number = await comments(c).nextNumber()
    const ref = commentRef(number)
    await c.q.insert(c.t.comment).values({ ...row, number, ref })
    return { number, ref }
  },

  /** Adds many in order; returns their references. */
  async addMany(rows: readonly NewComment[]): Promise<string[]> {
    const first = await comments(c).nextNumber()
    const named = rows.map((row, i) => ({ ...row, number: first + i, ref: commentRef(first + i) }))
    for (let i = 0; i < named.length; i += rowsPerInsert)
      await c.q.insert(c.t.comment).values(named.slice(i, i + rowsPerInsert))
    return named.map((row) => row.ref)
  },

  /** Those of the keys that are taken. */
  async takenKeys(keys: readonly string[]): Promise<Set<string>> {
    const taken = new Set<string>()
    for (let i = 0; i < keys.length; i += rowsPerInsert)
      for (const row of await c.q
        .select({ key: c.t.comment.idempotencyKey })
        .from(c.t.comment)
        .where(inArray(c.t.comment.idempotencyKey, keys.slice(i, i + rowsPerInsert))))
        taken.add(row.key!)
    return taken
  },

  /** The text, the words it was about and the salt go; that there was a comment stays. */
  async withdraw(id: CommentRow['id'], at: Date) {
    await c.q
      .update(c.t.comment)
      .set({ body: null, salt: '', status: 'withdrawn', withdrawnAt: at, ...noWords })
      .where(eq(c.t.comment.id, id))
  },
})

const shown = (c: Conn) =>
  c.q
    .select({
      comment: c.t.comment,
      organisationName: c.t.organisation.name,
      organisationSlug: c.t.organisation.slug,
    })
    .from(c.t.comment)
    .leftJoin(c.t.organisation, eq(c.t.organisation.id, c.t.comment.organisationId))

type ShownRow = {
  comment: CommentRow
  organisationName: string | null
  organisationSlug: string | null
}

const flat = ({ comment, ...organisation }: ShownRow): ShownComment => ({ ...comment, ...organisation })
