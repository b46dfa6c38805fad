import { canonicalize, type Json } from '../ledger/canonical'
import type { Rule } from './rule'

/** 'joint': the result of several forums' ballots under one weighted rule; it has no votes of its own. */
export const ballotKinds = ['single', 'joint'] as const
export type BallotKind = (typeof ballotKinds)[number]

export const ballotStatuses = ['prepared', 'open', 'closed'] as const
export type BallotStatus = (typeof ballotStatuses)[number]

export const votingRecords = ['roll-call'] as const
export type VotingRecord = (typeof votingRecords)[number]

/** The few facts of a ballot that decide what may be done with it now. Instants in milliseconds. */
export interface BallotState {
  kind: BallotKind
  status: BallotStatus
  closesAtMs: number | null
}

/** B30: open means opened, not closed, and the closing time not yet come; nobody waits for the job that closes it. */
export function takesVotes({ kind, status, closesAtMs }: BallotState, nowMs: number): boolean {
  return kind === 'single' && status === 'open' && (closesAtMs === null || nowMs < closesAtMs)
}

/**
 * B29: what a ballot without a norm's version puts to the vote, as it is hashed in place of the version's hash:
 * the canonical JSON of this value.
 */
export const frozenWords = (ballot: { title: string; question: string }): Json => ({
  question: ballot.question,
  title: ballot.title,
})

/** B36: what a deciding outcome makes of the norm; null where nothing was decided, so that another ballot may be held. */
export function stageAfter(outcome: string): 'adopted' | 'rejected' | null {
  if (outcome === 'adopted') return 'adopted'
  return outcome === 'no-quorum' ? null : 'rejected'
}

/** A rule stands whole in the entry that opens a ballot, and an entry has room for this many characters of it. */
export const maxRuleCharacters = 20_000
export const fitsEntry = (rule: Rule): boolean => canonicalize(rule).length <= maxRuleCharacters
