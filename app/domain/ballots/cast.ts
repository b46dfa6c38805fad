import {
  add,
  compare,
  equals,
  type Fraction,
  formatFraction,
  isZero,
  leastCommonMultiple,
  one,
  parseFraction,
  zero,
} from '../fraction'
import { ok, type Result, refuse } from '../result'
import type { TallyRefusal } from './refusal'
import type { Votes } from './roll'

/** Sides by number: yes 0, no 1, abstain 2, absent 3; SPLIT stands for a vote in parts. */
export const ABSENT = 3
export const SPLIT = 4
const sideOf = new Map<string, number>([
  ['yes', 0],
  ['no', 1],
  ['abstain', 2],
])

/** A common divisor beyond this is an attack, not a vote. */
export const FINEST = 10n ** 1000n

/** The votes laid out by the member's place in the roll; parts are whole numbers of 1/unit. */
export interface Cast {
  readonly side: Uint8Array
  readonly splits: ReadonlyMap<number, readonly [bigint, bigint, bigint]>
  readonly unit: bigint
}

/** Lay out votes over a roll, refusing what no ballot can hold: see RULES.md B3 and B17. */
export function layOut(placeOf: ReadonlyMap<string, number>, votes: Votes): Result<Cast, TallyRefusal> {
  const side = new Uint8Array(placeOf.size).fill(ABSENT)
  const parts = new Map<number, (Fraction | null)[]>()
  for (const { member, choice, part } of votes) {
    const place = placeOf.get(member)
    if (place === undefined) return refuse({ code: 'unknown-member', member })
    const chosen = sideOf.get(choice)
    if (chosen === undefined) return refuse({ code: 'unknown-choice', member, choice })
    if (part === '1' && side[place] === ABSENT) {
      side[place] = chosen
      continue
    }
    const refusal = addPart(parts, side, { place, chosen, member, part })
    if (refusal) return refuse(refusal)
  }
  return fitParts(side, parts, [...placeOf.keys()])
}

function addPart(
  parts: Map<number, (Fraction | null)[]>,
  side: Uint8Array,
  row: { place: number; chosen: number; member: string; part: string },
): TallyRefusal | null {
  const share = parseFraction(row.part)
  if (!share || isZero(share) || compare(share, one) > 0) {
    return { code: 'bad-part', member: row.member, part: row.part }
  }
  const held = parts.get(row.place) ?? [null, null, null]
  const before = side[row.place]!
  if (before < ABSENT) held[before] = one
  if (held[row.chosen]) {
    return { code: 'duplicate-vote', member: row.member, choice: [...sideOf.keys()][row.chosen]! }
  }
  held[row.chosen] = share
  parts.set(row.place, held)
  side[row.place] = SPLIT
  return null
}

function fitParts(
  side: Uint8Array,
  parts: ReadonlyMap<number, (Fraction | null)[]>,
  members: readonly string[],
): Result<Cast, TallyRefusal> {
  let unit = 1n
  for (const [place, held] of parts) {
    const sum = held.reduce<Fraction>((total, part) => (part ? add(total, part) : total), zero)
    if (!equals(sum, one)) {
      return refuse({ code: 'parts-not-one', member: members[place]!, sum: formatFraction(sum) })
    }
    for (const part of held) if (part) unit = leastCommonMultiple(unit, part.d)
    if (unit > FINEST) return refuse({ code: 'too-fine', what: 'the parts of the votes' })
  }
  const splits = new Map<number, [bigint, bigint, bigint]>()
  for (const [place, held] of parts) {
    const whole = held.findIndex((part) => part && equals(part, one))
    if (whole >= 0) side[place] = whole
    else
      splits.set(
        place,
        held.map((part) => (part ? (part.n * unit) / part.d : 0n)) as [bigint, bigint, bigint],
      )
  }
  return ok({ side, splits, unit })
}
