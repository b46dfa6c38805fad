import {
  add,
  compare,
  divide,
  type Fraction,
  formatFraction,
  fraction,
  isZero,
  one,
  parseFraction,
  zero,
} from '../fraction'
import type { Count, Electorate, Seen } from './electorate'
import { sumOf } from './measures'
import { findGap, type Gap, joinGaps, sayGap } from './missing'
import {
  type AllTest,
  type AnyTest,
  type Comparator,
  type CountTest,
  comparisonOf,
  coveredSides,
  type EachTest,
  type NotTest,
  type RatioTest,
  type Test,
} from './rule'
import { sayAll, sayAny, sayCount, sayEach, sayNot, sayRatio } from './sentences'

/** One test as it came out, with everything needed to work it out again. Numbers are exact texts. */
export interface TestResult {
  /** `quorum`, or the outcome that the whole test stands for. */
  role: string
  kind: 'ratio' | 'count' | 'each' | 'all' | 'any' | 'not'
  sentence: string
  passed: boolean
  /**
   * What was compared with `right`. A quotient of whole numbers is left as it was counted (`138/150`), so that the
   * votes can be read in it; null when there was nothing to divide by.
   */
  left?: string | null
  right?: string
  comparator?: Comparator
  /** The two sums of a ratio. */
  of?: string
  over?: string
  /** What would have carried a failed test, where that can be said exactly. */
  missing?: string
  children: TestResult[]
  /** Of `each`: the same test inside every group, and what the group counts. */
  groups?: { group: string; weight: string; passed: boolean; result: TestResult }[]
}

/** A test made ready for one electorate. */
export type Evaluate = (count: Count) => Evaluated
export interface Evaluated {
  result: TestResult
  gap: Gap | null
}

/** Make a test ready: groups found, numbers read. The rule fits the roll (`checkRule`). */
export function readyTest(electorate: Electorate, test: Test, outer: Seen, role: string): Evaluate {
  const seen = Object.entries(test.where ?? {}).reduce(
    (narrowed, [grouping, group]) => electorate.narrow(narrowed, grouping, group),
    outer,
  )
  if ('ratio' in test) return readyRatio(electorate, test, seen, role)
  if ('count' in test) return readyCount(electorate, test, seen, role)
  if ('each' in test) return readyEach(electorate, test, seen, role)
  if ('not' in test) return readyNot(electorate, test, seen, role)
  return readyJoined(electorate, test, seen, role)
}

/** Whether `left` stands in the named relation to `right`. */
export function holds(left: Fraction, comparator: Comparator, right: Fraction): boolean {
  const order = compare(left, right)
  switch (comparator) {
    case 'atLeast':
      return order >= 0
    case 'moreThan':
      return order > 0
    case 'atMost':
      return order <= 0
    case 'lessThan':
      return order < 0
    case 'equals':
      return order === 0
  }
}

function exact(text: string): Fraction {
  const number = parseFraction(text)
  if (!number) throw new Error(`not an exact number: ${text}`)
  return number
}

function readyRatio(electorate: Electorate, test: RatioTest, seen: Seen, role: string): Evaluate {
  const { of, over, measure = 'heads' } = test.ratio
  const { comparator, number } = comparisonOf(test)
  const threshold = exact(number)
  const [ofSides, overSides] = [coveredSides(of), coveredSides(over)]
  const summing = electorate.summing(measure, seen)
  return (count) => {
    const sums = summing(count)
    const left = sumOf(sums, ofSides)
    const whole = sumOf(sums, overSides)
    const passed =
      !isZero(whole) && holds({ n: left.n * whole.d, d: left.d * whole.n }, comparator, threshold)
    const said = { seen, of, over, measure, left, whole, comparator, threshold, passed }
    const held = electorate.measures.get(measure)!
    const gap = passed ? null : findGap({ electorate, count, ...said, measure: held })
    return evaluated(gap, {
      role,
      kind: 'ratio',
      sentence: sayRatio(said),
      passed,
      left: quotient(left, whole),
      right: formatFraction(threshold),
      comparator,
      of: formatFraction(left),
      over: formatFraction(whole),
      children: [],
    })
  }
}

function quotient(left: Fraction, whole: Fraction): string | null {
  if (isZero(whole)) return null
  return left.d === 1n && whole.d === 1n && whole.n !== 1n
    ? `${left.n}/${whole.n}`
    : formatFraction(divide(left, whole))
}

function readyCount(electorate: Electorate, test: CountTest, seen: Seen, role: string): Evaluate {
  const { of, measure = 'heads' } = test.count
  const { comparator, number } = comparisonOf(test)
  const threshold = exact(number)
  const ofSides = coveredSides(of)
  const summing = electorate.summing(measure, seen)
  return (count) => {
    const left = sumOf(summing(count), ofSides)
    const passed = holds(left, comparator, threshold)
    const said = { seen, of, measure, left, comparator, threshold, passed }
    const held = electorate.measures.get(measure)!
    const gap = passed ? null : findGap({ electorate, count, ...said, over: null, whole: one, measure: held })
    return evaluated(gap, {
      role,
      kind: 'count',
      sentence: sayCount(said),
      passed,
      left: formatFraction(left),
      right: formatFraction(threshold),
      comparator,
      children: [],
    })
  }
}

