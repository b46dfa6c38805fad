import { describe, expect, test } from 'vitest'
import { checkRule } from '~/domain/ballots/check-rule'
import { findPreset } from '~/domain/ballots/presets'
import type { CastPart, RollMember } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { prepare, refusalInWords, tally } from '~/domain/ballots/tally'
import { crowd, decide } from './crowd'

const kenya: RollMember = {
  member: 'KE',
  name: 'Kenya',
  groupings: { region: 'AG' },
  weights: { quota: '3' },
}
const chile: RollMember = {
  member: 'CL',
  name: 'Chile',
  groupings: { region: 'GRULAC' },
  weights: { quota: '1/3' },
}
const roll = [kenya, chile]
const vote = (member: string, choice: CastPart['choice'], part = '1'): CastPart => ({ member, choice, part })
const rule = (more: Partial<Rule>): Rule => ({
  id: 'r',
  title: 'R',
  outcomes: findPreset('two-thirds')!.outcomes,
  ...more,
})
const split = (by: string, shares: 'equal' | Record<string, string>, per?: string) =>
  rule({ measures: { power: { split: [{ by, shares }], ...(per && { per }) } } })

describe('B17 nothing is decided when rule and roll do not fit', () => {
  test.each([
    ['empty-roll', rule({}), []],
    ['duplicate-member', rule({}), [kenya, kenya]],
    [
      'unknown-grouping',
      rule({
        outcomes: [{ outcome: 'x', when: { count: { of: ['yes'] }, atLeast: '1', where: { chamber: 'a' } } }],
      }),
      roll,
    ],
    [
      'unknown-grouping',
      rule({ quorum: { each: 'toString', test: { count: { of: ['yes'] }, atLeast: '1' }, all: true } }),
      roll,
    ],
    ['unknown-grouping', split('constructor', 'equal'), roll],
    [
      'unknown-measure',
      rule({
        outcomes: [{ outcome: 'x', when: { count: { of: ['yes'], measure: 'population' }, atLeast: '1' } }],
      }),
      roll,
    ],
    [
      'unknown-measure',
      rule({
        outcomes: [{ outcome: 'x', when: { count: { of: ['yes'], measure: '__proto__' }, atLeast: '1' } }],
      }),
      roll,
    ],
    ['unknown-measure', split('region', 'equal', 'population'), roll],
    ['derived-per', split('region', 'equal', 'power'), roll],
    ['no-group', split('region', 'equal'), [kenya, { ...chile, groupings: { region: '' } }]],
    ['no-group', split('region', 'equal'), [kenya, { ...chile, groupings: {} }]],
    ['no-share', split('region', { AG: '1/2' }), roll],
    ['bad-weight', findPreset('imf-85')!, [kenya, { ...chile, weights: { quota: '-1' } }]],
    ['bad-weight', findPreset('imf-85')!, [kenya, { ...chile, weights: {} }]],
  ])('%s', (code, said, members) => {
    expect(checkRule(said, members)[0]).toMatchObject({ code })
    expect(tally(said, members, [])).toMatchObject({ ok: false, error: { code } })
    expect(prepare(said, members).ok).toBe(false)
  })

  test('a share for a group that is not on the roll is no refusal', () => {
    expect(checkRule(split('region', { AG: '1/2', GRULAC: '1/4', EEG: '1/4' }), roll)).toEqual([])
  })

  test('a blank group is no refusal where the rule only asks for another', () => {
    const council = [
      { ...kenya, groupings: { class: 'permanent' } },
      { ...chile, groupings: { class: '' } },
    ]
    expect(checkRule(findPreset('security-council')!, council)).toEqual([])
  })

  test('all that is wrong is named at once', () => {
    const wrong = rule({
      quorum: { each: 'chamber', test: { count: { of: ['yes'], measure: 'x' }, atLeast: '1' }, all: true },
    })
    expect(checkRule(wrong, roll).map(refusalInWords)).toEqual([
      'the rule names the grouping "chamber", which the roll lacks',
      'the rule names the measure "x", which the roll lacks',
    ])
  })

  test('a rule that would come to more than 100,000 tests is refused before it is tried', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => ({
      ...kenya,
      member: `m${i}`,
      groupings: { own: `${i}` },
    }))
    const inEach = (tests: number) => {
      const all = Array.from({ length: tests }, () => ({ count: { of: ['yes'] }, atLeast: '1' }) as const)
      return rule({ outcomes: [{ outcome: 'x', when: { each: 'own', test: { all }, all: true } }] })
    }
    // One each, its all in a thousand groups, and 98 or 99 counts in each of them.
    expect(checkRule(inEach(98), many)).toEqual([])
    expect(checkRule(inEach(99), many)).toEqual([{ code: 'too-large', tests: 100_001 }])
  })

  test('weights that no common divisor can hold are refused, not counted for ever', () => {
    const divisors = Array.from({ length: 60 }, (_, i) => `1/${10n ** 40n + BigInt(2 * i + 1)}`)
    const fine = divisors.map((quota, i) => ({ ...kenya, member: `m${i}`, weights: { quota } }))
    expect(tally(findPreset('imf-85')!, fine, [])).toMatchObject({ ok: false, error: { code: 'too-fine' } })
  })
})

