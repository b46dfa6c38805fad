import { add, compare, type Fraction, fraction, isZero, multiply, one, subtract, zero } from '../fraction'
import { ABSENT, SPLIT } from './cast'
import type { Count, Electorate, Seen } from './electorate'
import type { Measure, Shared, Steady } from './measures'
import { type Comparator, coveredSides, type SideName } from './rule'
import { sayNumber, sayOf } from './sentences'

/** The fewest votes that would have turned a failed test, said so that it can be joined: `2 more votes in favour`. */
export interface Gap {
  /** Whole votes; null when the gap is in a measure and not in heads. */
  readonly votes: number | null
  readonly words: string
}

export interface Failed {
  electorate: Electorate
  count: Count
  seen: Seen
  of: readonly SideName[]
  /** Null for a count, whose other side is the threshold itself. */
  over: readonly SideName[] | null
  measure: Measure
  left: Fraction
  whole: Fraction
  comparator: Comparator
  threshold: Fraction
}

/** `2 more votes in favour from EEG would have carried this test`. */
export const sayGap = (gap: Gap): string => `${gap.words} would have carried this test`

const YES = 0
const NO = 1
const ABSTAIN = 2

/**
 * What would have carried a failed ratio or count. Exact: that many votes of members whose whole vote lies on the
 * side named turn the test, and one fewer does not (RULES.md B20). Null where no such single step exists.
 */
export function findGap(failed: Failed): Gap | null {
  if (failed.comparator === 'equals' || failed.threshold.d > 10n ** 60n) return null
  if (failed.measure.kind === 'shared') return sharedGap(failed, failed.measure)
  for (const step of steps(failed)) {
    const gap =
      failed.measure.name === 'heads' ? headsGap(failed, step) : weightGap(failed, step, failed.measure)
    if (gap) return gap
  }
  return null
}

interface Step {
  readonly from: readonly number[]
  readonly to: number
  /** What one unit moved adds to the left, and to what it is divided by. */
  readonly left: number
  readonly whole: number
}

/** Ways to move votes towards passing: fresh votes first, changed ones after. */
function steps(failed: Failed): Step[] {
  const of = coveredSides(failed.of)
  const over = failed.over ? coveredSides(failed.over) : [false, false, false, false]
  const found: Step[] = []
  for (const to of [YES, ABSTAIN, NO, ABSENT]) {
    const moves = [ABSENT, ABSTAIN, NO, YES]
      .filter((from) => from !== to)
      .map((from) => ({ from: [from], to, left: gain(of, from, to), whole: gain(over, from, to) }))
      .filter((move) => helps(failed, move))
    found.push(...joinAlike(moves))
  }
  return found
}

const gain = (covered: readonly boolean[], from: number, to: number) =>
  Number(covered[to]) - Number(covered[from])

function helps(failed: Failed, step: Step): boolean {
  const { n } = slope(failed, step)
  return rising(failed.comparator) ? n > 0n : n < 0n
}

const rising = (comparator: Comparator) => comparator === 'atLeast' || comparator === 'moreThan'

// A test passes when left - threshold * whole is on the right side of 0 (for a count: left - threshold).
function slope(failed: Failed, step: Step): Fraction {
  return failed.over
    ? subtract(fraction(step.left), multiply(failed.threshold, fraction(step.whole)))
    : fraction(step.left)
}

function joinAlike(moves: readonly Step[]): Step[] {
  const joined: Step[] = []
  for (const move of moves) {
    const alike = joined.findIndex((other) => other.left === move.left && other.whole === move.whole)
    if (alike < 0) joined.push(move)
    else joined[alike] = { ...move, from: [...joined[alike]!.from, ...move.from] }
  }
  return joined
}

/** How far the test is from 0, and by how much at least it must move: `more` when exactly that is too little. */
function distance(failed: Failed, step: Step): { least: Fraction; more: boolean } {
  const { left, whole, threshold, comparator, over } = failed
  const at = over ? subtract(left, multiply(threshold, whole)) : subtract(left, threshold)
  const rate = slope(failed, step)
  const least = isZero(at) ? zero : fraction(-at.n * rate.d, at.d * rate.n)
  return { least, more: comparator === 'moreThan' || comparator === 'lessThan' }
}

function headsGap(failed: Failed, step: Step): Gap | null {
  const { least, more } = distance(failed, step)
  const votes = wholeAbove(least, more)
  if (votes > BigInt(placesOn(failed, step.from).length)) return null
  if (failed.over && compare(add(failed.whole, fraction(votes * BigInt(step.whole))), zero) <= 0) return null
  return { votes: Number(votes), words: sayVotes(Number(votes), failed, step) }
}

/** The least whole number >= f (or > f), and at least 1. */
function wholeAbove(f: Fraction, more: boolean): bigint {
  const up = f.n % f.d === 0n ? f.n / f.d : f.n / f.d + 1n
  const votes = more && f.d === 1n ? up + 1n : up
  return votes < 1n ? 1n : votes
}

function placesOn({ seen, count }: Failed, from: readonly number[]): number[] {
  const places: number[] = []
  for (const place of seen.places) if (from.includes(count.cast.side[place]!)) places.push(place)
  return places
}

const targetWords = ['in favour', 'against', 'abstaining', 'absent']

