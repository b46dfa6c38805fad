import { demoOrganisations } from './organisations'
import { advisers, alternates, heads, personSlug, representatives } from './people'
import type { WorldDelegation } from './types'

type Member = WorldDelegation['members'][number]

/** Every State and every accredited body has one delegation, under the slug of its organisation. */
export const demoDelegations: readonly WorldDelegation[] = demoOrganisations
  .filter((organisation) => organisation.kind !== 'intergovernmental')
  .map(({ slug, name }) => ({ slug, name, organisation: slug, members: membersOf(slug) }))

function membersOf(organisation: string): Member[] {
  const named = (rows: typeof heads, role: Member['role']): Member[] =>
    rows
      .filter((row) => row[1] === organisation)
      .map(([name]) => ({ person: personSlug(name), role, administrator: role === 'head' }))
  return [
    ...named(heads, 'head'),
    ...named(representatives, 'head'),
    ...named(alternates, 'alternate'),
    ...named(advisers, 'adviser'),
  ]
}
