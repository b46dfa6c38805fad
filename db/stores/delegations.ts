import { and, asc, eq, sql } from 'drizzle-orm'
import type { DelegationId, OrganisationId, PersonId } from '~/domain/ids'
import type { MemberRole } from '~/domain/members/standing'
import type { Conn } from '../store'

type Row = Conn['t']['delegation']['$inferSelect']

export const delegations = (c: Conn) => ({
  bySlug: (slug: string): Promise<Row | null> =>
    c.q
      .select()
      .from(c.t.delegation)
      .where(eq(c.t.delegation.slug, slug))
      .then((r) => r[0] ?? null),

  byId: (id: DelegationId): Promise<Row | null> =>
    c.q
      .select()
      .from(c.t.delegation)
      .where(eq(c.t.delegation.id, id))
      .then((r) => r[0] ?? null),

  /** All, by name: what a form may choose from. */
  list: () =>
    c.q
      .select({ id: c.t.delegation.id, slug: c.t.delegation.slug, name: c.t.delegation.name })
      .from(c.t.delegation)
      .orderBy(asc(c.t.delegation.name)),

  ofOrganisation: (organisationId: OrganisationId): Promise<Row[]> =>
    c.q
      .select()
      .from(c.t.delegation)
      .where(eq(c.t.delegation.organisationId, organisationId))
      .orderBy(asc(c.t.delegation.name)),

  ofPerson: (personId: PersonId) =>
    c.q
      .select({ id: c.t.delegation.id, slug: c.t.delegation.slug })
      .from(c.t.delegationMember)
      .innerJoin(c.t.delegation, eq(c.t.delegation.id, c.t.delegationMember.delegationId))
      .where(eq(c.t.delegationMember.personId, personId)),

  /** Heads first, then alternates and advisers, each by name. Holds no mail address: the list is public. */
  members: (delegationId: DelegationId) =>
    c.q
      .select({
        personId: c.t.person.id,
        name: c.t.person.name,
        role: c.t.delegationMember.role,
        administrator: c.t.delegationMember.administrator,
        since: c.t.delegationMember.since,
      })
      .from(c.t.delegationMember)
      .innerJoin(c.t.person, eq(c.t.person.id, c.t.delegationMember.personId))
      .where(eq(c.t.delegationMember.delegationId, delegationId))
      .orderBy(
        sql`case ${c.t.delegationMember.role} when 'head' then 0 when 'alternate' then 1 else 2 end`,
        asc(c.t.person.name),
      ),

  async add(row: Conn['t']['delegation']['$inferInsert']) {
    await c.q.insert(c.t.delegation).values(row)
  },

  async addMember(row: Conn['t']['delegationMember']['$inferInsert']) {
    await c.q.insert(c.t.delegationMember).values(row)
  },

  async changeMember(
    delegationId: DelegationId,
    personId: PersonId,
    set: { role: MemberRole; administrator: boolean },
  ) {
    const { delegationMember: m } = c.t
    await c.q
      .update(m)
      .set(set)
      .where(and(eq(m.delegationId, delegationId), eq(m.personId, personId)))
  },

  async removeMember(delegationId: DelegationId, personId: PersonId) {
    const { delegationMember: m } = c.t
    await c.q.delete(m).where(and(eq(m.delegationId, delegationId), eq(m.personId, personId)))
  },
})
