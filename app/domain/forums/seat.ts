import { parseFraction } from '../fraction'
import type { DelegationId, SeatId } from '../ids'

export const maxNames = 20
const namePattern = /^[a-z][a-z0-9-]{0,39}$/

/** F5: the name of a grouping or weight, as a rule writes it. `heads` is the count of members and cannot be a weight. */
export const isMeasureName = (name: string): boolean => namePattern.test(name)

/** F6: an exact number, 0 or more: `3`, `2/3` or `0.85`. */
export const isWeight = (text: string): boolean => parseFraction(text) !== null

export interface SeatOnList {
  seatId: SeatId
  delegationId: DelegationId
  member: string
  endedAt: Date | null
}

export type SeatListRefusal =
  | { code: 'member-taken'; member: string }
  | { code: 'already-seated'; member: string }

/**
 * F3, F4: whether a delegation may take (or keep, `self`) a seat under a code. A code belongs to one delegation
 * for ever, because old rolls name it; whoever comes back takes the old seat again.
 */
export function seatRefusal(
  seats: readonly SeatOnList[],
  wanted: { delegationId: DelegationId; member: string; self?: SeatId },
): SeatListRefusal | null {
  const others = seats.filter((s) => s.seatId !== wanted.self)
  const held = others.find((s) => s.delegationId === wanted.delegationId && s.endedAt === null)
  if (held) return { code: 'already-seated', member: held.member }
  const same = others.find((s) => s.member === wanted.member)
  if (!same) return null
  const returns = !wanted.self && same.endedAt !== null && same.delegationId === wanted.delegationId
  return returns ? null : { code: 'member-taken', member: wanted.member }
}

interface Figures {
  votes: boolean
  groupings: Readonly<Record<string, string>>
  weights: Readonly<Record<string, string>>
}

/** F5, F6: what a form has been told line by line, asked again of every other way in. */
export function figuresAreSound({ groupings, weights }: Figures): boolean {
  const names = [...Object.keys(groupings), ...Object.keys(weights)]
  return (
    names.every(isMeasureName) &&
    !Object.hasOwn(weights, 'heads') &&
    Object.values(groupings).every((g) => g !== '' && g.length <= 80) &&
    Object.values(weights).every(isWeight)
  )
}

/** The same figures, in whatever order the names stand. */
export function sameFigures(a: Figures, b: Figures): boolean {
  const same = (x: Readonly<Record<string, string>>, y: Readonly<Record<string, string>>) =>
    Object.keys(x).length === Object.keys(y).length &&
    Object.entries(x).every(([name, value]) => Object.hasOwn(y, name) && y[name] === value)
  return a.votes === b.votes && same(a.groupings, b.groupings) && same(a.weights, b.weights)
}
