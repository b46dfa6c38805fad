import type { Choice } from './rule'

/** One who may vote, frozen when the ballot opens. Weights are exact texts: integer, decimal or n/d, >= 0. */
export interface RollMember {
  readonly member: string
  readonly name: string
  readonly groupings: Readonly<Record<string, string>>
  readonly weights: Readonly<Record<string, string>>
}

export type Roll = readonly RollMember[]

/** A vote, or the exact part of a split vote. A whole vote has part `1`; a member with no row is absent. */
export interface CastPart {
  readonly member: string
  readonly choice: Choice
  readonly part: string
}

export type Votes = readonly CastPart[]

/** The names of the groupings that members of the roll belong to, in order of first appearance. */
export function groupingsOf(roll: Roll): string[] {
  return namesIn(roll, (member) => member.groupings)
}

/** The names of the measures that the roll itself carries; `heads` is not among them. */
export function measuresOf(roll: Roll): string[] {
  return namesIn(roll, (member) => member.weights)
}

/** The member's group, or '' when it has none. Own keys only: names come from files. */
export function groupOf(member: RollMember, grouping: string): string {
  return Object.hasOwn(member.groupings, grouping) ? member.groupings[grouping]! : ''
}

/** The member's weight as written, or null when the roll gives none. */
export function weightOf(member: RollMember, measure: string): string | null {
  return Object.hasOwn(member.weights, measure) ? member.weights[measure]! : null
}

function namesIn(roll: Roll, record: (member: RollMember) => Readonly<Record<string, string>>): string[] {
  const names = new Set<string>()
  for (const member of roll) for (const name of Object.keys(record(member))) names.add(name)
  return [...names]
}
