import {
  mayWithdrawProposal,
  proposalCapacities,
  type WithdrawProposalRefusal,
} from '~/domain/proposals/may-propose'
import { ok, type Result } from '~/domain/result'
import { proposals } from '~db/stores/proposals'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ProposalAtRefusal, type ProposalPlace, proposalAt } from './proposal-at.server'

export type WithdrawRefusal = ProposalAtRefusal | WithdrawProposalRefusal

/** R5: the proposal stays readable, marked as withdrawn; it is a public document. */
export function withdrawProposal(
  deps: Deps,
  actor: NonNullable<Actor>,
  place: ProposalPlace,
): Promise<Result<{ entryIndex: number }, WithdrawRefusal>> {
  return write<object, WithdrawRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await proposalAt(change, place)
    if (!at.ok) return at
    const { norm, proposal } = at.value
    const may = mayWithdrawProposal(who, proposal)
    if (!may.ok) return may
    await proposals(c).settle(proposal.id, 'withdrawn', { answer: '', at: now })
    const own = proposalCapacities(who, norm.forumId).find((k) => k.key === proposal.delegationId)
    await record({
      t: 'proposal.withdrawn',
      // whoever has left the delegation since withdraws as one of the public
      as: own?.as ?? 'public',
      ...(proposal.delegationId && { delegation: proposal.delegationId }),
      on: `norm/${norm.ref}`,
      facts: { proposal: proposal.ref, paragraph: proposal.paragraphId },
    })
    return ok({})
  })
}
