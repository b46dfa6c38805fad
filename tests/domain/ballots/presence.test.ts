import { describe, expect, test } from 'vitest'
import { quorumSoFar } from '~/domain/ballots/presence'
import type { Roll } from '~/domain/ballots/roll'
import type { Rule, Test } from '~/domain/ballots/rule'

const roll: Roll = ['ARD', 'BEL', 'COR', 'DOR'].map((member, i) => ({
  member,
  name: member,
  groupings: { region: i < 2 ? 'north' : 'south' },
  weights: {},
}))
const ruled = (quorum: Test, over: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  title: 'Rule',
  quorum,
  outcomes: [{ outcome: 'adopted', when: { count: { of: ['yes'] }, atLeast: '1' } }],
  ...over,
})
const half: Test = { ratio: { of: ['present'], over: ['eligible'] }, moreThan: '1/2' }

describe('B38 the quorum so far', () => {
  test.each([
    [['ARD', 'BEL'], false],
    [['ARD', 'BEL', 'COR'], true],
  ])('with %j it is reached: %s', (voted, passed) => {
    expect(quorumSoFar(ruled(half), roll, voted)).toMatchObject({ passed })
  })

  test('of every region', () => {
    const each: Test = { each: 'region', test: half, all: true }
    expect(quorumSoFar(ruled(each), roll, ['ARD', 'BEL', 'COR'])).toMatchObject({ passed: false })
    expect(quorumSoFar(ruled(each), roll, ['ARD', 'BEL', 'COR', 'DOR'])).toMatchObject({ passed: true })
  })

  test.each<[string, Rule]>([
    ['votes in favour', ruled({ count: { of: ['yes'] }, atLeast: '2' })],
    ['votes for or against', ruled({ ratio: { of: ['yes', 'no'], over: ['eligible'] }, atLeast: '1/2' })],
    [
      'an inner test that asks for a side',
      ruled({ all: [half, { not: { count: { of: ['no'] }, atLeast: '1' } }] }),
    ],
    [
      'power shared among those voting for or against',
      ruled(
        { ratio: { of: ['present'], over: ['eligible'], measure: 'power' }, atLeast: '1/2' },
        { measures: { power: { split: [{ by: 'region', shares: 'equal' }], among: ['yes', 'no'] } } },
      ),
    ],
  ])('a quorum by %s is not shown: it would tell how members voted', (_, rule) => {
    expect(quorumSoFar(rule, roll, ['ARD'])).toBeNull()
  })

  test('without a quorum there is nothing to show', () => {
    const { quorum: _, ...rule } = ruled(half)
    expect(quorumSoFar(rule, roll, ['ARD'])).toBeNull()
  })
})
