import { findPreset } from '~/domain/ballots/presets'
import type { Rule } from '~/domain/ballots/rule'
import type {
  WorldDelegation,
  WorldForum,
  WorldGrant,
  WorldOrganisation,
  WorldPerson,
  WorldSeat,
} from '~db/worlds/demo/types'
import { addDelegation } from '../delegations/add-delegation.server'
import { inviteMember } from '../delegations/invite-member.server'
import { addForum } from '../forums/add-forum.server'
import { addSeat } from '../forums/add-seat.server'
import { addOrganisation } from '../organisations/add-organisation.server'
import { addPerson } from '../people/add-person.server'
import { grantRole } from '../people/grant-role.server'
import { adoptRule } from '../rules/adopt-rule.server'
import { type Act, accepted, type Loading } from './replay-acts.server'

export interface WorldMembers {
  organisations: readonly WorldOrganisation[]
  people: readonly WorldPerson[]
  grants: readonly WorldGrant[]
  delegations: readonly WorldDelegation[]
  forums: readonly WorldForum[]
  seats: readonly WorldSeat[]
}

/** Who there is at the founding, then each forum at its charter with rules, seats and officers. The platform does it all. */
export function membersActs(world: WorldMembers, foundedMs: number): Act[] {
  const atFounding = (run: Act['run']): Act => ({ atMs: foundedMs, run })
  const inDelegations = new Set(world.delegations.flatMap((d) => d.members.map((m) => m.person)))
  const people = new Map(world.people.map((person) => [person.slug, person]))
  return [
    ...world.people.filter((p) => !inDelegations.has(p.slug)).map((p) => atFounding((l) => person(l, p))),
    ...world.grants.filter((g) => g.forum === '').map((g) => atFounding((l) => grant(l, g))),
    ...world.organisations.map((o) => atFounding((l) => organisation(l, o))),
    ...world.delegations.map((d) => atFounding((l) => delegation(l, d, people))),
    ...world.forums.flatMap((forum) => forumActs(world, forum)),
  ]
}

function forumActs({ seats, grants }: WorldMembers, forum: WorldForum): Act[] {
  const own = { seats: seats.filter((s) => s.forum === forum.slug) }
  const atCharter = (run: Act['run']): Act => ({ atMs: forum.charteredAtMs, run })
  return [
    atCharter((l) => charter(l, forum)),
    ...forum.rules.map((rule) => atCharter((l) => adopt(l, forum, rule))),
    ...own.seats.map((s) => atCharter((l) => seat(l, s))),
    ...grants.filter((g) => g.forum === forum.slug).map((g) => atCharter((l) => grant(l, g))),
  ]
}

async function person({ deps, people }: Loading, { slug, name, email }: WorldPerson) {
  const added = await addPerson(deps, null, { name, email, fictional: true })
  people.set(slug, accepted(added, `person ${slug}`).personId)
}

async function grant({ deps, people, forums }: Loading, { person: slug, role, forum }: WorldGrant) {
  const forumId = forum === '' ? '' : forums.get(forum)
  accepted(await grantRole(deps, null, { personId: people.get(slug), role, forumId }), `${role} ${slug}`)
}

async function organisation({ deps, organisations }: Loading, said: WorldOrganisation) {
  const { slug, name, kind, country, region, accredited } = said
  const added = await addOrganisation(deps, null, { slug, name, kind, country, region, accredited })
  organisations.set(slug, accepted(added, `organisation ${slug}`).organisationId)
}

async function delegation(
  { deps, organisations, delegations, people }: Loading,
  { slug, name, organisation: home, members }: WorldDelegation,
  said: ReadonlyMap<string, WorldPerson>,
) {
  const added = await addDelegation(deps, null, { slug, name, organisationId: organisations.get(home) })
  const { delegationId } = accepted(added, `delegation ${slug}`)
  delegations.set(slug, delegationId)
  for (const { person: member, role, administrator } of members) {
    const { name: own, email } = said.get(member)!
    const place = { delegationId, name: own, email, role, administrator, fictional: true }
    people.set(member, accepted(await inviteMember(deps, null, place), `member ${member}`).personId)
  }
}

async function charter({ deps, forums }: Loading, forum: WorldForum) {
  const { slug, name, kind, region, parent, charter: text, languages } = forum
  const parentId = parent === undefined ? null : forums.get(parent)
  const said = { slug, name, kind, region, parentId, charter: text, languages: [...languages] }
  forums.set(slug, accepted(await addForum(deps, null, said), `forum ${slug}`).forumId)
}

async function adopt({ deps, forums, rules }: Loading, forum: WorldForum, listed: string | Rule) {
  const rule = typeof listed === 'string' ? findPreset(listed) : listed
  if (!rule) throw new Error(`forum ${forum.slug} names no rule: ${String(listed)}`)
  const makeDefault = rule.id === forum.defaultRule
  const adopted = await adoptRule(deps, null, { forumId: forums.get(forum.slug), rule, makeDefault })
  rules.set(`${forum.slug} ${rule.id}`, accepted(adopted, `rule ${rule.id}`).ruleId)
}

async function seat({ deps, forums, delegations }: Loading, said: WorldSeat) {
  const { forum, delegation: holder, member, votes } = said
  const place = { forumId: forums.get(forum), delegationId: delegations.get(holder), member, votes }
  const figures = { groupings: { ...said.groupings }, weights: { ...said.weights } }
  accepted(await addSeat(deps, null, { ...place, ...figures }), `seat ${member} in ${forum}`)
}
