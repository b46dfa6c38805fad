import { maySupport, type SupportRefusal } from '~/domain/proposals/may-propose'
import { ok, type Result } from '~/domain/result'
import { proposals } from '~db/stores/proposals'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ProposalAtRefusal, type ProposalPlace, proposalAt } from './proposal-at.server'

export type SupportProposalInput = ProposalPlace & {
  as?: string | undefined
  /** False: the support ends. */
  support: boolean
}
export type SupportProposalRefusal = ProposalAtRefusal | SupportRefusal

/** R4: another delegation stands behind a proposal, or no longer does. */
export function supportProposal(
  deps: Deps,
  actor: NonNullable<Actor>,
  { as: key, support, ...place }: SupportProposalInput,
): Promise<Result<{ entryIndex: number }, SupportProposalRefusal>> {
  return write<object, SupportProposalRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await proposalAt(change, place)
    if (!at.ok) return at
    const { norm, proposal } = at.value
    const supporters = proposal.supporters.map((s) => s.delegationId)
    const question = { norm, nowMs: now.getTime(), key, support }
    const may = maySupport(who, { ...proposal, supporters }, question)
    if (!may.ok) return may
    if (support) await proposals(c).support(proposal.id, may.value.key, now)
    else await proposals(c).endSupport(proposal.id, may.value.key)
    await record({
      t: support ? 'proposal.supported' : 'proposal.support-ended',
      as: may.value.as,
      delegation: may.value.key,
      on: `norm/${norm.ref}`,
      facts: { proposal: proposal.ref, paragraph: proposal.paragraphId },
    })
    return ok({})
  })
}
