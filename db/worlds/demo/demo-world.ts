import { amendmentStatuses, demoAmendments } from './amendments'
import { demoBallots, demoJoints } from './ballots'
import { demoComments } from './comments/demo-comments'
import { demoDelegations } from './delegations'
import { demoForums, demoSeats } from './forums'
import { instantsAround } from './instants'
import { demoNegotiation } from './negotiation'
import { dutyRosters } from './norms/duty-rosters'
import { electronicEvidence } from './norms/electronic-evidence'
import { exercises, exercisesBrackets } from './norms/exercises'
import { responseTeams } from './norms/response-teams'
import { supplyChain, supplyChainBrackets } from './norms/supply-chain'
import { vulnerabilityDisclosure } from './norms/vulnerability-disclosure'
import { demoOrganisations } from './organisations'
import { demoGrants, demoPeople } from './people'
import type { DemoWorld } from './types'

/** Everything in it is invented. The same `now` gives the same world; all instants move with it by whole days. */
export function demoWorld(now: Date): DemoWorld {
  const at = instantsAround(now)
  return {
    organisations: demoOrganisations,
    people: demoPeople,
    grants: demoGrants,
    delegations: demoDelegations,
    forums: demoForums(at),
    seats: demoSeats,
    norms: [
      vulnerabilityDisclosure(at),
      supplyChain(at),
      responseTeams(at),
      dutyRosters(at),
      electronicEvidence(at),
      exercises(at),
    ],
    brackets: [...supplyChainBrackets(at), ...exercisesBrackets(at)],
    negotiation: demoNegotiation(at),
    amendments: demoAmendments(at),
    amendmentStatuses,
    comments: demoComments(at),
    ballots: demoBallots(at),
    joints: demoJoints(at),
  }
}
