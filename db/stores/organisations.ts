import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { OrganisationId } from '~/domain/ids'
import type { OrganisationKind } from '~/domain/members/standing'
import type { Conn } from '../store'
import { likePattern } from './people'

type Row = Conn['t']['organisation']['$inferSelect']

export const organisations = (c: Conn) => ({
  bySlug: (slug: string): Promise<Row | null> =>
    c.q
      .select()
      .from(c.t.organisation)
      .where(eq(c.t.organisation.slug, slug))
      .then((r) => r[0] ?? null),

  byId: (id: OrganisationId): Promise<Row | null> =>
    c.q
      .select()
      .from(c.t.organisation)
      .where(eq(c.t.organisation.id, id))
      .then((r) => r[0] ?? null),

  /** By slug, after the given one; `search` is part of the name, in any case. */
  page({ after = '', n, search = '', kind }: OrganisationsAsked): Promise<Row[]> {
    const { organisation: o } = c.t
    return c.q
      .select()
      .from(o)
      .where(
        and(
          gt(o.slug, after),
          kind ? eq(o.kind, kind) : undefined,
          search ? sql`lower(${o.name}) like ${likePattern(search)} escape '!'` : undefined,
        ),
      )
      .orderBy(asc(o.slug))
      .limit(n)
  },

  count: () =>
    c.q
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(c.t.organisation)
      .then((r) => r[0]!.n),

  async add(row: Conn['t']['organisation']['$inferInsert']) {
    await c.q.insert(c.t.organisation).values(row)
  },

  async change(id: OrganisationId, set: Partial<Omit<Row, 'id' | 'slug' | 'createdAt'>>) {
    await c.q.update(c.t.organisation).set(set).where(eq(c.t.organisation.id, id))
  },
})

interface OrganisationsAsked {
  after?: string
  n: number
  search?: string
  kind?: OrganisationKind | undefined
}
