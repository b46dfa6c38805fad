import type { At } from '../instants'
import { demoPeople } from '../people'
import type { WorldComment, WorldReply } from '../types'
import { onDutyRosters } from './on-duty-rosters'
import { onResponseTeams } from './on-response-teams'
import { onSupplyChain } from './on-supply-chain'
import { onVulnerabilityDisclosure } from './on-vulnerability-disclosure'

type SaidReply = Omit<WorldReply, 'onBehalfOf'>

/** As written in the files beside: everybody speaks for the organisation they belong to. */
export type Said = Omit<WorldComment, 'onBehalfOf' | 'norm' | 'replies'> & { replies: readonly SaidReply[] }

/** In order of time. */
export function demoComments(at: At): WorldComment[] {
  return [
    ...onNorm('vulnerability-disclosure', onVulnerabilityDisclosure(at)),
    ...onNorm('supply-chain', onSupplyChain(at)),
    ...onNorm('response-teams', onResponseTeams(at)),
    ...onNorm('duty-rosters', onDutyRosters(at)),
  ].sort((a, b) => a.atMs - b.atMs)
}

const onNorm = (norm: string, said: readonly Said[]): WorldComment[] =>
  said.map((comment) => ({
    ...comment,
    norm,
    onBehalfOf: organisationOf(comment.author),
    replies: comment.replies.map((reply) => ({ ...reply, onBehalfOf: organisationOf(reply.author) })),
  }))

function organisationOf(slug: string): string {
  const person = demoPeople.find((p) => p.slug === slug)
  if (!person) throw new Error(`no such person: ${slug}`)
  return person.organisation
}