describe('B17 nothing is decided when votes do not fit the roll', () => {
  test.each([
    ['unknown-member', [vote('FR', 'yes')]],
    ['unknown-member', [vote('__proto__', 'yes')]],
    ['unknown-choice', [vote('KE', 'absent' as 'yes')]],
    ['duplicate-vote', [vote('KE', 'yes'), vote('KE', 'yes')]],
    ['duplicate-vote', [vote('KE', 'yes', '1/2'), vote('KE', 'yes', '1/2')]],
    ['parts-not-one', [vote('KE', 'yes'), vote('KE', 'no')]],
    ['parts-not-one', [vote('KE', 'yes', '1/2')]],
    ['parts-not-one', [vote('KE', 'yes', '1/3'), vote('KE', 'no', '0.66')]],
    ['bad-part', [vote('KE', 'yes', '0'), vote('KE', 'no', '1')]],
    ['bad-part', [vote('KE', 'yes', '3/2')]],
    ['bad-part', [vote('KE', 'yes', '-1')]],
    ['bad-part', [vote('KE', 'yes', '')]],
  ])('%s %o', (code, votes) => {
    const tallied = tally(rule({}), roll, votes)
    expect(tallied).toMatchObject({ ok: false, error: { code } })
    const prepared = prepare(rule({}), roll)
    expect(() => prepared.ok && prepared.value(votes)).toThrow()
  })

  test('B3 parts that sum to one are one vote, however they are written', () => {
    const parts = [vote('KE', 'yes', '1/3'), vote('KE', 'no', '1/3'), vote('KE', 'abstain', '2/6')]
    expect(decide(rule({}), roll, parts).counts).toMatchObject({
      yes: '1/3',
      no: '1/3',
      abstain: '1/3',
      absent: '1',
    })
    expect(decide(rule({}), roll, [vote('KE', 'yes', '1.0')]).counts).toMatchObject({ yes: '1', absent: '1' })
  })
})

describe('B11 a measure that the rule derives goes before one of the roll', () => {
  test('power on the roll is not the power of the rule', () => {
    const { roll: members, votes } = crowd([
      { yes: 1, groupings: { region: 'a' }, weights: { power: '100' } },
      { no: 1, groupings: { region: 'b' }, weights: { power: '1' } },
    ])
    expect(decide(findPreset('regional-forums')!, members, votes).counts.weights!.power!.yes).toBe('1/2')
  })
})

describe('B8 each over groups', () => {
  const inEach = (more: object): Rule =>
    rule({
      outcomes: [
        {
          outcome: 'yes',
          when: {
            each: 'region',
            test: { count: { of: ['yes'] }, atLeast: '1' },
            ...more,
          } as Rule['outcomes'][0]['when'],
        },
      ],
    })
  const both = [vote('KE', 'yes'), vote('CL', 'no')]
  test.each([
    ['no group seen fails, even at most none', { atMost: '0', where: { region: 'EEG' } }, 'rejected'],
    ['no group seen fails all', { all: true, where: { region: 'EEG' } }, 'rejected'],
    ['where narrows the groups', { all: true, where: { region: 'AG' } }, 'yes'],
    ['one of two is half', { share: { atLeast: '1/2' } }, 'yes'],
    ['and not more', { share: { moreThan: '1/2' } }, 'rejected'],
    ['a group of half weight', { weights: { AG: '1/2' }, share: { equals: '1/3' } }, 'yes'],
    ['a weight for a group not seen', { weights: { EEG: '9' }, share: { equals: '1/2' } }, 'yes'],
    ['a total of nothing fails', { weights: { AG: '0', GRULAC: '0' }, share: { atMost: '1' } }, 'rejected'],
  ])('%s', (_, more, is) => {
    expect(decide(inEach(more), roll, both).outcome).toBe(is)
  })
})

