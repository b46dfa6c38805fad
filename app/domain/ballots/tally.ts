import { type Fraction, formatFraction } from '../fraction'
import { ok, type Result } from '../result'
import { type Count, type Electorate, readyElectorate, type Seen } from './electorate'
import { type Evaluate, readyTest, type TestResult } from './evaluate'
import { type Sums, sumOf } from './measures'
import { refusalInWords, type TallyRefusal } from './refusal'
import { groupingsOf, type Roll, type Votes } from './roll'
import type { Rule } from './rule'

export type { TestResult } from './evaluate'
export { refusalInWords, type TallyRefusal } from './refusal'

/** What a quorum that fails decides. */
export const NO_QUORUM = 'no-quorum'
/** The outcome when no test holds and the rule names none. */
export const REJECTED = 'rejected'

/** Sums of one measure by side, as exact texts. */
export interface SideCounts {
  yes: string
  no: string
  abstain: string
  absent: string
  present: string
  eligible: string
}

/** Heads by side, and the same for every other measure of the rule. */
export interface Counts extends SideCounts {
  weights?: Record<string, SideCounts>
}

export interface Tally {
  outcome: string
  /** The quorum first when the rule has one, then the test of each outcome, all worked out. */
  tests: TestResult[]
  counts: Counts
  /** By grouping of the roll, then by group. Worked out when first asked for. */
  readonly groups: Record<string, Record<string, Counts>>
}

/**
 * Decide one ballot: the same rule, roll and votes give the same tally everywhere, in whatever order the votes
 * come. Refuses what does not fit together, and then decides nothing. Source: RULES.md B1-B20.
 */
export function tally(rule: Rule, roll: Roll, votes: Votes): Result<Tally, TallyRefusal> {
  const ready = readyRule(rule, roll)
  return ready.ok ? ready.value(votes) : ready
}

/**
 * A rule and a roll made ready once, for many ballots. The votes must fit the roll (`parseVotesCsv` with the roll,
 * or `tally`, sees to it): others are a fault and throw.
 */
export function prepare(rule: Rule, roll: Roll): Result<(votes: Votes) => Tally, TallyRefusal> {
  const ready = readyRule(rule, roll)
  if (!ready.ok) return ready
  return ok((votes) => {
    const tallied = ready.value(votes)
    if (!tallied.ok) throw new Error(refusalInWords(tallied.error))
    return tallied.value
  })
}

function readyRule(
  rule: Rule,
  roll: Roll,
): Result<(votes: Votes) => Result<Tally, TallyRefusal>, TallyRefusal> {
  const ready = readyElectorate(rule, roll)
  if (!ready.ok) return ready
  const electorate = ready.value
  const quorum = rule.quorum ? readyTest(electorate, rule.quorum, electorate.whole, 'quorum') : null
  const outcomes = rule.outcomes.map(({ outcome, when }) => ({
    outcome,
    evaluate: readyTest(electorate, when, electorate.whole, outcome),
  }))
  const countAll = readyCounts(electorate, electorate.whole)
  return ok((votes) => {
    const count = electorate.count(votes)
    if (!count.ok) return count
    const { outcome, tests } = decide(rule, quorum, outcomes, count.value)
    const counts = countAll(count.value)
    let groups: Tally['groups'] | undefined
    return ok({
      outcome,
      tests,
      counts,
      get groups() {
        groups ??= countGroups(electorate, count.value)
        return groups
      },
    })
  })
}

function decide(
  rule: Rule,
  quorum: Evaluate | null,
  outcomes: readonly { outcome: string; evaluate: Evaluate }[],
  count: Count,
): Pick<Tally, 'outcome' | 'tests'> {
  const present = quorum?.(count).result
  const tested = outcomes.map(({ outcome, evaluate }) => ({ outcome, result: evaluate(count).result }))
  const first = tested.find(({ result }) => result.passed)
  return {
    outcome: present && !present.passed ? NO_QUORUM : (first?.outcome ?? rule.otherwise ?? REJECTED),
    tests: [...(present ? [present] : []), ...tested.map(({ result }) => result)],
  }
}

function readyCounts(electorate: Electorate, seen: Seen): (count: Count) => Counts {
  const heads = electorate.summing('heads', seen)
  const others = [...electorate.measures.keys()].filter((name) => name !== 'heads')
  const summing = others.map((name) => [name, electorate.summing(name, seen)] as const)
  return (count) => {
    const counts: Counts = sideCounts(heads(count))
    if (summing.length > 0) {
      counts.weights = Object.fromEntries(summing.map(([name, sums]) => [name, sideCounts(sums(count))]))
    }
    return counts
  }
}

function countGroups(electorate: Electorate, count: Count): Tally['groups'] {
  return Object.fromEntries(
    groupingsOf(electorate.roll).map((grouping) => [
      grouping,
      Object.fromEntries(
        electorate
          .groups(electorate.whole, grouping)
          .map((seen) => [seen.path[0]!.group, readyCounts(electorate, seen)(count)]),
      ),
    ]),
  )
}

const PRESENT = [true, true, true, false]

function sideCounts(sums: Sums): SideCounts {
  const text = (f: Fraction) => formatFraction(f)
  return {
    yes: text(sums[0]),
    no: text(sums[1]),
    abstain: text(sums[2]),
    absent: text(sums[3]),
    present: text(sumOf(sums, PRESENT)),
    eligible: text(sumOf(sums)),
  }
}
