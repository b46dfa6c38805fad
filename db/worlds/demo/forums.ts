import type { At } from './instants'
import { demoOrganisations } from './organisations'
import { demoGrants } from './people'
import {
  bothIslandGroups,
  consensusLessOne,
  headsWithSafeguard,
  peopleAndPorts,
  upperAndLower,
} from './rules'
import { type DemoState, demoStates } from './states'
import type { WorldForum, WorldOrganisation, WorldSeat } from './types'

type Chartered = Omit<WorldForum, 'chairs' | 'secretariat' | 'charteredAtMs' | 'kind' | 'parent'>

const assembly: Chartered = {
  slug: 'assembly',
  name: 'Assembly of the Five Regions',
  region: '',
  charter:
    'The Assembly seats every State of the five regions and hears firms, civil society and the technical community on the same terms. ' +
    'It adopts norms by the vote of its members: the five regions have equal power, two-thirds of that power carries a text, and at least three regions must each show a majority. ' +
    'Questions of procedure need a simple majority. No member may be asked to vote on a text that was not frozen and published seven days before.',
  rules: ['regional-forums', 'two-thirds', 'simple-majority', 'majority-of-members'],
  defaultRule: 'regional-forums',
  languages: ['en', 'fr', 'es', 'ar', 'ru', 'zh'],
  timeZone: 'UTC',
}

const regional: readonly Chartered[] = [
  {
    slug: 'high-marches',
    name: 'Forum of the High Marches',
    region: 'high-marches',
    charter:
      'Seven mountain States decide by consensus, because each holds a pass that the others need. ' +
      'Where consensus has failed at two meetings, the chair may put the text under the rule of consensus less one. ' +
      'Matters of routine are decided by silence, after notice of at least 72 hours.',
    rules: ['consensus', 'silence', consensusLessOne],
    defaultRule: 'consensus',
    languages: ['en', 'ru'],
    timeZone: 'Etc/GMT-5',
  },
  {
    slug: 'lantern-isles',
    name: 'Forum of the Lantern Isles',
    region: 'lantern-isles',
    charter:
      'Four outer and four inner island States vote as equals. A text needs two-thirds of those voting and a majority within each group of islands, ' +
      'so that the largest member, with nine-tenths of the people, must persuade and cannot impose.',
    rules: [bothIslandGroups, 'simple-majority', 'silence'],
    defaultRule: 'both-island-groups',
    languages: ['en', 'fr', 'pt'],
    timeZone: 'Etc/GMT-10',
  },
  {
    slug: 'long-coast',
    name: 'Forum of the Long Coast',
    region: 'long-coast',
    charter:
      'The Forum counts people and ports. A text is carried by States that hold more than half of the population of those voting, provided that at least four States are in favour. ' +
      'Its guidelines put norms of the Assembly into practice and may add to their duties, but may not take from them.',
    rules: [peopleAndPorts, 'two-thirds', 'consensus'],
    defaultRule: 'people-and-ports',
    languages: ['en', 'fr', 'ar', 'sw', 'pt'],
    timeZone: 'Etc/GMT-1',
  },
  {
    slug: 'inner-basin',
    name: 'Forum of the Inner Basin',
    region: 'inner-basin',
    charter:
      'Those who pay for the common services of the Basin and those who use them must both agree: a text needs three-fifths of the members and three-fifths of the contributions. ' +
      'On questions of the shared waters and their control systems, the upper and the lower States have equal power.',
    rules: ['gef-double-majority', upperAndLower, 'consensus'],
    defaultRule: 'gef-double-majority',
    languages: ['en', 'es', 'zh', 'ru'],
    timeZone: 'Etc/GMT-3',
  },
  {
    slug: 'northern-arc',
    name: 'Forum of the Northern Arc',
    region: 'northern-arc',
    charter:
      'Six States vote by head, and two-thirds of those voting carry a text. As a safeguard, a text falls when the States that vote against it hold more than 35 % of the population of the Arc. ' +
      'Every vote may be explained in writing within two days, and explanations are kept with the record.',
    rules: [headsWithSafeguard, 'two-thirds', 'simple-majority'],
    defaultRule: 'heads-with-safeguard',
    languages: ['en', 'fr', 'ru'],
    timeZone: 'Etc/GMT-2',
  },
]

export function demoForums(at: At): WorldForum[] {
  return [assembly, ...regional].map((forum, index) => ({
    ...forum,
    kind: forum.region === '' ? 'global' : 'regional',
    ...(forum.region === '' ? {} : { parent: assembly.slug }),
    chairs: holders('chair', forum.slug),
    secretariat: holders('secretariat', forum.slug),
    charteredAtMs: at(-400 + index, '09:00'),
  }))
}

const holders = (role: string, forum: string): string[] => [
  ...new Set(
    demoGrants
      .filter((grant) => grant.role === role && (grant.forum === forum || grant.forum === ''))
      .map((grant) => grant.person),
  ),
]

/** A State sits in the Assembly and in its region with a vote; an accredited body sits in both without. */
export const demoSeats: readonly WorldSeat[] = [
  ...demoStates.flatMap((state) => [stateSeat('assembly', state), stateSeat(state.region, state)]),
  ...demoOrganisations
    .filter((body) => body.kind !== 'government' && body.region !== '')
    .flatMap((body) => forumsOf(body).map((forum) => bodySeat(forum, body))),
]

/** The Academy measures for all regions and observes in each of their forums. */
function forumsOf(body: WorldOrganisation): string[] {
  const everywhere = body.slug === 'basin-academy'
  return ['assembly', ...(everywhere ? regional.map((forum) => forum.slug) : [body.region])]
}

function stateSeat(forum: string, state: DemoState): WorldSeat {
  return {
    forum,
    delegation: state.slug,
    member: state.code,
    name: state.name,
    votes: true,
    groupings: { region: state.region, group: state.group },
    weights: { population: state.population, contribution: state.contribution },
  }
}

function bodySeat(forum: string, body: WorldOrganisation): WorldSeat {
  return {
    forum,
    delegation: body.slug,
    member: body.slug,
    name: body.name,
    votes: false,
    groupings: { region: body.region, group: body.kind },
    weights: {},
  }
}
