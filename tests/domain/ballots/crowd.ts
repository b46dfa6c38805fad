/** Rolls and votes made from numbers: `crowd([{ yes: 12, no: 2 }])`. */
import type { CastPart, RollMember } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { type Tally, tally } from '~/domain/ballots/tally'

export interface Bloc {
  yes?: number
  no?: number
  abstain?: number
  absent?: number
  groupings?: Record<string, string>
  weights?: Record<string, string>
}

/** One member for each vote, and for each absence, with the groups and weights of its bloc. */
export function crowd(blocs: readonly Bloc[]): { roll: RollMember[]; votes: CastPart[] } {
  const roll: RollMember[] = []
  const votes: CastPart[] = []
  for (const bloc of blocs) {
    for (const side of ['yes', 'no', 'abstain', 'absent'] as const) {
      for (let i = 0; i < (bloc[side] ?? 0); i++) {
        const member = `m${roll.length}`
        roll.push({ member, name: member, groupings: bloc.groupings ?? {}, weights: bloc.weights ?? {} })
        if (side !== 'absent') votes.push({ member, choice: side, part: '1' })
      }
    }
  }
  return { roll, votes }
}

export function decide(rule: Rule, roll: readonly RollMember[], votes: readonly CastPart[]): Tally {
  const tallied = tally(rule, roll, votes)
  if (!tallied.ok) throw new Error(JSON.stringify(tallied.error))
  return tallied.value
}

export function outcomeOf(rule: Rule, blocs: readonly Bloc[]): string {
  const { roll, votes } = crowd(blocs)
  return decide(rule, roll, votes).outcome
}
