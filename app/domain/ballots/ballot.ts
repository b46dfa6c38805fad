/** 'joint': the result of several forums' ballots under one weighted rule; it has no votes of its own. */
export const ballotKinds = ['single', 'joint'] as const
export type BallotKind = (typeof ballotKinds)[number]

export const ballotStatuses = ['prepared', 'open', 'closed'] as const
export type BallotStatus = (typeof ballotStatuses)[number]

export const votingRecords = ['roll-call'] as const
export type VotingRecord = (typeof votingRecords)[number]
