import { compare, type Fraction, formatFraction, fraction, percent, subtract } from '../fraction'
import type { Seen } from './electorate'
import { type Comparator, coveredSides, type SideName } from './rule'

/** Within this of the threshold a rounded percentage could mislead, so the exact fraction stands beside it. */
const NEAR = fraction(1, 100)

const shareWords = new Map([
  ['1/2', 'half'],
  ['1/3', 'one-third'],
  ['2/3', 'two-thirds'],
  ['1/4', 'one-quarter'],
  ['3/4', 'three-quarters'],
  ['1', 'all'],
])

// Keyed by which of yes, no, abstain, absent are covered.
const ofWords: Record<string, string> = {
  y: 'in favour',
  n: 'against',
  a: 'abstaining',
  x: 'absent',
  yn: 'for or against',
  yna: 'present',
  nax: 'not in favour',
  ynax: 'on the roll',
}

const overWords: Record<string, string> = {
  yn: 'voting',
  yna: 'present',
  ynax: 'entitled to vote',
  ynx: 'not abstaining',
  y: 'voting in favour',
  n: 'voting against',
}

const countWords: Record<string, readonly [one: string, more: string]> = {
  y: ['vote in favour', 'votes in favour'],
  n: ['vote against', 'votes against'],
  a: ['abstention', 'abstentions'],
  x: ['member absent', 'members absent'],
  yn: ['vote for or against', 'votes for or against'],
  yna: ['member present', 'members present'],
  nax: ['member not in favour', 'members not in favour'],
  ynax: ['member on the roll', 'members on the roll'],
}

const isOne = (f: Fraction) => f.n === f.d
const verdict = (passed: boolean) => (passed ? 'met' : 'not met')

/** The covered sides as letters: y, n, a, x. */
function letters(names: readonly SideName[]): string {
  const covered = coveredSides(names)
  return ['y', 'n', 'a', 'x'].filter((_, side) => covered[side]).join('')
}

const listed = (names: readonly SideName[]) => names.join(', ')
export const sayOf = (names: readonly SideName[]) => ofWords[letters(names)] ?? listed(names)
export const sayOver = (names: readonly SideName[]) => overWords[letters(names)] ?? listed(names)
export const sayCounted = (names: readonly SideName[], one = false) =>
  countWords[letters(names)]?.[one ? 0 : 1] ?? listed(names)

/** A number for reading: thousands apart; a fraction too long to read as a decimal. */
export function sayNumber(f: Fraction): string {
  if (f.d === 1n) return apart(`${f.n}`)
  const text = formatFraction(f)
  if (text.length <= 24) return text
  return `about ${percent(f, 4).slice(0, -2)} hundredths`
}

const apart = (digits: string) => (digits.length > 3 ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits)

/** A share for reading: `two-thirds`, `55 %`, `7/11`. */
export function sayShare(f: Fraction): string {
  const words = shareWords.get(formatFraction(f))
  if (words) return words
  if ((f.n * 10000n) % f.d !== 0n) return formatFraction(f)
  return percent(f, 2).replace(/\.?0+ %$/, ' %')
}

const needWords: Record<Comparator, (number: string) => string> = {
  atLeast: (number) => `${number} needed`,
  moreThan: (number) => `more than ${number} needed`,
  atMost: (number) => `at most ${number} allowed`,
  lessThan: (number) => `less than ${number} allowed`,
  equals: (number) => `exactly ${number} needed`,
}

const countNeedWords: Record<Comparator, (number: string) => string> = {
  ...needWords,
  atLeast: (number) => `at least ${number} needed`,
  lessThan: (number) => `fewer than ${number} needed`,
}

/** `region EEG: `, or nothing where the whole roll is seen. */
function place(seen: Seen): string {
  return seen.path.length === 0 ? '' : `${seen.path.map((p) => `${p.grouping} ${p.group}`).join(', ')}: `
}

export interface Said {
  seen: Seen
  of: readonly SideName[]
  over: readonly SideName[]
  measure: string
  left: Fraction
  whole: Fraction
  comparator: Comparator
  threshold: Fraction
  passed: boolean
}

