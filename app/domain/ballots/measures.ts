import {
  add,
  type Fraction,
  fraction,
  isZero,
  leastCommonMultiple,
  multiply,
  parseFraction,
  zero,
} from '../fraction'
import { ok, type Result, refuse } from '../result'
import { type Cast, FINEST, SPLIT } from './cast'
import type { TallyRefusal } from './refusal'
import { groupOf, type Roll, weightOf } from './roll'
import { coveredSides, type Split, type SplitLevel } from './rule'

/** The sum of a measure on each side: yes, no, abstain, absent. */
export type Sums = readonly [Fraction, Fraction, Fraction, Fraction]

/** Every member has its fixed weight, a whole number of 1/unit. */
export interface Steady {
  readonly kind: 'steady'
  readonly name: string
  readonly weights: readonly bigint[]
  readonly unit: bigint
  /** The same weights as machine numbers, when even their sum is exact so. */
  readonly small: Float64Array | null
}

/** What a member has depends on who else in its last group voted: RULES.md B12. */
export interface Shared {
  readonly kind: 'shared'
  readonly name: string
  /** The number of each member's last group. */
  readonly leafOf: Int32Array
  readonly leaves: readonly { readonly name: string; readonly share: Fraction }[]
  readonly per: Steady
  readonly among: readonly boolean[]
}

export type Measure = Steady | Shared

/** Weights as whole numbers over their common divisor. */
export function steady(name: string, weights: readonly Fraction[]): Result<Steady, TallyRefusal> {
  let unit = 1n
  for (const weight of weights) {
    unit = leastCommonMultiple(unit, weight.d)
    if (unit > FINEST) return refuse({ code: 'too-fine', what: `the weights of the measure "${name}"` })
  }
  const whole = weights.map((weight) => weight.n * (unit / weight.d))
  const total = whole.reduce((sum, weight) => sum + weight, 0n)
  const small = total <= BigInt(Number.MAX_SAFE_INTEGER) ? Float64Array.from(whole, Number) : null
  return ok({ kind: 'steady', name, weights: whole, unit, small })
}

/** A measure of the roll itself, or `heads`. */
export function rollMeasure(name: string, roll: Roll): Result<Steady, TallyRefusal> {
  const weights: Fraction[] = []
  for (const member of roll) {
    const text = name === 'heads' ? '1' : weightOf(member, name)
    const weight = text === null ? null : parseFraction(text)
    if (!weight) return refuse({ code: 'bad-weight', member: member.member, measure: name })
    weights.push(weight)
  }
  return steady(name, weights)
}

/** A derived measure over the whole roll: the shares handed down, then divided per member. */
export function splitMeasure(name: string, split: Split, roll: Roll): Result<Measure, TallyRefusal> {
  const per = rollMeasure(split.per ?? 'heads', roll)
  if (!per.ok) return per
  const handed = handDown(name, split.split, roll)
  if (!handed.ok) return handed
  const among = coveredSides(split.among ?? ['eligible'])
  const shared: Shared = { kind: 'shared', name, ...handed.value, per: per.value, among }
  return among.every(Boolean) ? settle(shared) : ok(shared)
}

/** Why the levels of a split cannot hand its power down to this roll; null when they can. */
export function splitRefusal(name: string, split: Split, roll: Roll): TallyRefusal | null {
  const handed = handDown(name, split.split, roll)
  return handed.ok ? null : handed.error
}

type Leaf = { name: string; share: Fraction; places: number[] }

function handDown(
  measure: string,
  levels: readonly SplitLevel[],
  roll: Roll,
): Result<Pick<Shared, 'leafOf' | 'leaves'>, TallyRefusal> {
  let leaves: Leaf[] = [{ name: '', share: fraction(1), places: roll.map((_, place) => place) }]
  for (const level of levels) {
    const next: Leaf[] = []
    for (const leaf of leaves) {
      const below = divideLeaf(measure, level, leaf, roll)
      if (!below.ok) return below
      next.push(...below.value)
    }
    leaves = next
  }
  const leafOf = new Int32Array(roll.length)
  for (const [number, leaf] of leaves.entries()) for (const place of leaf.places) leafOf[place] = number
  return ok({ leafOf, leaves: leaves.map(({ name, share }) => ({ name, share })) })
}

