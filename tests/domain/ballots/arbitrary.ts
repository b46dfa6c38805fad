/** Random rules, rolls and votes that fit one another, for property tests. */
import fc from 'fast-check'
import type { CastPart, RollMember } from '~/domain/ballots/roll'
import { comparators, type Rule, type Split, sideNames, type Test } from '~/domain/ballots/rule'

export interface Case {
  rule: Rule
  roll: RollMember[]
  votes: CastPart[]
}

const regions = ['north', 'south', 'east']
const classes = ['P', 'O', 'permanent']
const numbers = ['0', '1', '2', '3', '5', '1/2', '2/3', '0.25', '7/5', '0.85']
const shares = ['0', '1/2', '2/3', '1/3', '0.6', '1/4', '1', '3/5', '4/3']

const sides = fc.uniqueArray(fc.constantFrom(...sideNames), { minLength: 1, maxLength: 3 })
const compared = (thresholds: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...comparators), fc.constantFrom(...thresholds))
    .map(([comparator, number]) => ({ [comparator]: number }))

const measure = fc.option(fc.constantFrom('heads', 'stake', 'fixed', 'voting'), { nil: undefined })
const grouping = fc.constantFrom('region', 'class')
const where = fc.option(
  fc.oneof(
    fc.constantFrom(...regions, 'nowhere').map((region) => ({ region })),
    fc
      .tuple(fc.constantFrom(...regions), fc.constantFrom(...classes))
      .map(([region, c]) => ({ region, class: c })),
  ),
  { nil: undefined, freq: 3 },
)

const kept = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T

const ratio = fc
  .tuple(sides, sides, measure, compared(shares), where)
  .map(([of, over, m, c, w]) => kept({ ratio: kept({ of, over, measure: m }), ...c, where: w }) as Test)
const count = fc
  .tuple(sides, measure, compared(numbers), where)
  .map(([of, m, c, w]) => kept({ count: kept({ of, measure: m }), ...c, where: w }) as Test)

const weights = fc.option(
  fc.dictionary(fc.constantFrom(...regions, ...classes), fc.constantFrom('0', '1/2', '2', '1/3')),
  { nil: undefined },
)

const needed = fc.oneof(
  fc.constant({ all: true as const }),
  fc.tuple(compared(numbers), weights).map(([c, w]) => ({ ...c, weights: w })),
  fc.tuple(compared(shares), weights).map(([c, w]) => ({ share: c, weights: w })),
)

const { test } = fc.letrec<{ test: Test }>((tie) => ({
  test: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    ratio,
    count,
    fc
      .tuple(grouping, tie('test'), needed, where)
      .map(([each, inner, n, w]) => kept({ each, test: inner, ...n, where: w }) as Test),
    fc
      .tuple(fc.array(tie('test'), { minLength: 1, maxLength: 3 }), where)
      .map(([all, w]) => kept({ all, where: w }) as Test),
    fc
      .tuple(fc.array(tie('test'), { minLength: 1, maxLength: 3 }), where)
      .map(([any, w]) => kept({ any, where: w }) as Test),
    fc.tuple(tie('test'), where).map(([not, w]) => kept({ not, where: w }) as Test),
  ),
}))

export const tests = test

const level = fc.oneof(
  fc.tuple(grouping, fc.constant('equal' as const)).map(([by, s]) => ({ by, shares: s })),
  fc
    .tuple(fc.constantFrom('1/2', '0.3', '1'), fc.constantFrom('1/4', '0'), fc.constantFrom('1/3', '2/5'))
    .map(([a, b, c]) => ({ by: 'region', shares: { north: a, south: b, east: c, nowhere: '9' } })),
)
const split = (among: fc.Arbitrary<Split['among']>): fc.Arbitrary<Split> =>
  fc
    .tuple(
      fc.array(level, { minLength: 1, maxLength: 2 }),
      among,
      fc.option(fc.constantFrom('heads', 'stake'), { nil: undefined }),
    )
    .map(([levels, a, per]) => kept({ split: levels, among: a, per }))

export const rules: fc.Arbitrary<Rule> = fc
  .record({
    fixed: split(fc.constant(undefined)),
    voting: split(fc.oneof(fc.constant(['yes', 'no'] as const), sides)),
    quorum: fc.option(test, { nil: undefined, freq: 2 }),
    outcomes: fc.array(fc.record({ outcome: fc.constantFrom('adopted', 'tied', 'deferred'), when: test }), {
      minLength: 1,
      maxLength: 3,
    }),
    otherwise: fc.option(fc.constant('lost'), { nil: undefined }),
  })
  .map(({ fixed, voting, ...rest }) =>
    kept({ id: 'random', title: 'Random', measures: { fixed, voting }, ...rest }),
  )

const stakes = fc.constantFrom('0', '1', '2', '5', '1/3', '0.75', '12345678901234567890')

const rolls = fc
  .array(fc.tuple(fc.constantFrom(...regions), fc.constantFrom(...classes), stakes), {
    minLength: 1,
    maxLength: 7,
  })
  .map((rows) =>
    rows.map(
      ([region, c, stake], i): RollMember => ({
        member: `m${i}`,
        name: `Member ${i}`,
        groupings: { region, class: c },
        weights: { stake },
      }),
    ),
  )

const ways: readonly (readonly Omit<CastPart, 'member'>[])[] = [
  [],
  [{ choice: 'yes', part: '1' }],
  [{ choice: 'yes', part: '1' }],
  [{ choice: 'no', part: '1' }],
  [{ choice: 'no', part: '1' }],
  [{ choice: 'abstain', part: '1' }],
  [
    { choice: 'yes', part: '1/3' },
    { choice: 'no', part: '2/3' },
  ],
  [
    { choice: 'yes', part: '0.5' },
    { choice: 'no', part: '0.2' },
    { choice: 'abstain', part: '0.3' },
  ],
]

export const votesOf = (roll: readonly RollMember[]): fc.Arbitrary<CastPart[]> =>
  fc
    .array(fc.constantFrom(...ways), { minLength: roll.length, maxLength: roll.length })
    .map((chosen) =>
      chosen.flatMap((parts, i) => parts.map((part) => ({ member: roll[i]!.member, ...part }))),
    )

export const casesOf = (rule: fc.Arbitrary<Rule>): fc.Arbitrary<Case> =>
  fc.tuple(rule, rolls).chain(([r, roll]) => votesOf(roll).map((votes) => ({ rule: r, roll, votes })))

export const cases = casesOf(rules)
