import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { findPreset } from '~/domain/ballots/presets'
import type { CastPart, RollMember, Votes } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { type Tally, type TestResult, tally } from '~/domain/ballots/tally'
import { type Case, cases, casesOf } from './arbitrary'
import { naiveOutcome } from './naive'

// Thousands of ballots each: minutes on a busy machine, seconds on a quiet one.
vi.setConfig({ testTimeout: 180_000 })

function decide({ rule, roll, votes }: { rule: Rule; roll: readonly RollMember[]; votes: Votes }): Tally {
  const tallied = tally(rule, roll, votes)
  if (!tallied.ok) throw new Error(JSON.stringify(tallied.error))
  return tallied.value
}

const every = (results: readonly TestResult[]): TestResult[] =>
  results.flatMap((result) => [
    result,
    ...every(result.children),
    ...every((result.groups ?? []).map((group) => group.result)),
  ])

describe('B1 the same rule, roll and votes give the same outcome', () => {
  test('B2-B15 a second, naive evaluator agrees on 10,000 random ballots', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(cases, (drawn) => {
        const { outcome } = decide(drawn)
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
        expect(outcome).toBe(naiveOutcome(drawn.rule, drawn.roll, drawn.votes))
      }),
      { numRuns: 10_000 },
    )
    // The draw must not be lopsided: every kind of end has its share.
    for (const outcome of ['adopted', 'tied', 'no-quorum', 'rejected', 'lost']) {
      expect(seen.get(outcome) ?? 0, outcome).toBeGreaterThan(200)
    }
  })

  test('the order of the votes and of the members changes no outcome and no count', () => {
    const shuffled = cases.chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        votes: fc.shuffledSubarray(drawn.votes, { minLength: drawn.votes.length }),
        roll: fc.shuffledSubarray(drawn.roll, { minLength: drawn.roll.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ drawn, votes, roll }) => {
        const before = decide(drawn)
        const after = decide({ ...drawn, votes, roll })
        expect(after.outcome).toBe(before.outcome)
        expect(after.counts).toEqual(before.counts)
        expect(decide({ ...drawn, votes }).tests).toEqual(before.tests)
      }),
      { numRuns: 500 },
    )
  })

  test('scaling every weight of a measure changes no share', () => {
    const stake = { ratio: { of: ['yes'], over: ['eligible'], measure: 'stake' }, atLeast: '2/3' } as const
    const rule: Rule = {
      id: 'stake',
      title: 'Stake',
      measures: { power: { split: [{ by: 'region', shares: 'equal' }], among: ['yes', 'no'], per: 'stake' } },
      outcomes: [
        {
          outcome: 'both',
          when: { all: [stake, { ...stake, ratio: { ...stake.ratio, measure: 'power' } }] },
        },
        { outcome: 'one', when: stake },
      ],
    }
    fc.assert(
      fc.property(casesOf(fc.constant(rule)), fc.integer({ min: 1, max: 999 }), ({ roll, votes }, by) => {
        const scaled = roll.map((m) => ({ ...m, weights: { stake: scale(m.weights.stake!, by) } }))
        expect(decide({ rule, roll: scaled, votes }).outcome).toBe(decide({ rule, roll, votes }).outcome)
      }),
      { numRuns: 500 },
    )
  })
})

function scale(weight: string, by: number): string {
  const [whole = '', below] = weight.split('/')
  if (below) return `${Number(whole) * by}/${below}`
  return whole.includes('.') ? `${Math.round(Number(whole) * 100) * by}/100` : `${BigInt(whole) * BigInt(by)}`
}

