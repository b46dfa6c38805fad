import type { TestResult } from './evaluate'
import type { Roll } from './roll'
import { coveredSides, innerTests, measureOf, type Rule, type Test } from './rule'
import { tally } from './tally'

/**
 * B38: how the quorum stands while a ballot is open, from who has voted and not how: every vote is counted as an
 * abstention. Null when the rule has no quorum, or one that asks how members voted, so that nothing is given away.
 */
export function quorumSoFar(rule: Rule, roll: Roll, voted: readonly string[]): TestResult | null {
  if (!rule.quorum || !asksPresenceOnly(rule, rule.quorum)) return null
  const votes = voted.map((member) => ({ member, choice: 'abstain', part: '1' }) as const)
  const counted = tally(rule, roll, votes)
  return counted.ok ? (counted.value.tests[0] ?? null) : null
}

function asksPresenceOnly(rule: Rule, test: Test): boolean {
  const asked = 'ratio' in test ? [test.ratio.of, test.ratio.over] : 'count' in test ? [test.count.of] : []
  const among = rule.measures?.[measureOf(test)]?.among
  if (among) asked.push(among)
  return (
    asked.every((names) => {
      const [yes, no, abstain] = coveredSides(names)
      return yes === no && no === abstain
    }) && innerTests(test).every((inner) => asksPresenceOnly(rule, inner))
  )
}
