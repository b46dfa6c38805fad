import { ok, type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { type NormRow, norms } from '~db/stores/norms'
import { proposals, type ShownProposal } from '~db/stores/proposals'
import type { Change } from '../write.server'

export interface ProposalPlace {
  /** The norm's reference. */
  ref: string
  /** The proposal's. */
  proposal: string
}
export type ProposalAtRefusal = { code: 'not-found' } | { code: 'no-such-proposal' }

/** A proposal of this very norm, which is held until the transaction ends. */
export async function proposalAt(
  { c }: Pick<Change, 'c'>,
  { ref, proposal: named }: ProposalPlace,
): Promise<Result<{ norm: NormRow; proposal: ShownProposal }, ProposalAtRefusal>> {
  const found = await norms(c).byRef(ref)
  if (!found) return refuse({ code: 'not-found' })
  await holdRow(c, 'norm', found.id, 'update')
  const norm = (await norms(c).byId(found.id))!
  const proposal = await proposals(c).byRef(named)
  if (proposal?.normId !== norm.id) return refuse({ code: 'no-such-proposal' })
  return ok({ norm, proposal })
}