describe('B5-B15 more support never hurts', () => {
  const monotone = [
    'simple-majority',
    'two-thirds',
    'majority-of-members',
    'consensus',
    'silence',
    'regional-forums',
    'iesg-alternate',
    'security-council',
    'iso-enquiry',
  ]
  test.each(monotone)('%s: turning a vote against into one in favour never loses', (id) => {
    const rule = findPreset(id)!
    fc.assert(
      fc.property(casesOf(fc.constant(rule)), ({ roll, votes }) => {
        const before = decide({ rule, roll, votes }).outcome
        const turned = votes.filter(({ choice, part }) => choice === 'no' && part === '1')
        for (const vote of turned) {
          const after = votes.map((other): CastPart => (other === vote ? { ...vote, choice: 'yes' } : other))
          const { outcome } = decide({ rule, roll, votes: after })
          if (before === 'adopted') expect(outcome).toBe('adopted')
          if (before === 'tied') expect(outcome).not.toBe('rejected')
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('B20 the explanation agrees with the outcome', () => {
  test('the outcome follows from the tests as they are shown', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { outcome, tests } = decide(drawn)
        const quorum = drawn.rule.quorum ? tests[0] : undefined
        const rest = drawn.rule.quorum ? tests.slice(1) : tests
        expect(rest.map(({ role }) => role)).toEqual(drawn.rule.outcomes.map((o) => o.outcome))
        const first = rest.find(({ passed }) => passed)?.role ?? drawn.rule.otherwise ?? 'rejected'
        expect(outcome).toBe(quorum && !quorum.passed ? 'no-quorum' : first)
      }),
      { numRuns: 1_000 },
    )
  })

  test('every test shown passes exactly when its own numbers say so', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        for (const result of every(decide(drawn).tests)) {
          expect(result.passed, result.sentence).toBe(fromNumbers(result))
          expect(result.sentence.endsWith(result.passed ? ': met' : ': not met'), result.sentence).toBe(true)
          if (result.passed) expect(result.missing).toBeUndefined()
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('the counts of the groups of a grouping sum to the counts of the whole', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { counts, groups } = decide(drawn)
        for (const grouping of ['region', 'class']) {
          for (const side of ['yes', 'no', 'abstain', 'absent', 'present', 'eligible'] as const) {
            const sum = Object.values(groups[grouping]!).reduce((total, c) => total + number(c[side]), 0)
            expect(sum).toBeCloseTo(number(counts[side]), 9)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

const number = (text: string): number => {
  const [n, d = '1'] = text.split('/')
  return Number(n) / Number(d)
}

function fromNumbers({ kind, left, right, comparator, children, groups }: TestResult): boolean {
  if (kind === 'all') return children.every(({ passed }) => passed)
  if (kind === 'any') return children.some(({ passed }) => passed)
  if (kind === 'not') return !children[0]!.passed
  if (left === null || left === undefined || (groups && groups.length === 0)) return false
  const [a = '', b = '1'] = left.split('/')
  const [c = '', d = '1'] = right!.split('/')
  const difference = BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b)
  if (comparator === 'equals') return difference === 0n
  if (comparator === 'atLeast') return difference >= 0n
  if (comparator === 'moreThan') return difference > 0n
  return comparator === 'atMost' ? difference <= 0n : difference < 0n
}

describe('B20 what was missing is exact', () => {
  const words =
    /^(\d+) (?:more )?votes? (?:from (\w+) )?(in favour|changed from against to in favour)(?: from (\w+))? would/

  /** Give the named number of votes, one fewer, and see whether the (only) test turns. */
  function turns(drawn: Case, missing: string, give: number): boolean {
    const [, , early, kind, late] = words.exec(missing)!
    const group = early ?? late
    const whole = (m: RollMember, choice: string | undefined) => {
      const rows = drawn.votes.filter((vote) => vote.member === m.member)
      return rows.length === 0 ? choice !== 'no' : rows[0]!.part === '1' && rows[0]!.choice === choice
    }
    const able = drawn.roll
      .filter((m) => !group || m.groupings.region === group)
      .filter((m) =>
        kind === 'in favour'
          ? whole(m, 'abstain') || !drawn.votes.some((v) => v.member === m.member)
          : whole(m, 'no'),
      )
      .slice(0, give)
    expect(able).toHaveLength(give)
    const names = new Set(able.map(({ member }) => member))
    const votes = drawn.votes.filter(({ member }) => !names.has(member))
    for (const member of names) votes.push({ member, choice: 'yes', part: '1' })
    return decide({ ...drawn, votes }).tests[0]!.passed
  }

  const shares = ['1/2', '2/3', '0.55', '1', '1/3']
  const leaf = fc
    .tuple(
      fc.constantFrom('heads', 'power'),
      fc.constantFrom('atLeast', 'moreThan'),
      fc.constantFrom(...shares),
    )
    .map(
      ([measure, comparator, share]): Rule => ({
        id: 'leaf',
        title: 'Leaf',
        measures: { power: { split: [{ by: 'region', shares: 'equal' }], among: ['yes', 'no'] } },
        outcomes: [
          {
            outcome: 'adopted',
            when: { ratio: { of: ['yes'], over: ['yes', 'no'], measure }, [comparator]: share },
          },
        ],
      }),
    )

  test('that many votes carry the test, and one fewer does not', () => {
    let checked = 0
    fc.assert(
      fc.property(casesOf(leaf), (drawn) => {
        const [result] = decide(drawn).tests
        if (!result?.missing) return
        const votes = Number(words.exec(result.missing)?.[1])
        expect(votes, result.missing).toBeGreaterThan(0)
        expect(turns(drawn, result.missing, votes), result.missing).toBe(true)
        if (votes > 1) expect(turns(drawn, result.missing, votes - 1), result.missing).toBe(false)
        checked++
      }),
      { numRuns: 3_000 },
    )
    expect(checked).toBeGreaterThan(1_000)
  })

  test('a simple failed majority always says what it lacked', () => {
    const rule = findPreset('two-thirds')!
    fc.assert(
      fc.property(casesOf(fc.constant(rule)), ({ roll }) => {
        const votes = roll.map(({ member }): CastPart => ({ member, choice: 'no', part: '1' }))
        expect(decide({ rule, roll, votes }).tests[0]!.missing).toMatch(/changed from against to in favour/)
      }),
      { numRuns: 50 },
    )
  })
})

test('B12 with everybody in a last group absent, its power goes to nobody', () => {
  const rule = findPreset('regional-forums')!
  const roll = ['north', 'north', 'south'].map(
    (region, i): RollMember => ({
      member: `m${i}`,
      name: '',
      groupings: { region },
      weights: {},
    }),
  )
  const { counts } = decide({ rule, roll, votes: [{ member: 'm0', choice: 'yes', part: '1' }] })
  expect(counts.weights?.power).toMatchObject({ yes: '1/2', no: '0', eligible: '1/2' })
})