function divideLeaf(
  measure: string,
  level: SplitLevel,
  leaf: Leaf,
  roll: Roll,
): Result<Leaf[], TallyRefusal> {
  const groups = new Map<string, number[]>()
  for (const place of leaf.places) {
    const group = groupOf(roll[place]!, level.by)
    const places = groups.get(group)
    if (places) places.push(place)
    else groups.set(group, [place])
  }
  const below: Leaf[] = []
  for (const [group, places] of groups) {
    const share = shareOf(level, group, groups.size)
    if (!share) return refuse({ code: 'no-share', measure, grouping: level.by, group })
    const name = leaf.name ? `${leaf.name} / ${group}` : group
    below.push({ name, share: multiply(leaf.share, share), places })
  }
  return ok(below)
}

function shareOf(level: SplitLevel, group: string, groups: number): Fraction | null {
  if (level.shares === 'equal') return fraction(1, groups)
  return Object.hasOwn(level.shares, group) ? parseFraction(level.shares[group]!) : null
}

// When everybody eligible shares, nobody's vote moves anybody's weight: it is fixed by the roll.
function settle(shared: Shared): Result<Steady, TallyRefusal> {
  const { per, leafOf, leaves } = shared
  const totals = leaves.map(() => 0n)
  for (const [place, weight] of per.weights.entries()) totals[leafOf[place]!]! += weight
  const weights = per.weights.map((weight, place) => {
    const leaf = leafOf[place]!
    return totals[leaf] === 0n ? zero : multiply(leaves[leaf]!.share, fraction(weight, totals[leaf]!))
  })
  return steady(shared.name, weights)
}

/** The sums of a fixed measure over the given places of the roll. */
export function sumSteady(measure: Steady, places: Int32Array, cast: Cast): Sums {
  const totals = measure.small
    ? sumSmall(measure.small, places, cast.side)
    : sumLarge(measure.weights, places, cast.side)
  if (cast.splits.size === 0) {
    return totals.map((total) => fraction(total, measure.unit)) as unknown as Sums
  }
  const scaled = totals.map((total) => total * cast.unit)
  for (const place of places) {
    if (cast.side[place] !== SPLIT) continue
    const parts = cast.splits.get(place)!
    for (let side = 0; side < 3; side++) scaled[side]! += measure.weights[place]! * parts[side]!
  }
  return scaled.map((total) => fraction(total, measure.unit * cast.unit)) as unknown as Sums
}

function sumSmall(weights: Float64Array, places: Int32Array, side: Uint8Array): bigint[] {
  const totals = [0, 0, 0, 0, 0]
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!
    totals[side[place]!]! += weights[place]!
  }
  return totals.slice(0, SPLIT).map(BigInt)
}

function sumLarge(weights: readonly bigint[], places: Int32Array, side: Uint8Array): bigint[] {
  const totals = [0n, 0n, 0n, 0n, 0n]
  for (const place of places) totals[side[place]!]! += weights[place]!
  return totals.slice(0, SPLIT)
}

/** The given places of the roll, apart by last group. */
export function placesByLeaf(measure: Shared, places: Int32Array): Int32Array[] {
  const byLeaf = measure.leaves.map((): number[] => [])
  for (const place of places) byLeaf[measure.leafOf[place]!]!.push(place)
  return byLeaf.map((leaf) => Int32Array.from(leaf))
}

/** What each last group holds on each side in its `per`, counting only the sides that share. */
export function leafSums(measure: Shared, byLeaf: readonly Int32Array[], cast: Cast): Sums[] {
  return byLeaf.map((places) => {
    const sums = sumSteady(measure.per, places, cast)
    return sums.map((sum, side) => (measure.among[side] ? sum : zero)) as unknown as Sums
  })
}

/** The sums of a shared measure; `whole` are the leaf sums of the whole roll, `seen` of the places seen. */
export function sumShared(measure: Shared, whole: readonly Sums[], seen: readonly Sums[]): Sums {
  const totals: Fraction[] = [zero, zero, zero, zero]
  for (const [number, leaf] of measure.leaves.entries()) {
    const divisor = sumOf(whole[number]!)
    if (isZero(divisor)) continue
    const factor = fraction(leaf.share.n * divisor.d, leaf.share.d * divisor.n)
    for (let side = 0; side < 4; side++) {
      const held = seen[number]![side]!
      if (!isZero(held)) totals[side] = add(totals[side]!, multiply(factor, held))
    }
  }
  return totals as unknown as Sums
}

/** The sum over the covered sides; over all four when `covered` is not given. */
export function sumOf(sums: Sums, covered?: readonly boolean[]): Fraction {
  let total = zero
  for (let side = 0; side < 4; side++) if (!covered || covered[side]) total = add(total, sums[side]!)
  return total
}
