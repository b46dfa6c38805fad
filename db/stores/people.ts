import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { ForumId, PersonId } from '~/domain/ids'
import type { Membership, Role, SeatHeld, Standing } from '~/domain/members/standing'
import type { Conn } from '../store'

export const people = (c: Conn) => ({
  find: (id: PersonId) =>
    c.q
      .select()
      .from(c.t.person)
      .where(eq(c.t.person.id, id))
      .then((r) => r[0] ?? null),

  findByEmail: (email: string) =>
    c.q
      .select()
      .from(c.t.person)
      .where(eq(c.t.person.email, email))
      .then((r) => r[0] ?? null),

  /** Everything a permission may depend on; null when there is no such person. */
  async standing(id: PersonId): Promise<Standing | null> {
    const [person] = await c.prep('people.person', (q, t) =>
      q
        .select({ name: t.person.name })
        .from(t.person)
        .where(eq(t.person.id, sql.placeholder('id'))),
    )({ id })
    if (!person) return null
    const roles = await c.prep('people.roles', (q, t) =>
      q
        .select({ role: t.roleGrant.role, forumId: t.roleGrant.forumId })
        .from(t.roleGrant)
        .where(eq(t.roleGrant.personId, sql.placeholder('id'))),
    )({ id })
    return { personId: id, name: person.name, roles, memberships: await membershipsOf(c, id) }
  },

  /** Who is here now (an address is kept), by id after the given one; `search` is part of the name or the address. */
  page({ after = '', n, search = '' }: { after?: string; n: number; search?: string }) {
    const { person: p } = c.t
    const like = likePattern(search)
    return c.q
      .select()
      .from(p)
      .where(
        and(
          isNotNull(p.email),
          gt(p.id, after as PersonId),
          search
            ? sql`(lower(${p.name}) like ${like} escape '!' or ${p.email} like ${like} escape '!')`
            : undefined,
        ),
      )
      .orderBy(asc(p.id))
      .limit(n)
  },

  count: () =>
    c.q
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(c.t.person)
      .where(isNotNull(c.t.person.email))
      .then((r) => r[0]!.n),

  /** Every role that was granted, with whom it was granted to and where it holds ('' is everywhere). */
  grants: () =>
    c.q
      .select({
        personId: c.t.person.id,
        name: c.t.person.name,
        email: c.t.person.email,
        role: c.t.roleGrant.role,
        forumId: c.t.roleGrant.forumId,
        forumSlug: c.t.forum.slug,
        forumName: c.t.forum.name,
        since: c.t.roleGrant.since,
      })
      .from(c.t.roleGrant)
      .innerJoin(c.t.person, eq(c.t.person.id, c.t.roleGrant.personId))
      .leftJoin(c.t.forum, eq(c.t.forum.id, c.t.roleGrant.forumId))
      .orderBy(asc(c.t.person.name), asc(c.t.roleGrant.role)),

  /** Who presides over a forum and keeps it, there or everywhere. */
  officers: (forumId: ForumId) =>
    c.q
      .select({ name: c.t.person.name, role: c.t.roleGrant.role })
      .from(c.t.roleGrant)
      .innerJoin(c.t.person, eq(c.t.person.id, c.t.roleGrant.personId))
      .where(
        and(
          inArray(c.t.roleGrant.role, ['chair', 'secretariat']),
          inArray(c.t.roleGrant.forumId, [forumId, '']),
        ),
      )
      .orderBy(asc(c.t.person.name)),

  /** The fictional people of the demo world with all that they stand for: who may be entered as. */
  fictional: () =>
    c.q
      .select({ id: c.t.person.id, name: c.t.person.name })
      .from(c.t.person)
      .where(and(eq(c.t.person.fictional, true), isNotNull(c.t.person.email)))
      .orderBy(asc(c.t.person.name)),

  /** One row for each delegation that a fictional person is in. */
  fictionalMemberships: () =>
    c.q
      .select({
        personId: c.t.person.id,
        role: c.t.delegationMember.role,
        administrator: c.t.delegationMember.administrator,
        delegationName: c.t.delegation.name,
        organisationKind: c.t.organisation.kind,
        region: c.t.organisation.region,
      })
      .from(c.t.delegationMember)
      .innerJoin(c.t.person, eq(c.t.person.id, c.t.delegationMember.personId))
      .innerJoin(c.t.delegation, eq(c.t.delegation.id, c.t.delegationMember.delegationId))
      .innerJoin(c.t.organisation, eq(c.t.organisation.id, c.t.delegation.organisationId))
      .where(eq(c.t.person.fictional, true))
      .orderBy(asc(c.t.delegation.name)),

  async add(row: Conn['t']['person']['$inferInsert']) {
    await c.q.insert(c.t.person).values(row)
  },

  async change(id: PersonId, set: { name: string; email: string }) {
    await c.q.update(c.t.person).set(set).where(eq(c.t.person.id, id))
  },

  /** Who holds the role administrator. */
  administrators: () =>
    c.q
      .select({ personId: c.t.roleGrant.personId })
      .from(c.t.roleGrant)
      .where(eq(c.t.roleGrant.role, 'administrator')),

  /** The person leaves: address, roles and delegations go; the row stays, since acts and comments point to it. */
  async remove(id: PersonId) {
    await c.q.delete(c.t.roleGrant).where(eq(c.t.roleGrant.personId, id))
    await c.q.delete(c.t.delegationMember).where(eq(c.t.delegationMember.personId, id))
    await c.q.update(c.t.person).set({ email: null }).where(eq(c.t.person.id, id))
  },

  async grant(row: Conn['t']['roleGrant']['$inferInsert']) {
    await c.q.insert(c.t.roleGrant).values(row)
  },

  async revoke(personId: PersonId, role: Role, forumId: ForumId | '') {
    const { roleGrant: g } = c.t
    await c.q.delete(g).where(and(eq(g.personId, personId), eq(g.role, role), eq(g.forumId, forumId)))
  },
})

/** For `like ... escape '!'`: the words as typed, found anywhere, in any case. */
export const likePattern = (search: string) => `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%`

async function membershipsOf(c: Conn, id: PersonId): Promise<Membership[]> {
  const rows = await c.prep('people.memberships', (q, t) =>
    q
      .select({
        delegationId: t.delegation.id,
        delegationName: t.delegation.name,
        organisationId: t.organisation.id,
        organisationName: t.organisation.name,
        organisationKind: t.organisation.kind,
        accredited: t.organisation.accredited,
        role: t.delegationMember.role,
        administrator: t.delegationMember.administrator,
        seatId: t.seat.id,
        forumId: t.seat.forumId,
        member: t.seat.member,
        votes: t.seat.votes,
      })
      .from(t.delegationMember)
      .innerJoin(t.delegation, eq(t.delegation.id, t.delegationMember.delegationId))
      .innerJoin(t.organisation, eq(t.organisation.id, t.delegation.organisationId))
      .leftJoin(t.seat, and(eq(t.seat.delegationId, t.delegation.id), isNull(t.seat.endedAt)))
      .where(eq(t.delegationMember.personId, sql.placeholder('id')))
      .orderBy(t.delegation.name, t.seat.member),
  )({ id })
  const memberships = new Map<string, Membership & { seats: SeatHeld[] }>()
  for (const { seatId, forumId, member, votes, ...own } of rows) {
    const found = memberships.get(own.delegationId) ?? { ...own, seats: [] }
    memberships.set(own.delegationId, found)
    if (seatId) found.seats.push({ seatId, forumId: forumId as ForumId, member: member!, votes: votes! })
  }
  return [...memberships.values()]
}
