import type { DelegationId, ForumId, OrganisationId, PersonId, SeatId } from '../ids'
import type { ActingAs } from '../ledger/entry'

export const organisationKinds = [
  'government',
  'firm',
  'civil-society',
  'technical-community',
  'intergovernmental',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export const memberRoles = ['head', 'alternate', 'adviser'] as const
export type MemberRole = (typeof memberRoles)[number]

/** Roles granted to a person, everywhere or in one forum. Delegates and stakeholders follow from delegations. */
export const roles = ['administrator', 'secretariat', 'chair', 'auditor'] as const
export type Role = (typeof roles)[number]

export interface SeatHeld {
  seatId: SeatId
  forumId: ForumId
  member: string
  votes: boolean
}

export interface Membership {
  delegationId: DelegationId
  delegationName: string
  organisationId: OrganisationId
  organisationName: string
  organisationKind: OrganisationKind
  accredited: boolean
  role: MemberRole
  administrator: boolean
  seats: readonly SeatHeld[]
}

/**
 * Everything about a person that a permission may depend on, read afresh inside each transaction, so
 * that a role that was taken away is gone at once.
 */
export interface Standing {
  personId: PersonId
  name: string
  roles: readonly { role: Role; forumId: ForumId | '' }[]
  memberships: readonly Membership[]
}

/** Who an act is done as; written into the ledger. */
export type Capacity = ActingAs

/** P1: a role granted everywhere holds in each forum; one granted in a forum holds there only. */
export function hasRole(who: Standing | null, role: Role, forumId?: ForumId): boolean {
  return !!who?.roles.some((r) => r.role === role && (r.forumId === '' || r.forumId === forumId))
}

export function membershipIn(who: Standing | null, forumId: ForumId): Membership | undefined {
  return who?.memberships.find((m) => m.seats.some((s) => s.forumId === forumId))
}
