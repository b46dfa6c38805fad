import { describe, expect, test } from 'vitest'
import { findPreset } from '~/domain/ballots/presets'
import { prepare } from '~/domain/ballots/tally'
import { otherVerdicts } from '~/domain/ballots/words'
import { decide } from './crowd'
import { cyberVotes, hasRealData, realRows, rollCalls } from './real-data'

const simple = findPreset('simple-majority')!
const twoThirds = findPreset('two-thirds')!
const regional = findPreset('regional-forums')!

describe.skipIf(!hasRealData)('B12 real votes, five regional groups of equal power', () => {
  const cyber = hasRealData ? cyberVotes() : null
  test.each([
    ['A/RES/73/27', [119, 46, 14], '119/165', '529/825', 'adopted', 'rejected'],
    ['A/RES/73/266', [138, 12, 16], '138/150', '874459/947100', 'adopted', 'adopted'],
    ['A/RES/74/247', [79, 60, 33], '79/139', '9563/18400', 'adopted', 'rejected'],
  ])('%s', (resolution, [yes, no, abstain], heads, power, bySimple, byRegion) => {
    const { roll, votes } = cyber!
    const cast = votes.get(resolution)!
    const first = decide(simple, roll, cast)
    expect(first.counts).toMatchObject({ yes: `${yes}`, no: `${no}`, abstain: `${abstain}`, eligible: '193' })
    expect([first.tests[0]!.left, first.outcome]).toEqual([heads, bySimple])
    const second = decide(regional, roll, cast)
    expect([second.tests[0]!.children[0]!.left, second.outcome]).toEqual([power, byRegion])
  })

  test('B20 the derivation reads as a person would write it', () => {
    const { roll, votes } = cyber!
    const [test] = decide(twoThirds, roll, votes.get('A/RES/73/27')!).tests
    expect(test).toMatchObject({
      sentence: '119 of 165 voting were in favour: 72.1 %, two-thirds needed: met',
      left: '119/165',
      right: '2/3',
    })
  })

  test('B22 the other presets speak, or say why they cannot', () => {
    const { roll, votes } = cyber!
    const verdicts = new Map(otherVerdicts(twoThirds, roll, votes.get('A/RES/73/27')!).map((v) => [v.id, v]))
    expect(verdicts.has('two-thirds')).toBe(false)
    expect(verdicts.size).toBe(17)
    expect(verdicts.get('regional-forums')).toMatchObject({ outcome: 'rejected' })
    expect(verdicts.get('imf-85')).toMatchObject({
      notApplicable: 'the rule names the measure "quota", which the roll lacks',
    })
    expect(verdicts.get('imf-85')).not.toHaveProperty('outcome')
  })
})

describe.skipIf(!hasRealData)('B1 every recorded vote of the General Assembly, 1946 to 2019', () => {
  test('all 6,203 equal the recount, and fall as history says', () => {
    const { roll, calls } = rollCalls()
    const known = new Map(realRows('unga_rollcalls.csv').map((row) => [row.rcid, row]))
    const bySimple = prepare(simple, roll)
    const byTwoThirds = prepare(twoThirds, roll)
    if (!bySimple.ok || !byTwoThirds.ok) throw new Error('the presets fit every roll')
    const fell = { majorityOnly: 0, exactlyTwoThirds: 0, tied: 0 }
    for (const { rcid, votes } of calls) {
      const { outcome, counts } = bySimple.value(votes)
      const { yes, no, abstain } = known.get(rcid)!
      expect([counts.yes, counts.no, counts.abstain], rcid).toEqual([yes, no, abstain])
      const large = byTwoThirds.value(votes).outcome
      if (outcome === 'adopted' && large === 'rejected') fell.majorityOnly++
      if (Number(yes) === 2 * Number(no) && large === 'adopted') fell.exactlyTwoThirds++
      if (outcome === 'tied') fell.tied++
    }
    expect(calls).toHaveLength(6203)
    expect(fell).toEqual({ majorityOnly: 269, exactlyTwoThirds: 8, tied: 11 })
  }, 60_000)

  test('NA is a member like any other', () => {
    expect(rollCalls().roll.map(({ member }) => member)).toContain('NA')
  })
})
