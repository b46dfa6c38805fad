import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castVote } from '~/commands/ballots/cast-vote.server'
import { closeBallot } from '~/commands/ballots/close-ballot.server'
import { type JoinBallotsInput, joinBallots } from '~/commands/ballots/join-ballots.server'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import type { Rule } from '~/domain/ballots/rule'
import { adders, engines, openWorld, type TestWorld } from '../../world'
import { by, floorOf, sure } from './floor'

/** Harbour has two thirds of the power, the valley one; more than half of it carries. */
const twoForums: Rule = {
  id: 'two-forums',
  title: 'More than half of the power of two forums',
  measures: {
    power: { split: [{ by: 'forum', shares: { harbour: '2/3', valley: '1/3' } }], among: ['yes', 'no'] },
  },
  outcomes: [
    {
      outcome: 'adopted',
      when: { ratio: { of: ['yes'], over: ['yes', 'no'], measure: 'power' }, moreThan: '1/2' },
    },
  ],
}

describe.each(engines)('joint ballots on %s', (engine) => {
  let world: TestWorld
  let floor: ReturnType<typeof floorOf>
  let ruleId: JoinBallotsInput['rule']
  beforeAll(async () => {
    world = await openWorld(engine)
    floor = floorOf(world)
    ruleId = await world.store.tx((c) =>
      adders(c, world.deps.now()).rule(world.forums.harbour, twoForums, false),
    )
  })
  afterAll(() => world.drop())

  const joint = (refs: string[], over: Partial<JoinBallotsInput> = {}) => {
    const words = { title: 'Both forums', question: 'Shall both forums do it?' }
    const input = { forumId: world.forums.harbour, ...words, rule: ruleId, refs, ...over }
    return joinBallots(world.deps, by(world.people.sylvie), input)
  }
  const pair = async () => {
    const { harbour, valley } = world.forums
    return [await floor.prepared({ forumId: harbour }), await floor.prepared({ forumId: valley })] as const
  }

  test('B33-B35 it opens with its last part, closes with its last part, and weighs the forums', async () => {
    const { deps, people } = world
    const chair = by(people.chiara)
    const [harbour, valley] = await pair()
    const { ref } = sure(await joint([harbour, valley]))
    const first = sure(await openBallot(deps, chair, { ref: harbour }))
    expect((await floor.ballot(ref)).status).toBe('prepared')
    const second = sure(await openBallot(deps, chair, { ref: valley }))
    expect(await floor.ballot(ref)).toMatchObject({ status: 'open', kind: 'joint' })
    const vote = (person: keyof typeof people, ballot: typeof first, member: string, choice: 'yes' | 'no') =>
      castVote(deps, by(people[person]), { ref: ballot.ref, textHash: ballot.textHash, member, choice })
    sure(await vote('ana', first, 'ARD', 'yes'))
    sure(await vote('bela', first, 'BEL', 'no'))
    sure(await vote('ana', second, 'ARD', 'no'))
    sure(await vote('bela', second, 'BEL', 'yes'))
    sure(await vote('coro', first, 'COR', 'yes'))
    const own = await castVote(deps, by(people.ana), {
      ref,
      textHash: first.textHash,
      member: 'harbour:ARD',
      choice: 'yes',
    })
    expect(own).toEqual({ ok: false, error: { code: 'no-votes-of-its-own' } })
    expect(await closeBallot(deps, chair, { ref })).toEqual({
      ok: false,
      error: { code: 'closes-with-its-parts' },
    })
    sure(await floor.close(harbour))
    expect((await floor.ballot(ref)).status).toBe('open')
    sure(await floor.close(valley))
    // 2/3 of 2/3 and 1/2 of 1/3: 11/18
    const { status, outcome, result } = await floor.ballot(ref)
    expect({ status, outcome }).toEqual({ status: 'closed', outcome: 'adopted' })
    expect(result!.tests[0]!.left).toBe('11/18')
    expect(result!.counts).toMatchObject({ yes: '3', no: '2', eligible: '5' })
    const types = (await floor.entries()).filter(({ on }) => on === `ballot/${ref}`).map(({ t }) => t)
    expect(types).toEqual(['parley-v1/ballot.prepared', 'parley-v1/ballot.joined', 'parley-v1/ballot.closed'])
  })

  test('B34 ballots that have closed already are joined and decided at once', async () => {
    const parts = await pair()
    for (const ref of parts) {
      sure(await openBallot(world.deps, by(world.people.chiara), { ref }))
      sure(await floor.close(ref))
    }
    const { ref } = sure(await joint([...parts]))
    expect(await floor.ballot(ref)).toMatchObject({ status: 'closed', outcome: 'rejected' })
  })

  test('B35 both parts closing at once close the joint ballot once', async () => {
    const { deps, people } = world
    for (let round = 0; round < 5; round++) {
      const parts = await pair()
      const { ref } = sure(await joint([...parts]))
      for (const part of parts) sure(await openBallot(deps, by(people.chiara), { ref: part }))
      await Promise.all([...parts, ...parts].map((part) => floor.close(part)))
      expect((await floor.ballot(ref)).status).toBe('closed')
      const closings = (await floor.entries()).filter(
        ({ t, on }) => t.endsWith('.closed') && on === `ballot/${ref}`,
      )
      expect(closings).toHaveLength(1)
    }
  })

  test('B33 what cannot be joined is refused', async () => {
    const [harbour, valley] = await pair()
    const [other] = await pair()
    expect(await joint([harbour])).toMatchObject({ ok: false, error: { code: 'too-few' } })
    expect(await joint([harbour, other])).toMatchObject({ ok: false, error: { code: 'same-forum' } })
    expect(await joint([harbour, 'B-9999'])).toMatchObject({
      ok: false,
      error: { code: 'not-found', ref: 'B-9999' },
    })
    const { ref } = sure(await joint([harbour, valley]))
    expect(await joint([harbour, valley])).toMatchObject({ ok: false, error: { code: 'already-joined' } })
    expect(await joint([ref, valley])).toMatchObject({ ok: false, error: { code: 'joint-of-joint' } })
    const [a, b] = await pair()
    expect(await joint([a, b], { rule: twoForums })).toMatchObject({
      ok: false,
      error: { code: 'not-found', what: 'rule' },
    })
    const regions = {
      ...twoForums,
      id: 'by-chamber',
      measures: { power: { split: [{ by: 'chamber', shares: 'equal' as const }] } },
    }
    const misfit = await world.store.tx((c) =>
      adders(c, world.deps.now()).rule(world.forums.harbour, regions, false),
    )
    expect(await joint([a, b], { rule: misfit })).toMatchObject({
      ok: false,
      error: { code: 'rule-does-not-fit' },
    })
  })

  test('L8 the recount agrees', async () => {
    const { findings, ballots } = await floor.recount()
    expect(findings).toEqual([])
    expect(
      ballots.filter(({ kind, recount }) => kind === 'joint' && recount === 'agrees').length,
    ).toBeGreaterThan(6)
  })
})
