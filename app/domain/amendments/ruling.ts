import type { DelegationId } from '../ids'

/** A ruling of the chair, the appeal against it, and what the members present and voting made of that. */
export interface Ruling {
  admissible: boolean
  appealBy: DelegationId | null
  decidedAt: Date | null
}

export interface AppealVotes {
  /** For the appeal: against the chair's ruling. */
  votesFor: number
  votesAgainst: number
  abstentions: number
}

/** A17: a ruling stands unless a majority of the members present and voting overrules it; a tie does not. */
export const overrules = ({
  votesFor,
  votesAgainst,
}: Pick<AppealVotes, 'votesFor' | 'votesAgainst'>): boolean => votesFor > votesAgainst

export type RulingState = 'none' | 'ruled-out' | 'appealed' | 'upheld'

/** Where the last ruling stands, as far as it keeps an amendment out. */
export function rulingState(last: Ruling | null): RulingState {
  if (!last || last.admissible) return 'none'
  if (last.appealBy === null) return 'ruled-out'
  return last.decidedAt === null ? 'appealed' : 'upheld'
}