describe('B9 a failed division under not', () => {
  test('nobody voting: the ratio fails, so its negation holds', () => {
    const ratio = { ratio: { of: ['yes'], over: ['yes', 'no'] }, atLeast: '0' } as const
    expect(decide(rule({ outcomes: [{ outcome: 'x', when: ratio }] }), roll, []).outcome).toBe('rejected')
    expect(decide(rule({ outcomes: [{ outcome: 'x', when: { not: ratio } }] }), roll, []).outcome).toBe('x')
  })
})

describe('B20 and B21 the derivation in words', () => {
  const two = findPreset('two-thirds')!
  const sentence = (blocs: Parameters<typeof crowd>[0], said = two) => {
    const { roll: members, votes } = crowd(blocs)
    const [result] = decide(said, members, votes).tests
    return [result!.sentence, result!.missing]
  }
  test.each([
    [
      [{ yes: 108, no: 54, abstain: 16 }],
      ['108 of 162 voting were in favour: 66.7 % (exactly 2/3), two-thirds needed: met', undefined],
    ],
    [
      [{ yes: 107, no: 54, abstain: 16 }],
      [
        '107 of 161 voting were in favour: 66.5 % (exactly 107/161), two-thirds needed: not met',
        '1 more vote in favour would have carried this test',
      ],
    ],
    [
      [{ yes: 51, no: 49 }],
      [
        '51 of 100 voting were in favour: 51.0 %, two-thirds needed: not met',
        '16 votes changed from against to in favour would have carried this test',
      ],
    ],
    [
      [{ yes: 1, no: 1, abstain: 1 }],
      [
        '1 of 2 voting was in favour: 50.0 %, two-thirds needed: not met',
        '1 more vote in favour would have carried this test',
      ],
    ],
    [
      [{ abstain: 40 }],
      [
        'nobody voting, so nothing to divide by, two-thirds needed: not met',
        '1 more vote in favour would have carried this test',
      ],
    ],
  ])('%o', (blocs, said) => {
    expect(sentence(blocs)).toEqual(said)
  })

  test('rounding never hides the side of the threshold', () => {
    expect(sentence([{ yes: 66_667, no: 33_333 }])[0]).toContain('66.7 % (exactly 66667/100000)')
    expect(sentence([{ yes: 66_666, no: 33_334 }])[0]).toContain('66.7 % (exactly 33333/50000)')
    expect(sentence([{ yes: 2, no: 1 }])[0]).toContain('66.7 % (exactly 2/3)')
    expect(sentence([{ yes: 3, no: 1 }])[0]).toBe(
      '3 of 4 voting were in favour: 75.0 %, two-thirds needed: met',
    )
  })

  test('the group that is nearest is named', () => {
    const region = (name: string, yes: number, no: number, absent = 0) => ({
      yes,
      no,
      absent,
      groupings: { region: name },
    })
    const { roll: members, votes } = crowd([
      region('AG', 10, 0),
      region('APG', 10, 0),
      region('EEG', 4, 5, 8),
      region('GRULAC', 2, 7, 60),
      region('WEOG', 0, 9),
    ])
    const [joined] = decide(findPreset('regional-forums')!, members, votes).tests
    const [power, groups] = joined!.children
    expect(groups!.missing).toBe('2 more votes in favour from EEG would have carried this test')
    expect(groups!.groups!.map(({ group, passed }) => [group, passed])).toEqual([
      ['AG', true],
      ['APG', true],
      ['EEG', false],
      ['GRULAC', false],
      ['WEOG', false],
    ])
    expect(power!.missing).toBe('54 more votes in favour from GRULAC would have carried this test')
  })

  test('a quota says what was missing in its own measure', () => {
    const said = sentence(
      [
        { yes: 1, weights: { quota: '80' } },
        { no: 1, weights: { quota: '12' } },
        { absent: 4, weights: { quota: '2' } },
      ],
      findPreset('imf-85')!,
    )
    expect(said).toEqual([
      '80 of the 100 quota of those entitled to vote was in favour: 80.0 %, 85 % needed: not met',
      '5 more quota in favour (the votes of at least 1 member) would have carried this test',
    ])
  })

  test('a quorum says who was missing', () => {
    const { roll: members, votes } = crowd([{ yes: 3, absent: 5 }])
    const [quorum] = decide(findPreset('consensus')!, members, votes).tests
    expect(quorum).toMatchObject({
      role: 'quorum',
      sentence: '3 of 8 entitled to vote were present: 37.5 %, more than half needed: not met',
      missing: '2 more members present would have carried this test',
    })
  })
})