interface ReadyGroup {
  group: string
  weight: Fraction
  evaluate: Evaluate
}

function readyEach(electorate: Electorate, test: EachTest, seen: Seen, role: string): Evaluate {
  const groups = electorate.groups(seen, test.each).map((below): ReadyGroup => {
    const { group } = below.path.at(-1)!
    const weights = test.weights ?? {}
    const weight = Object.hasOwn(weights, group) ? exact(weights[group]!) : one
    return { group, weight, evaluate: readyTest(electorate, test.test, below, role) }
  })
  const whole = groups.reduce((sum, { weight }) => add(sum, weight), zero)
  const mode = test.all ? 'all' : test.share ? 'share' : 'number'
  const { comparator, number } = mode === 'all' ? allOf(whole) : comparisonOf(test.share ?? test)
  const threshold = exact(number)
  const weighed = groups.some(({ weight }) => weight.n !== 1n || weight.d !== 1n)
  const said = {
    seen,
    grouping: test.each,
    groups: groups.length,
    mode,
    whole,
    comparator,
    threshold,
    weighed,
  } as const
  return (count) => {
    const tested = groups.map(({ group, weight, evaluate }) => ({ group, weight, ...evaluate(count) }))
    const left = tested.reduce((sum, { weight, result }) => (result.passed ? add(sum, weight) : sum), zero)
    const passed = groups.length > 0 && eachHolds(said, left)
    const lacking = passed || weighed ? 0 : groupsLacking(said, left)
    const gaps = tested.filter(({ result }) => !result.passed).map(({ gap }) => gap)
    return evaluated(joinGaps(gaps, lacking), {
      role,
      kind: 'each',
      sentence: sayEach({ ...said, left, passed }),
      passed,
      left: mode === 'share' ? quotient(left, whole) : formatFraction(left),
      right: formatFraction(threshold),
      comparator,
      children: [],
      groups: tested.map(({ group, weight, result }) => ({
        group,
        weight: formatFraction(weight),
        passed: result.passed,
        result,
      })),
    })
  }
}

const allOf = (whole: Fraction) => ({ comparator: 'atLeast', number: formatFraction(whole) }) as const

type EachTerms = {
  mode: 'all' | 'number' | 'share'
  whole: Fraction
  comparator: Comparator
  threshold: Fraction
}

function eachHolds({ mode, whole, comparator, threshold }: EachTerms, left: Fraction): boolean {
  if (mode !== 'share') return holds(left, comparator, threshold)
  return !isZero(whole) && holds({ n: left.n * whole.d, d: left.d * whole.n }, comparator, threshold)
}

/** How many more groups must hold, every group counting 1; 0 when more groups would not help. */
function groupsLacking(terms: EachTerms, left: Fraction): number {
  if (terms.comparator !== 'atLeast' && terms.comparator !== 'moreThan') return 0
  const most = Number(terms.whole.n - left.n)
  for (let more = 1; more <= most; more++) if (eachHolds(terms, add(left, fraction(more)))) return more
  return 0
}

function readyNot(electorate: Electorate, test: NotTest, seen: Seen, role: string): Evaluate {
  const inner = readyTest(electorate, test.not, seen, role)
  return (count) => {
    // What the inner test lacks is what keeps this one standing, so it is not said.
    const { missing: _, ...result } = inner(count).result
    const sentence = sayNot(seen, result.passed)
    return evaluated(null, { role, kind: 'not', sentence, passed: !result.passed, children: [result] })
  }
}

function readyJoined(electorate: Electorate, test: AllTest | AnyTest, seen: Seen, role: string): Evaluate {
  const all = 'all' in test
  const inner = (all ? test.all : test.any).map((one) => readyTest(electorate, one, seen, role))
  return (count) => {
    const tested = inner.map((evaluate) => evaluate(count))
    const met = tested.filter(({ result }) => result.passed).length
    const passed = all ? met === tested.length : met > 0
    // One condition short: what it lacks is what the whole lacks.
    const short = all && met === tested.length - 1 ? tested.find(({ result }) => !result.passed) : undefined
    return evaluated(short?.gap && tested.length === 1 ? short.gap : null, {
      role,
      kind: all ? 'all' : 'any',
      sentence: all ? sayAll(seen, met, tested.length) : sayAny(seen, met, tested.length),
      passed,
      children: tested.map(({ result }) => result),
    })
  }
}

function evaluated(gap: Gap | null, result: TestResult): Evaluated {
  if (gap && !result.passed) result.missing = sayGap(gap)
  return { result, gap }
}
