import { describe, expect, test } from 'vitest'
import { ConsistencyQuery, countBallot, EntryIndex, InclusionQuery } from '~/contracts/ledger'
import { findPreset } from '~/domain/ballots/presets'
import type { Roll } from '~/domain/ballots/roll'
import type { Json } from '~/domain/ledger/canonical'

describe('L3 what may be asked of the tree', () => {
  test.each([
    ['0', true],
    ['9007199254740991', true],
    ['9007199254740992', false],
    ['10000000000000000', false],
    ['01', false],
    ['-1', false],
    ['1.0', false],
    ['1e3', false],
    [' 1', false],
    ['', false],
  ])('L3 entry number %j', (text, accepted) => {
    expect(EntryIndex.safeParse(text).success).toBe(accepted)
  })

  test.each([
    ['7', '8', true],
    ['8', '8', false],
    ['0', '0', false],
  ])('L3 inclusion of %s in %s', (index, size, accepted) => {
    expect(InclusionQuery.safeParse({ index, size }).success).toBe(accepted)
  })

  test.each([
    ['1', '1', true],
    ['0', '1', false],
    ['2', '1', false],
  ])('L3 consistency from %s to %s', (from, to, accepted) => {
    expect(ConsistencyQuery.safeParse({ from, to }).success).toBe(accepted)
  })
})

describe('L12 the recount takes a rule from a log as input like any other', () => {
  const roll: Roll = [{ member: 'aru', name: 'Aruvia', groupings: {}, weights: {} }]
  const rule = JSON.parse(JSON.stringify(findPreset('simple-majority'))) as { [key: string]: Json }

  test('L12 a sound rule is applied', () => {
    const counted = countBallot(rule, roll, [{ member: 'aru', choice: 'yes', part: '1' }])
    expect(counted).toMatchObject({
      ok: true,
      value: { outcome: 'adopted', counts: { yes: '1', absent: '0' } },
    })
  })

  test.each([
    ['no rule', null],
    ['an unknown key', { ...rule, weight: '2' }],
    ['no outcomes', { id: 'x', title: 'x' }],
    [
      'a number that is no text',
      { ...rule, outcomes: [{ outcome: 'adopted', when: { count: { of: ['yes'] }, atLeast: 1 } }] },
    ],
  ])('L12 %s is refused in words', (_name, json) => {
    expect(countBallot(json, roll, [])).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^the rule/),
    })
  })

  test('L12 votes that do not fit the roll are refused in words', () => {
    const counted = countBallot(rule, roll, [{ member: 'bel', choice: 'yes', part: '1' }])
    expect(counted).toMatchObject({ ok: false, error: expect.stringMatching(/not on the roll/) })
  })
})
