import { type Fraction, parseFraction } from '../fraction'
import { presets } from './presets'
import type { Roll, Votes } from './roll'
import {
  type Comparator,
  type Comparison,
  type CountTest,
  comparisonOf,
  coveredSides,
  type EachTest,
  type RatioTest,
  type Rule,
  type SideName,
  type Split,
  type SplitLevel,
  type Test,
} from './rule'
import { sayCounted, sayNumber, sayOf, sayOver, sayShare } from './sentences'
import { REJECTED, refusalInWords, tally } from './tally'

export { refusalInWords } from './refusal'

/** The rule in plain sentences: its measures, its quorum, each outcome in order, and what is left. */
export function ruleInWords(rule: Rule): string[] {
  return [
    ...Object.entries(rule.measures ?? {}).map(([name, split]) => measureInWords(name, split)),
    ...(rule.quorum ? [`Quorum: ${testInWords(rule.quorum)}; else no quorum.`] : []),
    ...rule.outcomes.map(({ outcome, when }) => `${capital(outcome)} when ${testInWords(when)}.`),
    `Otherwise ${rule.otherwise ?? REJECTED}.`,
  ]
}

/** What one preset says of the same roll and votes. */
export interface OtherVerdict {
  id: string
  title: string
  outcome?: string
  /** Why the preset cannot be applied to this roll, in one sentence. */
  notApplicable?: string
}

/** What every other preset would have said of these votes, in the presets' order. */
export function otherVerdicts(rule: Rule, roll: Roll, votes: Votes): OtherVerdict[] {
  return presets
    .filter(({ id }) => id !== rule.id)
    .map((preset) => {
      const { id, title } = preset
      const said = tally(preset, roll, votes)
      return said.ok
        ? { id, title, outcome: said.value.outcome }
        : { id, title, notApplicable: refusalInWords(said.error) }
    })
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const exact = (text: string): Fraction => {
  const number = parseFraction(text)
  if (!number) throw new Error(`not an exact number: ${text}`)
  return number
}

const compareWords: Record<Comparator, string> = {
  atLeast: 'at least',
  moreThan: 'more than',
  atMost: 'at most',
  lessThan: 'less than',
  equals: 'exactly',
}

/** One test as a clause that can follow `when`. */
export function testInWords(test: Test): string {
  const where = Object.entries(test.where ?? {}).map(([grouping, group]) => `${grouping} ${group}`)
  const clause = clauseOf(test)
  return where.length > 0 ? `among ${where.join(' and ')} ${clause}` : clause
}

function clauseOf(test: Test): string {
  if ('ratio' in test) return ratioInWords(test)
  if ('count' in test) return countInWords(test)
  if ('each' in test) return eachInWords(test)
  if ('not' in test) return `it is not so that ${inner(test.not)}`
  if ('any' in test) return test.any.map(inner).join(', or ')
  return test.all.map(inner).join(', and ')
}

/** Inside another test, what is joined itself stands in brackets. */
function inner(test: Test): string {
  const words = testInWords(test)
  const joined = 'any' in test || ('all' in test && !('each' in test))
  return joined ? `(${words})` : words
}

function ratioInWords(test: RatioTest): string {
  const { of, over, measure = 'heads' } = test.ratio
  const { comparator, number } = comparisonOf(test)
  const share = `${compareWords[comparator]} ${sayShare(exact(number))}`
  if (measure === 'heads') return `${share} of those ${sayOver(over)} are ${sayOf(of)}`
  return `${share} of the ${measure} of those ${sayOver(over)} is ${sayOf(of)}`
}

function countInWords(test: CountTest): string {
  const { of, measure = 'heads' } = test.count
  const { comparator, number } = comparisonOf(test)
  const threshold = exact(number)
  if (measure !== 'heads')
    return `${compareWords[comparator]} ${sayNumber(threshold)} ${measure} is ${sayOf(of)}`
  if (comparator === 'atMost' && threshold.n === 0n) return `there is no ${sayCounted(of, true)}`
  return `there ${threshold.n === threshold.d ? 'is' : 'are'} ${counted(test, of)}`
}

function counted(test: Comparison, of: readonly SideName[]): string {
  const { comparator, number } = comparisonOf(test)
  const threshold = exact(number)
  const words = comparator === 'lessThan' ? 'fewer than' : compareWords[comparator]
  return `${words} ${sayNumber(threshold)} ${sayCounted(of, threshold.n === threshold.d)}`
}

function eachInWords(test: EachTest): string {
  const clause = inner(test.test)
  if (test.all) return `in every ${test.each} ${clause}`
  const weights = weightsInWords(test)
  const { comparator, number } = comparisonOf(test.share ?? test)
  const threshold = exact(number)
  if (test.share) {
    const share = `${compareWords[comparator]} ${sayShare(threshold)}`
    return `in ${share} of the groups by ${test.each}${weights} ${clause}`
  }
  if (comparator === 'atMost' && threshold.n === 0n) return `in no ${test.each} ${clause}`
  const words = comparator === 'lessThan' ? 'fewer than' : compareWords[comparator]
  const noun = threshold.n === threshold.d ? 'group' : 'groups'
  return `in ${words} ${sayNumber(threshold)} ${noun} by ${test.each}${weights} ${clause}`
}

function weightsInWords({ weights = {} }: EachTest): string {
  const byWeight = new Map<string, string[]>()
  for (const [group, weight] of Object.entries(weights)) {
    byWeight.set(weight, [...(byWeight.get(weight) ?? []), group])
  }
  const said = [...byWeight].map(([weight, groups]) => `${groups.join(', ')} counting ${weight}`)
  return said.length > 0 ? ` (${said.join('; ')})` : ''
}

function measureInWords(name: string, { split, among = ['eligible'], per = 'heads' }: Split): string {
  const levels = split.map(levelInWords).join(', then ')
  const members = coveredSides(among).every(Boolean)
    ? 'all its members'
    : `those of its members ${sayOver(among)}`
  const measure = per === 'heads' ? 'equally' : `in proportion to ${per}`
  return `${capital(name)} is divided ${levels}; within a group, ${measure} among ${members}.`
}

function levelInWords({ by, shares }: SplitLevel): string {
  if (shares === 'equal') return `equally by ${by}`
  const named = Object.entries(shares).map(([group, share]) => `${group} ${share}`)
  return `by ${by} (${named.join(', ')})`
}
