import { parseFraction } from '../fraction'
import { splitRefusal } from './measures'
import type { TallyRefusal } from './refusal'
import { groupingsOf, groupOf, measuresOf, type Roll } from './roll'
import { innerTests, measureOf, type Rule, rulesTests, type Test } from './rule'

/**
 * Everything about a roll that keeps a rule from being applied to it; empty when they fit. The rule has passed
 * contracts/rule.ts, so its shape is sound. RULES.md B17.
 */
export function checkRule(rule: Rule, roll: Roll): TallyRefusal[] {
  if (roll.length === 0) return [{ code: 'empty-roll' }]
  const refusals = [...checkMembers(roll), ...checkGroupings(rule, roll), ...checkMeasures(rule, roll)]
  return refusals.length > 0 ? refusals : [...checkShares(rule, roll), ...checkSize(rule, roll)]
}

/** The most tests that one ballot may come to, every group of every `each` counted. */
const MOST_TESTS = 100_000

function checkSize(rule: Rule, roll: Roll): TallyRefusal[] {
  const groupsBy = new Map<string, number>()
  const groupsOf = (grouping: string) => {
    const groups = groupsBy.get(grouping) ?? new Set(roll.map((member) => groupOf(member, grouping))).size
    groupsBy.set(grouping, groups)
    return groups
  }
  // However deep they nest, groups part the roll: there are never more of them than members.
  const size = (test: Test, times: number): number => {
    const inside = 'each' in test ? Math.min(roll.length, times * groupsOf(test.each)) : times
    return innerTests(test).reduce((sum, inner) => sum + size(inner, inside), times)
  }
  const outer = [...(rule.quorum ? [rule.quorum] : []), ...rule.outcomes.map(({ when }) => when)]
  const tests = outer.reduce((sum, test) => sum + size(test, 1), 0)
  return tests > MOST_TESTS ? [{ code: 'too-large', tests }] : []
}

function checkShares(rule: Rule, roll: Roll): TallyRefusal[] {
  return Object.entries(rule.measures ?? {})
    .map(([name, split]) => splitRefusal(name, split, roll))
    .filter((refusal) => refusal !== null)
}

function checkMembers(roll: Roll): TallyRefusal[] {
  const seen = new Set<string>()
  for (const { member } of roll) {
    if (seen.has(member)) return [{ code: 'duplicate-member', member }]
    seen.add(member)
  }
  return []
}

function checkGroupings(rule: Rule, roll: Roll): TallyRefusal[] {
  const selecting = new Set<string>()
  const dividing = new Set<string>()
  for (const test of rulesTests(rule)) {
    for (const grouping of Object.keys(test.where ?? {})) selecting.add(grouping)
    if ('each' in test) dividing.add(test.each)
  }
  for (const { split } of Object.values(rule.measures ?? {}))
    for (const level of split) dividing.add(level.by)
  const held = new Set(groupingsOf(roll))
  const unknown = [...new Set([...selecting, ...dividing])].filter((grouping) => !held.has(grouping))
  return [
    ...unknown.map((grouping) => ({ code: 'unknown-grouping', grouping }) as const),
    ...[...dividing]
      .filter((grouping) => held.has(grouping))
      .flatMap((grouping) => checkDivision(roll, grouping)),
  ]
}

// A blank is fine for `where` (not one of them), but `each` and `by` would silently leave the member out.
function checkDivision(roll: Roll, grouping: string): TallyRefusal[] {
  const left = roll.find((member) => groupOf(member, grouping) === '')
  return left ? [{ code: 'no-group', grouping, member: left.member }] : []
}

function checkMeasures(rule: Rule, roll: Roll): TallyRefusal[] {
  const derived = new Map(Object.entries(rule.measures ?? {}))
  const carried = new Set(['heads', ...measuresOf(roll)])
  const refusals: TallyRefusal[] = []
  const used = new Set<string>()
  for (const test of rulesTests(rule)) {
    const measure = measureOf(test)
    if (!derived.has(measure)) used.add(measure)
  }
  for (const [measure, { per = 'heads' }] of derived) {
    if (derived.has(per)) refusals.push({ code: 'derived-per', measure, per })
    else used.add(per)
  }
  for (const measure of used) {
    if (!carried.has(measure)) refusals.push({ code: 'unknown-measure', measure })
    else refusals.push(...checkWeights(roll, measure))
  }
  return refusals
}

function checkWeights(roll: Roll, measure: string): TallyRefusal[] {
  if (measure === 'heads') return []
  const wrong = roll.find(
    ({ weights }) => !Object.hasOwn(weights, measure) || !parseFraction(weights[measure]!),
  )
  return wrong ? [{ code: 'bad-weight', member: wrong.member, measure }] : []
}
