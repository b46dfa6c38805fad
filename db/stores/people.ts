import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ForumId, PersonId } from '~/domain/ids'
import type { Membership, SeatHeld, Standing } from '~/domain/members/standing'
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
})

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
