import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeBallot } from '~/commands/ballots/close-ballot.server'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import { prepareBallot } from '~/commands/ballots/prepare-ballot.server'
import type { RuleId } from '~/domain/ids'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'
import { adders, engines, openWorld, type TestWorld } from '../../world'
import { by, floorOf, sure } from './floor'

describe.each(engines)('a ballot from preparation to result on %s', (engine) => {
  let world: TestWorld
  let floor: ReturnType<typeof floorOf>
  beforeAll(async () => {
    world = await openWorld(engine)
    floor = floorOf(world)
  })
  afterAll(() => world.drop())

  test.each(['ana', 'olga', 'paul', 'admin'] as const)(
    'B24 %s can neither prepare, open nor close',
    async (name) => {
      const { deps, people, forums: of } = world
      const person = by(people[name])
      const [rule] = await forums(world.store.read).currentRules(of.harbour)
      const input = {
        forumId: of.harbour,
        title: 'No',
        question: 'Shall it be?',
        versionId: null,
        ruleId: rule!.id,
      } as const
      const more = { record: 'roll-call', closesAt: null, closesZone: 'UTC' } as const
      const size = (await floor.entries()).length
      expect(await prepareBallot(deps, person, { ...input, ...more })).toMatchObject({
        ok: false,
        error: { code: 'not-allowed' },
      })
      const ref = await floor.prepared()
      expect(await openBallot(deps, person, { ref })).toMatchObject({
        ok: false,
        error: { code: 'not-allowed' },
      })
      sure(await openBallot(deps, by(people.chiara), { ref }))
      expect(await closeBallot(deps, person, { ref })).toMatchObject({
        ok: false,
        error: { code: 'not-allowed' },
      })
      expect(await floor.entries()).toHaveLength(size + 2)
    },
  )

  test('B24 the secretariat prepares and does not open', async () => {
    const ref = await floor.prepared()
    const opened = await openBallot(world.deps, by(world.people.sylvie), { ref })
    expect(opened).toMatchObject({ ok: false, error: { code: 'not-allowed', needs: ['chair'] } })
  })

  test('B25 a rule of another forum, and one that is not there, are not found', async () => {
    const { deps, people, forums: of } = world
    const [foreign] = await forums(world.store.read).currentRules(of.valley)
    const input = { forumId: of.harbour, title: 'No', question: 'Shall it be?', versionId: null } as const
    const more = { record: 'roll-call', closesAt: null, closesZone: 'UTC' } as const
    for (const ruleId of [foreign!.id, deps.newId() as RuleId]) {
      const done = await prepareBallot(deps, by(people.sylvie), { ...input, ...more, ruleId })
      expect(done).toEqual({ ok: false, error: { code: 'not-found', what: 'rule' } })
    }
  })

  test('B26 what changes in the forum after the opening changes nothing in the ballot', async () => {
    const { store, forums: of, people } = world
    const { ref, members, rollHash } = await floor.opened()
    expect(members).toBe(3)
    const [seat] = await forums(store.read).seats(of.harbour)
    await store.tx((c) =>
      forums(c).changeSeat(seat!.seatId, { weights: { population: '999999' }, votes: false }),
    )
    const { rollHash: later } = sure(
      await openBallot(world.deps, by(people.chiara), { ref: await floor.prepared() }),
    )
    expect(later).not.toBe(rollHash)
    expect((await floor.ballot(ref)).rollHash).toBe(rollHash)
    await store.tx((c) => forums(c).changeSeat(seat!.seatId, { weights: seat!.weights, votes: true }))
  })

  test('B26 a roll other than the one shown is not frozen', async () => {
    const ref = await floor.prepared()
    const input = { ref, rollHash: 'a'.repeat(64) }
    const opened = await openBallot(world.deps, by(world.people.chiara), input)
    expect(opened).toEqual({ ok: false, error: { code: 'roll-changed' } })
  })

  test('B26 a rule that names what the roll lacks opens nothing', async () => {
    const rule = {
      id: 'quota',
      title: 'By quota',
      outcomes: [{ outcome: 'adopted', when: { count: { of: ['yes'], measure: 'quota' }, atLeast: '1' } }],
    } as const
    const ref = await floor.prepared({ rule })
    const opened = await openBallot(world.deps, by(world.people.chiara), { ref })
    expect(opened).toMatchObject({ ok: false, error: { code: 'rule-does-not-fit' } })
    expect((await floor.ballot(ref)).status).toBe('prepared')
  })

  test('B26 a forum in which nobody votes opens nothing', async () => {
    const { store, deps, people } = world
    const forumId = await store.tx((c) => adders(c, deps.now()).forum(`empty-${engine}`, 'regional'))
    const ref = await floor.prepared({
      forumId,
      rule: {
        id: 'any',
        title: 'Any',
        outcomes: [{ outcome: 'adopted', when: { count: { of: ['no'] }, atMost: '0' } }],
      },
    })
    const opened = await openBallot(deps, by(people.chiara), { ref })
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'rule-does-not-fit', reasons: ['the roll lists no member'] },
    })
  })

  test('B23 two openings at once are one, and so are a hundred closings', async () => {
    const { deps, people } = world
    const ref = await floor.prepared()
    const chair = by(people.chiara)
    const openings = await Promise.all([1, 2, 3, 4].map(() => openBallot(deps, chair, { ref })))
    expect(openings.filter(({ ok }) => ok)).toHaveLength(1)
    for (const each of openings) if (!each.ok) expect(each.error.code).toBe('already-open')
    const closings = await Promise.all(Array.from({ length: 100 }, () => floor.close(ref)))
    expect(closings.filter(({ ok }) => ok)).toHaveLength(1)
    for (const each of closings)
      if (!each.ok) expect(each.error).toEqual({ code: 'already-closed', outcome: 'rejected' })
    const about = (await floor.entries()).filter(({ on }) => on === `ballot/${ref}`).map(({ t }) => t)
    expect(about).toEqual(['parley-v1/ballot.prepared', 'parley-v1/ballot.opened', 'parley-v1/ballot.closed'])
  })

  test('B23 a closed ballot is not opened again, and a prepared one not closed', async () => {
    const ref = await floor.prepared()
    expect(await floor.close(ref)).toEqual({ ok: false, error: { code: 'not-open' } })
    sure(await openBallot(world.deps, by(world.people.chiara), { ref }))
    sure(await floor.close(ref))
    const again = await openBallot(world.deps, by(world.people.chiara), { ref })
    expect(again).toEqual({ ok: false, error: { code: 'already-closed' } })
  })

  test.each([
    { by: -1, is: 'closes-in-the-past' },
    { by: 0, is: 'closes-in-the-past' },
    { by: 1, is: null },
  ])('B25 a closing time $by ms from now: $is', async ({ by: ms, is }) => {
    const { deps, people, forums: of } = world
    const [rule] = await forums(world.store.read).currentRules(of.harbour)
    const closesAt = new Date(deps.now().getTime() + ms)
    const input = {
      forumId: of.harbour,
      title: 'When',
      question: 'Shall it be now?',
      versionId: null,
      ruleId: rule!.id,
    } as const
    const done = await prepareBallot(deps, by(people.sylvie), {
      ...input,
      record: 'roll-call',
      closesAt,
      closesZone: 'UTC',
    })
    expect(done.ok ? null : done.error.code).toBe(is)
  })

  test('B26, B36 the text is final before it is voted on, and the ballot decides the norm', async () => {
    const { store, deps, people, forums: of } = world
    const normId = await store.tx((c) => adders(c, deps.now()).norm(of.harbour, engine === 'pg' ? 71 : 70))
    const versionId = await addVersion(world, normId, 1)
    const ref = await floor.prepared({ versionId })
    const chair = by(people.chiara)
    expect(await openBallot(deps, chair, { ref })).toEqual({
      ok: false,
      error: { code: 'norm-not-ready', stage: 'drafting' },
    })
    await store.tx((c) => norms(c).setStage(normId, 'text-final', deps.now()))
    const newer = await addVersion(world, normId, 2)
    expect(await openBallot(deps, chair, { ref })).toEqual({
      ok: false,
      error: { code: 'newer-version', number: 2 },
    })
    const next = await floor.prepared({ versionId: newer })
    const opened = sure(await openBallot(deps, chair, { ref: next }))
    expect(opened.textHash).toBe('2'.repeat(64))
    expect((await norms(store.read).byId(normId))!.stage).toBe('ballot')
    sure(await floor.close(next))
    expect((await norms(store.read).byId(normId))!.stage).toBe('rejected')
    expect((await floor.entries()).at(-1)).toMatchObject({
      t: 'parley-v1/norm.decided',
      from: 'ballot',
      to: 'rejected',
      ballot: next,
    })
  })

  test('L8 every ballot of these tests is counted again with the same result', async () => {
    const { findings, ballots } = await floor.recount()
    expect(findings).toEqual([])
    expect(ballots.filter(({ recount }) => recount === 'agrees').length).toBeGreaterThan(2)
  })
})

async function addVersion(
  { store, deps }: TestWorld,
  normId: Parameters<ReturnType<typeof norms>['byId']>[0],
  number: number,
) {
  const id = deps.newId() as never
  const row = {
    id,
    normId,
    number,
    symbol: `X/${number}`,
    kind: 'final',
    language: 'en',
    title: 'Text',
    note: '',
  } as const
  await store.tx((c) =>
    norms(c).addVersion({ ...row, hash: String(number).repeat(64), frozenAt: deps.now() }, []),
  )
  return id
}
