import type { WorldDelegation, WorldForum, WorldOrganisation, WorldSeat } from '../demo/types'
import { type RegionCode, type UnMember, unMembers } from './members'

/** Seats ready for use: no people, no norms, no positions. Chairs and secretariat are named by those who use it. */
export type UnWorld = {
  organisations: readonly WorldOrganisation[]
  delegations: readonly WorldDelegation[]
  forums: readonly WorldForum[]
  seats: readonly WorldSeat[]
}

const groups: Record<RegionCode, { slug: string; name: string; languages: string[] }> = {
  AG: { slug: 'african-group', name: 'African Group', languages: ['en', 'fr', 'ar', 'pt', 'sw'] },
  APG: { slug: 'asia-pacific-group', name: 'Asia-Pacific Group', languages: ['en', 'zh', 'ar', 'ru', 'fr'] },
  EEG: { slug: 'eastern-european-group', name: 'Eastern European Group', languages: ['en', 'ru', 'fr'] },
  GRULAC: {
    slug: 'latin-american-and-caribbean-group',
    name: 'Latin American and Caribbean Group (GRULAC)',
    languages: ['es', 'en', 'pt', 'fr'],
  },
  WEOG: {
    slug: 'western-european-and-others-group',
    name: 'Western European and Others Group',
    languages: ['en', 'fr', 'es'],
  },
}

/** The 193 Members in one global forum and in the regional forum of their group. */
export function unWorld(now: Date): UnWorld {
  const regions = Object.keys(groups) as RegionCode[]
  return {
    organisations: unMembers.map(organisationOf),
    delegations: unMembers.map(delegationOf),
    forums: [globalForum(now), ...regions.map((region) => regionalForum(region, now))],
    seats: unMembers.flatMap((member) => [
      seatOf('global', member),
      seatOf(groups[member.region].slug, member),
    ]),
  }
}

const slugOf = (member: UnMember) => `un-${member.iso2.toLowerCase()}`

const organisationOf = (member: UnMember): WorldOrganisation => ({
  slug: slugOf(member),
  name: member.name,
  kind: 'government',
  country: member.iso2,
  region: member.region,
  accredited: true,
  about: 'Member State of the United Nations.',
})

const delegationOf = (member: UnMember): WorldDelegation => ({
  slug: slugOf(member),
  name: member.name,
  organisation: slugOf(member),
  members: [],
})

const seatOf = (forum: string, member: UnMember): WorldSeat => ({
  forum,
  delegation: slugOf(member),
  member: member.iso2,
  name: member.name,
  votes: true,
  groupings: { region: member.region },
  weights: {},
})

const globalForum = (now: Date): WorldForum => ({
  slug: 'global',
  kind: 'global',
  name: 'Global Forum',
  region: '',
  charter:
    'The Global Forum seats every Member State of the United Nations. Each Member has one vote. ' +
    'The Forum seeks consensus; where a vote is taken, the rule is named before the ballot opens and does not change until it has closed.',
  rules: ['consensus', 'silence', 'simple-majority', 'two-thirds', 'majority-of-members', 'regional-forums'],
  defaultRule: 'two-thirds',
  languages: ['en', 'fr', 'es', 'ar', 'ru', 'zh'],
  timeZone: 'UTC',
  chairs: [],
  secretariat: [],
  charteredAtMs: now.getTime(),
})

function regionalForum(region: RegionCode, now: Date): WorldForum {
  const { slug, name, languages } = groups[region]
  return {
    slug,
    kind: 'regional',
    name,
    parent: 'global',
    region,
    charter:
      `The regional forum of the ${name} seats the Members of that group, each with one vote. ` +
      'It may adopt guidelines that put a global norm into practice in its region, and takes its decisions by consensus wherever it can.',
    rules: ['consensus', 'silence', 'simple-majority', 'two-thirds', 'majority-of-members'],
    defaultRule: 'consensus',
    languages,
    timeZone: 'UTC',
    chairs: [],
    secretariat: [],
    charteredAtMs: now.getTime(),
  }
}
