import type { MemberRole, OrganisationKind, Role } from '~/domain/members/standing'

export const organisationKindNames: Record<OrganisationKind, string> = {
  government: 'Government',
  firm: 'Firm',
  'civil-society': 'Civil society',
  'technical-community': 'Technical community',
  intergovernmental: 'Intergovernmental',
}

export const memberRoleNames: Record<MemberRole, string> = {
  head: 'Head',
  alternate: 'Alternate',
  adviser: 'Adviser',
}

export const roleNames: Record<Role, string> = {
  administrator: 'Administrator',
  secretariat: 'Secretariat',
  chair: 'Chair',
  auditor: 'Auditor',
}

export const optionsOf = <T extends string>(names: Record<T, string>) =>
  (Object.entries(names) as [T, string][]).map(([value, label]) => ({ value, label }))

/** 'lantern-isles' is 'Lantern Isles'; what is written otherwise stays as it is. */
export const regionName = (region: string): string =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)
    ? region.replace(/(^|-)([a-z])/g, (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase())
    : region
