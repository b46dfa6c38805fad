/**
 * A second evaluator, written from the rules (RULES.md B2-B15) and nothing else: no preparation, no shared sums, its
 * own fractions, every member's measure worked out by itself. Slow, and short enough to be read against the rules.
 */
import type { CastPart, RollMember } from '~/domain/ballots/roll'
import type { Rule, Test } from '~/domain/ballots/rule'

type Q = [bigint, bigint]
type Ballot = { rule: Rule; roll: readonly RollMember[]; votes: readonly CastPart[] }

const q = (text: string): Q => {
  const [whole = '', below] = text.split('/')
  if (below) return [BigInt(whole), BigInt(below)]
  const [units = '', decimals = ''] = whole.split('.')
  return [BigInt(units + decimals), 10n ** BigInt(decimals.length)]
}
const plus = (a: Q, b: Q): Q => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
const times = (a: Q, b: Q): Q => [a[0] * b[0], a[1] * b[1]]
const over = (a: Q, b: Q): Q => [a[0] * b[1], a[1] * b[0]]
const sum = (all: Q[]): Q => all.reduce(plus, [0n, 1n])

const compareBy: Record<string, (difference: bigint) => boolean> = {
  atLeast: (d) => d >= 0n,
  moreThan: (d) => d > 0n,
  atMost: (d) => d <= 0n,
  lessThan: (d) => d < 0n,
  equals: (d) => d === 0n,
}

function compares(left: Q, test: Record<string, unknown>): boolean {
  const name = Object.keys(compareBy).find((comparator) => comparator in test)!
  const right = q(test[name] as string)
  return compareBy[name]!(left[0] * right[1] - right[0] * left[1])
}

const covers = (names: readonly string[], side: string) =>
  names.includes(side) || names.includes('eligible') || (names.includes('present') && side !== 'absent')

/** How much of the member's vote lies on a side. */
function lies({ votes }: Ballot, member: RollMember, side: string): Q {
  const rows = votes.filter((vote) => vote.member === member.member)
  if (side === 'absent') return rows.length === 0 ? [1n, 1n] : [0n, 1n]
  return sum(rows.filter((vote) => vote.choice === side).map((vote) => q(vote.part)))
}

const allSides = ['yes', 'no', 'abstain', 'absent']

/** What the member has on a side in a measure. */
function holds(ballot: Ballot, measure: string, member: RollMember, side: string): Q {
  const lying = lies(ballot, member, side)
  if (measure === 'heads') return lying
  const split = ballot.rule.measures?.[measure]
  if (!split) return times(lying, q(member.weights[measure]!))
  const among = split.among ?? ['eligible']
  if (!covers(among, side)) return [0n, 1n]
  const per = (other: RollMember): Q =>
    !split.per || split.per === 'heads' ? [1n, 1n] : q(other.weights[split.per]!)
  let share: Q = [1n, 1n]
  let group = ballot.roll
  for (const { by, shares } of split.split) {
    const count = new Set(group.map((other) => other.groupings[by])).size
    const mine = member.groupings[by]!
    share = times(share, shares === 'equal' ? [1n, BigInt(count)] : q(shares[mine]!))
    group = group.filter((other) => other.groupings[by] === mine)
  }
  const counted = group.map((other) =>
    times(per(other), sum(allSides.filter((s) => covers(among, s)).map((s) => lies(ballot, other, s)))),
  )
  const all = sum(counted)
  return all[0] === 0n ? [0n, 1n] : times(share, over(times(per(member), lying), all))
}

function total(ballot: Ballot, seen: readonly RollMember[], names: readonly string[], measure = 'heads'): Q {
  return sum(
    seen.flatMap((member) =>
      allSides.filter((side) => covers(names, side)).map((side) => holds(ballot, measure, member, side)),
    ),
  )
}

/** Whether a test holds for the members seen. */
export function naiveTest(ballot: Ballot, test: Test, outer: readonly RollMember[]): boolean {
  const seen = outer.filter((member) =>
    Object.entries(test.where ?? {}).every(([grouping, group]) => member.groupings[grouping] === group),
  )
  if ('ratio' in test) {
    const below = total(ballot, seen, test.ratio.over, test.ratio.measure)
    if (below[0] === 0n) return false
    return compares(over(total(ballot, seen, test.ratio.of, test.ratio.measure), below), { ...test })
  }
  if ('count' in test) return compares(total(ballot, seen, test.count.of, test.count.measure), { ...test })
  if ('each' in test) {
    const groups = [...new Set(seen.map((member) => member.groupings[test.each]!))]
    const weight = (group: string) => q(test.weights?.[group] ?? '1')
    const holding = groups.filter((group) =>
      naiveTest(
        ballot,
        test.test,
        seen.filter((member) => member.groupings[test.each] === group),
      ),
    )
    if (groups.length === 0) return false
    if (test.all) return holding.length === groups.length
    const number = sum(holding.map(weight))
    if (!test.share) return compares(number, { ...test })
    const of = sum(groups.map(weight))
    return of[0] !== 0n && compares(over(number, of), { ...test.share })
  }
  if ('not' in test) return !naiveTest(ballot, test.not, seen)
  if ('any' in test) return test.any.some((inner) => naiveTest(ballot, inner, seen))
  return test.all.every((inner) => naiveTest(ballot, inner, seen))
}

/** The outcome of a ballot. */
export function naiveOutcome(rule: Rule, roll: readonly RollMember[], votes: readonly CastPart[]): string {
  const ballot = { rule, roll, votes }
  if (rule.quorum && !naiveTest(ballot, rule.quorum, roll)) return 'no-quorum'
  return (
    rule.outcomes.find(({ when }) => naiveTest(ballot, when, roll))?.outcome ?? rule.otherwise ?? 'rejected'
  )
}
