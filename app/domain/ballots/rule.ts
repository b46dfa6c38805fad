/** A rule is plain JSON data; every number in it is a string (`"3"`, `"2/3"`, `"0.85"`). RULES.md B1-B16. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly source?: string
  readonly measures?: Readonly<Record<string, Split>>
  readonly quorum?: Test
  readonly outcomes: readonly { readonly outcome: string; readonly when: Test }[]
  /** The outcome when no test holds; `rejected` when not given. */
  readonly otherwise?: string
}

export const sides = ['yes', 'no', 'abstain', 'absent'] as const
export type Side = (typeof sides)[number]
export type Choice = 'yes' | 'no' | 'abstain'
/** `present` is yes, no and abstain; `eligible` is all four. */
export type SideName = Side | 'present' | 'eligible'
export const sideNames: readonly SideName[] = [...sides, 'present', 'eligible']

export const comparators = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'] as const
export type Comparator = (typeof comparators)[number]
/** Exactly one of the five is given; contracts/rule.ts refuses none and two. */
export type Comparison = { readonly [C in Comparator]?: string }

/** Only the members with every one of these groups are seen, here and inside. */
export type Where = Readonly<Record<string, string>>

export interface RatioTest extends Comparison {
  readonly ratio: {
    readonly of: readonly SideName[]
    readonly over: readonly SideName[]
    readonly measure?: string
  }
  readonly where?: Where
}

export interface CountTest extends Comparison {
  readonly count: { readonly of: readonly SideName[]; readonly measure?: string }
  readonly where?: Where
}

export interface EachTest extends Comparison {
  readonly each: string
  readonly test: Test
  /** Exactly one of `all`, a comparator (number of groups) and `share` (number over the total). */
  readonly all?: true
  readonly share?: Comparison
  /** What a group counts; a group not named counts 1. */
  readonly weights?: Readonly<Record<string, string>>
  readonly where?: Where
}

export interface AllTest {
  readonly all: readonly Test[]
  readonly where?: Where
}

export interface AnyTest {
  readonly any: readonly Test[]
  readonly where?: Where
}

export interface NotTest {
  readonly not: Test
  readonly where?: Where
}

export type Test = RatioTest | CountTest | EachTest | AllTest | AnyTest | NotTest

export interface SplitLevel {
  readonly by: string
  readonly shares: 'equal' | Readonly<Record<string, string>>
}

/** A fixed share handed down level by level, then among the members of each last group. */
export interface Split {
  readonly split: readonly SplitLevel[]
  /** Who shares a group's power; `eligible` when not given. */
  readonly among?: readonly SideName[]
  /** In proportion to what; `heads` when not given. */
  readonly per?: string
}

/** Which of yes, no, abstain and absent a list of names covers, in that order. A name twice counts once. */
export function coveredSides(names: readonly SideName[]): boolean[] {
  return sides.map(
    (side) =>
      names.includes(side) || names.includes('eligible') || (side !== 'absent' && names.includes('present')),
  )
}

/** The one comparator of a test that passed contracts/rule.ts. Throws on none. */
export function comparisonOf(test: Comparison): { comparator: Comparator; number: string } {
  for (const comparator of comparators) {
    const number = test[comparator]
    if (number !== undefined) return { comparator, number }
  }
  throw new Error('a test without a comparator')
}

/** The tests directly inside a test. */
export function innerTests(test: Test): readonly Test[] {
  if ('each' in test) return [test.test]
  if ('not' in test) return [test.not]
  if ('any' in test) return test.any
  if ('all' in test) return test.all
  return []
}

/** Every test of a rule, outer before inner. */
export function rulesTests(rule: Rule): Test[] {
  const found: Test[] = []
  const visit = (test: Test) => {
    found.push(test)
    for (const inner of innerTests(test)) visit(inner)
  }
  if (rule.quorum) visit(rule.quorum)
  for (const { when } of rule.outcomes) visit(when)
  return found
}

/** The measure a test counts in; `heads` when it names none. */
export function measureOf(test: Test): string {
  if ('ratio' in test) return test.ratio.measure ?? 'heads'
  if ('count' in test) return test.count.measure ?? 'heads'
  return 'heads'
}
