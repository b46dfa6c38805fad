import { and, asc, count, desc, eq, inArray, isNull, lt, max, sql } from 'drizzle-orm'
import { type ForumId, type NormId, normRef, type ParagraphId, type VersionId } from '~/domain/ids'
import type { NormKind, Stage } from '~/domain/norms/norm'
import type { Conn } from '../store'

type Rows = Conn['t']
export type NormRow = Rows['norm']['$inferSelect']
export type ParagraphRow = Rows['paragraph']['$inferSelect']
export type VersionRow = Rows['version']['$inferSelect']
export type VersionParagraphRow = Rows['versionParagraph']['$inferSelect']
export type BracketRow = Rows['bracket']['$inferSelect']
export type NormWithForum = NormRow & { forumName: string; forumSlug: string }

export interface NormFilter {
  stage?: Stage | undefined
  forumId?: ForumId | undefined
  kind?: NormKind | undefined
  /** Norms numbered lower than this, newest first. */
  before?: number | undefined
  n: number
}

const byRef = (c: Conn) =>
  c.prep('norms.byRef', (q, t) =>
    q
      .select({ norm: t.norm, forumName: t.forum.name, forumSlug: t.forum.slug })
      .from(t.norm)
      .innerJoin(t.forum, eq(t.forum.id, t.norm.forumId))
      .where(eq(t.norm.ref, sql.placeholder('ref'))),
  )

const filtered = (t: Rows, { stage, forumId, kind }: Omit<NormFilter, 'n' | 'before'>) =>
  and(
    stage ? eq(t.norm.stage, stage) : undefined,
    forumId ? eq(t.norm.forumId, forumId) : undefined,
    kind ? eq(t.norm.kind, kind) : undefined,
  )

export const norms = (c: Conn) => ({
  async byRef(ref: string): Promise<NormWithForum | null> {
    const [row] = await byRef(c)({ ref })
    return row ? { ...row.norm, forumName: row.forumName, forumSlug: row.forumSlug } : null
  },

  byId: (id: NormId): Promise<NormRow | null> =>
    c.q
      .select()
      .from(c.t.norm)
      .where(eq(c.t.norm.id, id))
      .then((r) => r[0] ?? null),

  /** Newest first. */
  async list({ before, n, ...filter }: NormFilter): Promise<NormWithForum[]> {
    const { norm, forum } = c.t
    const rows = await c.q
      .select({ norm, forumName: forum.name, forumSlug: forum.slug })
      .from(norm)
      .innerJoin(forum, eq(forum.id, norm.forumId))
      .where(and(filtered(c.t, filter), before === undefined ? undefined : lt(norm.number, before)))
      .orderBy(desc(norm.number))
      .limit(n)
    return rows.map((r) => ({ ...r.norm, forumName: r.forumName, forumSlug: r.forumSlug }))
  },

  /** How many norms there are in each stage. */
  async countByStage(filter: { forumId?: ForumId; kind?: NormKind } = {}): Promise<Map<Stage, number>> {
    const { norm } = c.t
    const rows = await c.q
      .select({ stage: norm.stage, n: count() })
      .from(norm)
      .where(filtered(c.t, filter))
      .groupBy(norm.stage)
    return new Map(rows.map((r) => [r.stage, Number(r.n)]))
  },

  /** In consultation, those that close first on top; those without an end last. */
  async inConsultation(n: number): Promise<NormWithForum[]> {
    const { norm, forum } = c.t
    const rows = await c.q
      .select({ norm, forumName: forum.name, forumSlug: forum.slug })
      .from(norm)
      .innerJoin(forum, eq(forum.id, norm.forumId))
      .where(eq(norm.stage, 'consultation'))
      .orderBy(sql`${norm.consultationClosesAt} is null`, asc(norm.consultationClosesAt), desc(norm.number))
      .limit(n)
    return rows.map((r) => ({ ...r.norm, forumName: r.forumName, forumSlug: r.forumSlug }))
  },

  /** Those that entered the stage last come first. */
  async newest(stage: Stage, n: number): Promise<NormWithForum[]> {
    const { norm, forum } = c.t
    const rows = await c.q
      .select({ norm, forumName: forum.name, forumSlug: forum.slug })
      .from(norm)
      .innerJoin(forum, eq(forum.id, norm.forumId))
      .where(eq(norm.stage, stage))
      .orderBy(desc(norm.stageSince), desc(norm.number))
      .limit(n)
    return rows.map((r) => ({ ...r.norm, forumName: r.forumName, forumSlug: r.forumSlug }))
  },

  /** Adds the norm under the next free number, or under the given one. */
  async add(row: Omit<Rows['norm']['$inferInsert'], 'number' | 'ref'> & { number?: number }) {
    const [top] = row.number ? [] : await c.q.select({ n: max(c.t.norm.number) }).from(c.t.norm)
    const number = row.number ?? Number(top?.n ?? 0) + 1
    const added = { ...row, number, ref: normRef(number) }
    await c.q.insert(c.t.norm).values(added)
    return added
  },

  async setStage(id: NormId, stage: Stage, since: Date, consultationClosesAt?: Date | null) {
    const closes = consultationClosesAt === undefined ? {} : { consultationClosesAt }
    await c.q
      .update(c.t.norm)
      .set({ stage, stageSince: since, ...closes })
      .where(eq(c.t.norm.id, id))
  },

  async retitle(id: NormId, title: string) {
    await c.q.update(c.t.norm).set({ title }).where(eq(c.t.norm.id, id))
  },

  ...paragraphsOf(c),
  ...versionsOf(c),
  ...bracketsOf(c),
})

