import type { ForumKind } from '../forums/forum'
import { sponsorsNeeded } from './amendment'

/** What holds for the amendments to a norm. */
export interface AmendmentTerms {
  /** How many members must stand behind one before it is before the forum (A4). */
  sponsorsNeeded: number
  /** From this instant on none is tabled; null: as long as the text is open. */
  tableUntil: Date | null
  /** From this instant on nobody joins as a sponsor. */
  sponsorUntil: Date | null
}

/** A15: as they were set for the norm, else as the kind of its forum has them. */
export const termsOf = (set: AmendmentTerms | null, kind: ForumKind): AmendmentTerms =>
  set ?? { sponsorsNeeded: sponsorsNeeded[kind], tableUntil: null, sponsorUntil: null }

export type CutOffRefusal = { code: 'past-cut-off'; act: 'table' | 'sponsor'; at: string }

/** Null while the act is in time; at the very instant it is too late. */
export function cutOffRefusal(
  act: 'table' | 'sponsor',
  terms: AmendmentTerms,
  now: Date,
): CutOffRefusal | null {
  const until = act === 'table' ? terms.tableUntil : terms.sponsorUntil
  return until && now >= until ? { code: 'past-cut-off', act, at: until.toISOString() } : null
}