/** `119 of 165 voting were in favour: 72.1 %, two-thirds needed: met`. */
export function sayRatio(said: Said): string {
  const { seen, measure, left, whole, comparator, threshold, passed } = said
  const need = needWords[comparator](sayShare(threshold))
  const heads = measure === 'heads'
  if (whole.n === 0n) {
    const none = heads ? `nobody ${sayOver(said.over)}` : `no ${measure} among those ${sayOver(said.over)}`
    return `${place(seen)}${none}, so nothing to divide by, ${need}: not met`
  }
  const share = fraction(left.n * whole.d, left.d * whole.n)
  const verb = heads && left.n !== left.d ? 'were' : 'was'
  const part = heads
    ? `${sayNumber(left)} of ${sayNumber(whole)} ${sayOver(said.over)}`
    : `${sayNumber(left)} of the ${isOne(whole) ? '' : `${sayNumber(whole)} `}${measure} of those ${sayOver(said.over)}`
  return `${place(seen)}${part} ${verb} ${sayOf(said.of)}: ${sayPercent(share, threshold)}, ${need}: ${verdict(passed)}`
}

/** A percentage, with the exact fraction when rounding could hide which side of the threshold it is on. */
export function sayPercent(share: Fraction, threshold: Fraction): string {
  const gap = subtract(share, threshold)
  const near = compare(gap.n < 0n ? { n: -gap.n, d: gap.d } : gap, NEAR) <= 0
  return near ? `${percent(share)} (exactly ${formatFraction(share)})` : percent(share)
}

/** `3 members not in favour, fewer than 4 needed: met`. */
export function sayCount(said: Omit<Said, 'over' | 'whole'>): string {
  const { seen, of, measure, left, comparator, threshold, passed } = said
  const need = countNeedWords[comparator](sayNumber(threshold))
  const counted =
    measure === 'heads'
      ? `${sayNumber(left)} ${sayCounted(of, left.n === left.d)}`
      : `${sayNumber(left)} ${measure} ${sayOf(of)}`
  return `${place(seen)}${counted}, ${need}: ${verdict(passed)}`
}

export interface SaidEach {
  seen: Seen
  grouping: string
  groups: number
  mode: 'all' | 'number' | 'share'
  left: Fraction
  whole: Fraction
  comparator: Comparator
  threshold: Fraction
  weighed: boolean
  passed: boolean
}

/** `the test holds in 4 of 5 groups by region, at least 3 needed: met`. */
export function sayEach(said: SaidEach): string {
  const { seen, grouping, mode, left, whole, comparator, threshold, passed } = said
  if (said.groups === 0) return `${place(seen)}no group by ${grouping} to test in: not met`
  const counting = said.weighed ? 'counting ' : ''
  const held = `the test holds in groups by ${grouping}: ${counting}${sayNumber(left)} of ${sayNumber(whole)}`
  if (mode === 'all') return `${place(seen)}${held}, all needed: ${verdict(passed)}`
  if (mode === 'number') {
    return `${place(seen)}${held}, ${countNeedWords[comparator](sayNumber(threshold))}: ${verdict(passed)}`
  }
  const need = needWords[comparator](sayShare(threshold))
  if (whole.n === 0n) return `${place(seen)}the groups by ${grouping} count nothing, ${need}: not met`
  const share = fraction(left.n * whole.d, left.d * whole.n)
  return `${place(seen)}${held} (${sayPercent(share, threshold)}), ${need}: ${verdict(passed)}`
}

/** `1 of 2 conditions met, all needed: not met`. */
export function sayAll(seen: Seen, met: number, of: number): string {
  return `${place(seen)}${met} of ${of} ${of === 1 ? 'condition' : 'conditions'} met, all needed: ${verdict(met === of)}`
}

export function sayAny(seen: Seen, met: number, of: number): string {
  return `${place(seen)}${met} of ${of} ${of === 1 ? 'condition' : 'conditions'} met, one needed: ${verdict(met > 0)}`
}

export function sayNot(seen: Seen, inner: boolean): string {
  return `${place(seen)}this must not hold, and it ${inner ? 'does' : 'does not'}: ${verdict(!inner)}`
}