const paragraphsOf = (c: Conn) => ({
  /** Those not removed, in order. */
  paragraphs: (normId: NormId): Promise<ParagraphRow[]> =>
    c.prep('norms.paragraphs', (q, t) =>
      q
        .select()
        .from(t.paragraph)
        .where(and(eq(t.paragraph.normId, sql.placeholder('normId')), isNull(t.paragraph.removedAt)))
        .orderBy(asc(t.paragraph.position)),
    )({ normId }),

  /** Removed or not. */
  paragraph: (id: ParagraphId): Promise<ParagraphRow | null> =>
    c.q
      .select()
      .from(c.t.paragraph)
      .where(eq(c.t.paragraph.id, id))
      .then((r) => r[0] ?? null),

  async addParagraph(row: Rows['paragraph']['$inferInsert']) {
    await c.q.insert(c.t.paragraph).values(row)
  },

  async reviseParagraph(
    id: ParagraphId,
    change: Partial<Pick<ParagraphRow, 'kind' | 'heading' | 'implementsId'>>,
  ) {
    await c.q.update(c.t.paragraph).set(change).where(eq(c.t.paragraph.id, id))
  },

  /** Gives the paragraphs the positions of their ids in the list. */
  async arrange(ordered: readonly ParagraphRow[]) {
    for (const [position, p] of ordered.entries())
      if (p.position !== position)
        await c.q.update(c.t.paragraph).set({ position }).where(eq(c.t.paragraph.id, p.id))
  },

  async removeParagraph(id: ParagraphId, at: Date) {
    await c.q.update(c.t.paragraph).set({ removedAt: at }).where(eq(c.t.paragraph.id, id))
  },

  async bringBack(id: ParagraphId) {
    await c.q.update(c.t.paragraph).set({ removedAt: null }).where(eq(c.t.paragraph.id, id))
  },

  /** Live paragraphs of other norms that put a paragraph of this one into practice. */
  implementing: (normId: NormId) =>
    c.prep('norms.implementing', (q, t) => {
      const own = q
        .select({ id: t.paragraph.id })
        .from(t.paragraph)
        .where(eq(t.paragraph.normId, sql.placeholder('normId')))
      return q
        .select({
          id: t.paragraph.id,
          implementsId: t.paragraph.implementsId,
          normId: t.norm.id,
          ref: t.norm.ref,
          title: t.norm.title,
        })
        .from(t.paragraph)
        .innerJoin(t.norm, eq(t.norm.id, t.paragraph.normId))
        .where(and(inArray(t.paragraph.implementsId, own), isNull(t.paragraph.removedAt)))
        .orderBy(asc(t.norm.number), asc(t.paragraph.position))
    })({ normId }),

  /** The norms that paragraphs belong to, by paragraph id. */
  async homes(ids: readonly ParagraphId[]) {
    if (ids.length === 0) return new Map<ParagraphId, { normId: NormId; ref: string; title: string }>()
    const { paragraph, norm } = c.t
    const rows = await c.q
      .select({ id: paragraph.id, normId: norm.id, ref: norm.ref, title: norm.title })
      .from(paragraph)
      .innerJoin(norm, eq(norm.id, paragraph.normId))
      .where(inArray(paragraph.id, [...ids]))
    return new Map(rows.map(({ id, ...home }) => [id, home]))
  },
})

