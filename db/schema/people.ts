import type { DelegationId, ForumId, OrganisationId, PersonId } from '~/domain/ids'
import type { MemberRole, OrganisationKind, Role } from '~/domain/members/standing'
import type { Kit } from '../kit'

/** Organisations, people, delegations and their roles; sign-in links and sessions. */
export function definePeople(k: Kit) {
  const organisation = k.table(
    'organisation',
    {
      id: k.text().primaryKey().$type<OrganisationId>(),
      slug: k.text().notNull().unique(),
      name: k.text().notNull(),
      kind: k.text().notNull().$type<OrganisationKind>(),
      /** Country code as the organisation uses it; never interpreted. */
      country: k.text().notNull(),
      region: k.text().notNull(),
      accredited: k.bool().notNull(),
      createdAt: k.ts().notNull(),
    },
    (t) => [k.index('organisation_name').on(t.name)],
  )

  const person = k.table('person', {
    id: k.text().primaryKey().$type<PersonId>(),
    name: k.text().notNull(),
    /** Lower case; null once the person has left. */
    email: k.text().unique(),
    /** May be entered as, in the demo world only. */
    fictional: k.bool().notNull(),
    createdAt: k.ts().notNull(),
  })

  const delegation = k.table('delegation', {
    id: k.text().primaryKey().$type<DelegationId>(),
    slug: k.text().notNull().unique(),
    name: k.text().notNull(),
    organisationId: k
      .text()
      .notNull()
      .references(() => organisation.id)
      .$type<OrganisationId>(),
    createdAt: k.ts().notNull(),
  })

  const delegationMember = k.table(
    'delegation_member',
    {
      delegationId: k
        .text()
        .notNull()
        .references(() => delegation.id)
        .$type<DelegationId>(),
      personId: k
        .text()
        .notNull()
        .references(() => person.id)
        .$type<PersonId>(),
      role: k.text().notNull().$type<MemberRole>(),
      administrator: k.bool().notNull(),
      since: k.ts().notNull(),
    },
    (t) => [
      k.pk({ columns: [t.delegationId, t.personId] }),
      k.index('delegation_member_person').on(t.personId),
    ],
  )

  const roleGrant = k.table(
    'role_grant',
    {
      personId: k
        .text()
        .notNull()
        .references(() => person.id)
        .$type<PersonId>(),
      role: k.text().notNull().$type<Role>(),
      /** '' means everywhere: a primary key holds no null. */
      forumId: k.text().notNull().$type<ForumId | ''>(),
      since: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.personId, t.role, t.forumId] })],
  )

  const signInLink = k.table(
    'sign_in_link',
    {
      /** SHA-256 of the token, hex: the link itself is never stored. */
      tokenHash: k.text().primaryKey(),
      /** null when nobody has the address: the answer looks the same, and the limit still counts. */
      personId: k.text().$type<PersonId>(),
      emailHash: k.text().notNull(),
      addressHash: k.text().notNull(),
      createdAt: k.ts().notNull(),
      expiresAt: k.ts().notNull(),
      usedAt: k.ts(),
    },
    (t) => [
      k.index('sign_in_link_email').on(t.emailHash, t.createdAt),
      k.index('sign_in_link_address').on(t.addressHash, t.createdAt),
    ],
  )

  const session = k.table(
    'session',
    {
      /** SHA-256 of the token in the cookie, hex. */
      tokenHash: k.text().primaryKey(),
      /** What lists and forms name; knowing it opens nothing. */
      id: k.text().notNull().unique(),
      personId: k
        .text()
        .notNull()
        .references(() => person.id)
        .$type<PersonId>(),
      createdAt: k.ts().notNull(),
      expiresAt: k.ts().notNull(),
      device: k.text().notNull(),
    },
    (t) => [k.index('session_person').on(t.personId)],
  )

  return { organisation, person, delegation, delegationMember, roleGrant, signInLink, session }
}