function sayVotes(votes: number, failed: Failed, step: Step): string {
  const noun = votes === 1 ? 'vote' : 'votes'
  const where =
    failed.seen.path.length === 0 ? '' : ` from ${failed.seen.path.map(({ group }) => group).join(' / ')}`
  const changed = step.from.length === 1 && step.from[0] !== ABSENT
  if (!failed.over && sayOf(failed.of) === 'against' && !rising(failed.comparator)) {
    return `${votes} fewer ${noun} against${where}`
  }
  if (sayOf(failed.of) === 'present')
    return `${votes} more ${votes === 1 ? 'member' : 'members'} present${where}`
  if (!changed) return `${votes} more ${noun} ${targetWords[step.to]}${where}`
  return `${votes} ${noun}${where} changed from ${targetWords[step.from[0]!]} to ${targetWords[step.to]}`
}

function weightGap(failed: Failed, step: Step, measure: Steady): Gap | null {
  if (step.whole < 0) return null
  const { least, more } = distance(failed, step)
  const weights = placesOn(failed, step.from)
    .map((place) => measure.weights[place]!)
    .sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))
  let total = 0n
  let members = 0
  for (const weight of weights) {
    const reached = compare({ n: total, d: measure.unit }, least)
    if (reached > 0 || (reached === 0 && !more)) break
    total += weight
    members++
  }
  const reached = compare(fraction(total, measure.unit), least)
  if (members === 0 || reached < 0 || (reached === 0 && more)) return null
  const where =
    failed.seen.path.length === 0 ? '' : ` from ${failed.seen.path.map(({ group }) => group).join(' / ')}`
  const amount = `${more ? 'over ' : ''}${sayNumber(least)} more ${measure.name}`
  const turned = `${amount} ${targetWords[step.to]}${where}`
  return {
    votes: null,
    words: `${turned} (the votes of at least ${members} ${members === 1 ? 'member' : 'members'})`,
  }
}

/**
 * The gap of a yes-share among those who vote, where each last group has a fixed power: votes of one group only,
 * of the group that needs the fewest.
 */
function sharedGap(failed: Failed, measure: Shared): Gap | null {
  const { electorate, count, seen, over, comparator } = failed
  const plain = over && isOnly(failed.of, YES) && coveredSides(over).join() === 'true,true,false,false'
  if (!plain || measure.among.join() !== 'true,true,false,false') return null
  if (measure.per.name !== 'heads' || !rising(comparator) || seen.path.length > 0) return null
  const leaves = electorate.summingLeaves(measure.name, seen)(count)
  const pools = [poolsByLeaf(measure, count, [ABSTAIN, ABSENT]), poolsByLeaf(measure, count, [NO])]
  for (const [kind, pool] of pools.entries()) {
    let best: { votes: bigint; leaf: number } | null = null
    for (const [leaf, sums] of leaves.entries()) {
      const votes = leafVotes(
        failed,
        measure,
        leaf,
        { yes: sums[YES], voting: add(sums[YES], sums[NO]) },
        kind === 0,
      )
      if (votes && votes <= pool[leaf]! && (!best || votes < best.votes)) best = { votes, leaf }
    }
    if (best) return sayLeafGap(Number(best.votes), measure.leaves[best.leaf]!.name, kind === 0)
  }
  return null
}

const isOnly = (names: readonly SideName[], side: number) =>
  coveredSides(names).every((held, at) => held === (at === side))

function poolsByLeaf(measure: Shared, count: Count, from: readonly number[]): bigint[] {
  const pools = measure.leaves.map(() => 0n)
  for (const [place, side] of count.cast.side.entries()) {
    if (side !== SPLIT && from.includes(side)) pools[measure.leafOf[place]!]! += 1n
  }
  return pools
}

/** The fewest whole votes in one last group that turn the test; null when that group alone cannot. */
function leafVotes(
  failed: Failed,
  measure: Shared,
  leaf: number,
  now: { yes: Fraction; voting: Fraction },
  fresh: boolean,
): bigint | null {
  const power = measure.leaves[leaf]!.share
  if (isZero(power)) return null
  const silent = isZero(now.voting)
  if (silent && !fresh) return null
  const share = silent ? zero : fraction(now.yes.n * now.voting.d, now.yes.d * now.voting.n)
  const whole = silent ? add(failed.whole, power) : failed.whole
  const others = subtract(failed.left, multiply(power, share))
  // The share of yes that this group must reach.
  const lack = subtract(multiply(failed.threshold, whole), others)
  const goal = fraction(lack.n * power.d, lack.d * power.n)
  const more = failed.comparator === 'moreThan'
  const short = subtract(multiply(goal, now.voting), now.yes)
  if (!fresh) return wholeAbove(short, more)
  // (yes + k) / (voting + k) reaches the goal when k * (1 - goal) reaches goal * voting - yes.
  const rate = subtract(one, goal)
  if (rate.n > 0n) return wholeAbove(fraction(short.n * rate.d, short.d * rate.n), more)
  return isZero(rate) && isZero(short) && !more ? 1n : null
}

function sayLeafGap(votes: number, group: string, fresh: boolean): Gap {
  const noun = votes === 1 ? 'vote' : 'votes'
  const words = fresh
    ? `${votes} more ${noun} in favour from ${group}`
    : `${votes} ${noun} from ${group} changed from against to in favour`
  return { votes, words }
}

/** The cheapest groups that are lacking, joined; null when a lacking group has no gap in votes. */
export function joinGaps(gaps: readonly (Gap | null)[], lacking: number): Gap | null {
  const known = gaps
    .filter((gap): gap is Gap & { votes: number } => gap !== null && gap.votes !== null)
    .sort((a, b) => a.votes - b.votes)
  if (lacking < 1 || known.length < lacking) return null
  const chosen = known.slice(0, lacking)
  return {
    votes: chosen.reduce((sum, gap) => sum + gap.votes, 0),
    words: chosen.map(({ words }) => words).join(' and '),
  }
}