const versionsOf = (c: Conn) => ({
  /** Newest first. */
  versions: (normId: NormId): Promise<VersionRow[]> =>
    c.q.select().from(c.t.version).where(eq(c.t.version.normId, normId)).orderBy(desc(c.t.version.number)),

  version: (normId: NormId, number: number): Promise<VersionRow | null> =>
    c.q
      .select()
      .from(c.t.version)
      .where(and(eq(c.t.version.normId, normId), eq(c.t.version.number, number)))
      .then((r) => r[0] ?? null),

  versionById: (id: VersionId): Promise<VersionRow | null> =>
    c.q
      .select()
      .from(c.t.version)
      .where(eq(c.t.version.id, id))
      .then((r) => r[0] ?? null),

  latestVersion: (normId: NormId): Promise<VersionRow | null> =>
    c
      .prep('norms.latestVersion', (q, t) =>
        q
          .select()
          .from(t.version)
          .where(eq(t.version.normId, sql.placeholder('normId')))
          .orderBy(desc(t.version.number))
          .limit(1),
      )({ normId })
      .then((r) => r[0] ?? null),

  /** In order. */
  versionParagraphs: (versionId: VersionId): Promise<VersionParagraphRow[]> =>
    c.prep('norms.versionParagraphs', (q, t) =>
      q
        .select()
        .from(t.versionParagraph)
        .where(eq(t.versionParagraph.versionId, sql.placeholder('versionId')))
        .orderBy(asc(t.versionParagraph.position)),
    )({ versionId }),

  /** One paragraph as each version has it, newest first; versions without it are left out. */
  paragraphVersions: (normId: NormId, paragraphId: ParagraphId) =>
    c.q
      .select({ version: c.t.version, paragraph: c.t.versionParagraph })
      .from(c.t.version)
      .innerJoin(
        c.t.versionParagraph,
        and(
          eq(c.t.versionParagraph.versionId, c.t.version.id),
          eq(c.t.versionParagraph.paragraphId, paragraphId),
        ),
      )
      .where(eq(c.t.version.normId, normId))
      .orderBy(desc(c.t.version.number)),

  async addVersion(
    row: Rows['version']['$inferInsert'],
    paragraphs: readonly Omit<Rows['versionParagraph']['$inferInsert'], 'versionId'>[],
  ) {
    await c.q.insert(c.t.version).values(row)
    // fewer rows at a time than either engine has parameters for
    for (let i = 0; i < paragraphs.length; i += 100)
      await c.q
        .insert(c.t.versionParagraph)
        .values(paragraphs.slice(i, i + 100).map((p) => ({ ...p, versionId: row.id })))
  },
})

const bracketsOf = (c: Conn) => ({
  /** Brackets still held on the norm's paragraphs, with the delegation that holds each; oldest first. */
  brackets: (normId: NormId) =>
    c.prep('norms.brackets', (q, t) =>
      q
        .select({
          id: t.bracket.id,
          paragraphId: t.bracket.paragraphId,
          quote: t.bracket.quote,
          reason: t.bracket.reason,
          placedAt: t.bracket.placedAt,
          holderId: t.bracket.holderId,
          holderName: t.delegation.name,
        })
        .from(t.bracket)
        .innerJoin(t.paragraph, eq(t.paragraph.id, t.bracket.paragraphId))
        .leftJoin(t.delegation, eq(t.delegation.id, t.bracket.holderId))
        .where(
          and(
            eq(t.paragraph.normId, sql.placeholder('normId')),
            isNull(t.bracket.liftedAt),
            isNull(t.paragraph.removedAt),
          ),
        )
        .orderBy(asc(t.bracket.placedAt), asc(t.bracket.id)),
    )({ normId }),

  bracket: (id: string): Promise<BracketRow | null> =>
    c.q
      .select()
      .from(c.t.bracket)
      .where(eq(c.t.bracket.id, id))
      .then((r) => r[0] ?? null),

  async addBracket(row: Rows['bracket']['$inferInsert']) {
    await c.q.insert(c.t.bracket).values(row)
  },

  async liftBracket(id: string, at: Date) {
    await c.q.update(c.t.bracket).set({ liftedAt: at }).where(eq(c.t.bracket.id, id))
  },
})
