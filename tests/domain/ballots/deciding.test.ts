import { describe, expect, test } from 'vitest'
import { decidingSentence } from '~/domain/ballots/deciding'
import { findPreset } from '~/domain/ballots/presets'
import type { Choice } from '~/domain/ballots/rule'
import { tally } from '~/domain/ballots/tally'

const members = ['ARD', 'BEL', 'COR', 'DOR']
const roll = members.map((member, i) => ({
  member,
  name: member,
  groupings: { region: i < 2 ? 'north' : 'south' },
  weights: {},
}))

function said(id: string, choices: (Choice | null)[]): string {
  const votes = choices.flatMap((choice, i) => (choice ? [{ member: members[i]!, choice, part: '1' }] : []))
  const counted = tally(findPreset(id)!, roll, votes)
  if (!counted.ok) throw new Error(counted.error.code)
  return decidingSentence(counted.value)
}

describe('B20 the sentence that decides', () => {
  test('of an outcome that held is the sentence of its own test', () => {
    expect(said('simple-majority', ['yes', 'yes', 'no', null])).toMatch(
      /^2 of 3 voting were in favour.*: met\.$/,
    )
    expect(said('simple-majority', ['yes', 'no', null, null])).toMatch(/exactly half needed.*: met\.$/)
  })
  test('of a rejection is the sentence of the first test, which failed', () => {
    expect(said('simple-majority', ['yes', 'no', 'no', null])).toMatch(
      /^1 of 3 voting (was|were) in favour.*: not met\.$/,
    )
  })
  test('of joined tests is the part that made it so', () => {
    expect(said('regional-forums', ['yes', 'yes', 'no', 'no'])).toMatch(/^1\/2 of the power.*: not met\.$/)
    expect(said('regional-forums', ['yes', 'yes', 'yes', 'yes'])).toMatch(
      /^The test holds in groups by region.*: not met\.$/,
    )
  })
  test('without a quorum is the sentence of the quorum', () => {
    expect(said('consensus', ['yes', 'yes', null, null])).toMatch(
      /^2 of 4 .*more than half needed: not met\.$/,
    )
  })
})
