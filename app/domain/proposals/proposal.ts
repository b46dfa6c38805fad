import type { ProposalStatus } from '../amendments/amendment'
import { normLimits } from '../norms/norm'

export const proposalLimits = {
  /** UTF-16 units of the proposed wording. */
  text: normLimits.text,
  rationale: 5_000,
  answer: 1_000,
  perPersonAnHour: 20,
  perDelegationAnHour: 100,
} as const

/** What the chair can make of a proposal. */
export const settlements = ['merged', 'merged-in-part', 'noted', 'not-taken'] as const
export type Settlement = (typeof settlements)[number]

export const isMerged = (status: ProposalStatus): boolean =>
  status === 'merged' || status === 'merged-in-part'
