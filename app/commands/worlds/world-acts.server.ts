import { unreachable } from '~/domain/assert'
import type { World } from '~db/stores/settings'
import { type CrowdedSizes, crowdedSizes, crowdedWorld } from '~db/worlds/crowded/crowded-world'
import { demoWorld } from '~db/worlds/demo/demo-world'
import type { DemoWorld } from '~db/worlds/demo/types'
import { unWorld } from '~db/worlds/un/un-world'
import { amendmentAct, amendmentCheck } from './load-amendments.server'
import { ballotActs, jointActs } from './load-ballots.server'
import { commentActs } from './load-comments.server'
import { membersActs } from './load-members.server'
import { negotiationActs } from './load-negotiation.server'
import { bracketActs, normActs, stageChecks } from './load-norms.server'
import type { Act } from './replay-acts.server'

/** A world with a history begins with its first forum's charter; the others begin now. */
export const foundedMs = (world: World, now: Date): number =>
  world === 'demo' || world === 'crowded' ? firstCharterMs(demoWorld(now)) : now.getTime()

const firstCharterMs = ({ forums }: Pick<DemoWorld, 'forums'>) =>
  Math.min(...forums.map((forum) => forum.charteredAtMs))

/** Everything that happens in a world after its founding, in no order but within one instant. */
export function worldActs(world: World, now: Date, sizes?: CrowdedSizes): Act[] {
  switch (world) {
    case 'empty':
      return []
    case 'un':
      return membersActs({ people: [], grants: [], ...unWorld(now) }, now.getTime())
    case 'demo':
      return demoActs(demoWorld(now), now)
    case 'crowded':
      return crowdedActs(now, sizes)
    default:
      return unreachable(world)
  }
}

const demoActs = (world: DemoWorld, now: Date): Act[] => [
  ...membersActs(world, firstCharterMs(world)),
  ...world.norms.flatMap(normActs),
  ...bracketActs(world.brackets),
  ...world.amendments.map(amendmentAct),
  ...negotiationActs(world.negotiation),
  ...world.comments.flatMap(commentActs),
  ...world.ballots.flatMap(ballotActs),
  ...world.joints.flatMap(jointActs),
  ...stageChecks(world.norms, now.getTime()),
  amendmentCheck(world.amendmentStatuses, now.getTime()),
]

function crowdedActs(now: Date, sizes: CrowdedSizes = crowdedSizes): Act[] {
  const { base, norms, ballots, comments } = crowdedWorld(now, { sizes })
  return [
    ...demoActs(base, now),
    ...[...norms()].flatMap(normActs),
    ...[...comments()].flatMap(commentActs),
    ...[...ballots()].flatMap(ballotActs),
  ]
}
