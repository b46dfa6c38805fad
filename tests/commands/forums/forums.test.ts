import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addForum, type ForumSaid } from '~/commands/forums/add-forum.server'
import { addSeat } from '~/commands/forums/add-seat.server'
import { changeForum } from '~/commands/forums/change-forum.server'
import { changeSeat } from '~/commands/forums/change-seat.server'
import { endSeat } from '~/commands/forums/end-seat.server'
import { grantRole } from '~/commands/people/grant-role.server'
import type { DelegationId, ForumId, SeatId } from '~/domain/ids'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

describe.each(engines)('forums on %s', (engine) => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld(engine)
  })
  afterEach(() => world.drop())

  const figures = { votes: true, groupings: { region: 'south' }, weights: { population: '2/3' } }
  const seatOf = async (forumId: ForumId, member: string) =>
    (await forums(world.store.read).seats(forumId)).find((s) => s.member === member)!
  const bodies = async () =>
    (await ledger(world.store.read).since(0, 100)).map((e) => JSON.parse(e.body) as Record<string, unknown>)
  const said: ForumSaid = {
    name: 'Delta forum',
    kind: 'regional',
    region: 'south',
    parentId: null,
    charter: 'Those who live by the delta.',
    languages: ['en', 'fr'],
  }

  describe('F2 who keeps a forum', () => {
    test.each(['ana', 'chiara', 'ivo', 'paul'] as const)('%s does not', async (name) => {
      const { deps, forums: f, delegations: d, people: p } = world
      const actor = by(p[name])
      const seat = await seatOf(f.harbour, 'ARD')
      const asked = { forumId: f.harbour, delegationId: d.ironworks, member: 'IRO', ...figures }
      expect(codeOf(await addSeat(deps, actor, asked))).toBe('not-allowed')
      expect(codeOf(await changeSeat(deps, actor, { seatId: seat.seatId, ...figures }))).toBe('not-allowed')
      expect(codeOf(await endSeat(deps, actor, { seatId: seat.seatId }))).toBe('not-allowed')
      expect(codeOf(await addForum(deps, actor, { slug: 'delta', ...said }))).toBe('not-allowed')
      expect(codeOf(await changeForum(deps, actor, { forumId: f.harbour, ...said }))).toBe('not-allowed')
      expect(await bodies()).toEqual([])
    })

    test('its secretariat keeps its seats, not another forum’s and not the charter', async () => {
      const { deps, forums: f, delegations: d, people: p } = world
      sure(await grantRole(deps, null, { personId: p.paul, role: 'secretariat', forumId: f.harbour }))
      const asked = { delegationId: d.ironworks, member: 'IRO', ...figures }
      expect(codeOf(await addSeat(deps, by(p.paul), { forumId: f.harbour, ...asked }))).toBe('ok')
      expect(codeOf(await addSeat(deps, by(p.paul), { forumId: f.valley, ...asked }))).toBe('not-allowed')
      const foreign = await seatOf(f.valley, 'ARD')
      expect(codeOf(await changeSeat(deps, by(p.paul), { seatId: foreign.seatId, ...figures }))).toBe(
        'not-allowed',
      )
      expect(codeOf(await endSeat(deps, by(p.paul), { seatId: foreign.seatId }))).toBe('not-allowed')
      expect(codeOf(await changeForum(deps, by(p.paul), { forumId: f.harbour, ...said }))).toBe('not-allowed')
      expect((await bodies()).at(-1)).toMatchObject({ by: { as: 'secretariat', person: p.paul } })
    })
  })

  describe('F1, F8 charters', () => {
    test('a forum is entered under a short name given once, and changed', async () => {
      const { deps, forums: f, people: p } = world
      const { forumId } = sure(
        await addForum(deps, by(p.admin), { slug: 'delta', ...said, parentId: f.harbour }),
      )
      expect(codeOf(await addForum(deps, by(p.admin), { slug: 'delta', ...said }))).toBe('slug-taken')
      const same = { forumId, ...said, parentId: f.harbour }
      expect(codeOf(await changeForum(deps, by(p.admin), same))).toBe('unchanged')
      sure(await changeForum(deps, by(p.admin), { ...same, charter: 'Another.' }))
      expect((await forums(world.store.read).bySlug('delta'))?.charter).toBe('Another.')
      const above = { ...said, forumId: f.harbour, parentId: forumId }
      expect(codeOf(await changeForum(deps, by(p.admin), above))).toBe('parent-impossible')
      const astray = { ...said, slug: 'x', parentId: 'none' as ForumId }
      expect(codeOf(await addForum(deps, by(p.admin), astray))).toBe('parent-impossible')
      expect(codeOf(await changeForum(deps, by(p.admin), { ...same, forumId: 'none' as ForumId }))).toBe(
        'not-found',
      )
    })
  })

  describe('F3, F4 seats', () => {
    test('one seat a delegation, one delegation a code, and the old seat for who comes back', async () => {
      const { deps, forums: f, delegations: d, people: p } = world
      const add = (delegationId: DelegationId, member: string) =>
        addSeat(deps, by(p.sylvie), { forumId: f.harbour, delegationId, member, ...figures })
      expect(codeOf(await add(d.ardenia, 'AR2'))).toBe('already-seated')
      expect(codeOf(await add(d.ironworks, 'ARD'))).toBe('member-taken')
      const before = await seatOf(f.harbour, 'COR')
      sure(await endSeat(deps, by(p.sylvie), { seatId: before.seatId }))
      expect(await seatOf(f.harbour, 'COR')).toBeUndefined()
      expect(codeOf(await endSeat(deps, by(p.sylvie), { seatId: before.seatId }))).toBe('seat-ended')
      expect(codeOf(await changeSeat(deps, by(p.sylvie), { seatId: before.seatId, ...figures }))).toBe(
        'seat-ended',
      )
      expect(codeOf(await add(d.ironworks, 'COR'))).toBe('member-taken')
      sure(await add(d.corvania, 'COR'))
      expect(await seatOf(f.harbour, 'COR')).toMatchObject({
        seatId: before.seatId,
        weights: { population: '2/3' },
      })
    })

    test('a code may be the same in two forums', async () => {
      const { deps, forums: f, delegations: d, people: p } = world
      const asked = { forumId: f.valley, delegationId: d.corvania, member: 'COR', ...figures }
      expect(codeOf(await addSeat(deps, by(p.sylvie), asked))).toBe('ok')
    })

    test('what is not there is not found', async () => {
      const { deps, forums: f, delegations: d, people: p } = world
      const asked = { forumId: f.harbour, delegationId: d.ironworks, member: 'IRO', ...figures }
      const none = 'none' as ForumId & DelegationId & SeatId
      expect(await addSeat(deps, by(p.sylvie), { ...asked, forumId: none })).toMatchObject({
        error: { what: 'forum' },
      })
      expect(await addSeat(deps, by(p.sylvie), { ...asked, delegationId: none })).toMatchObject({
        error: { what: 'delegation' },
      })
      expect(codeOf(await changeSeat(deps, by(p.sylvie), { seatId: none, ...figures }))).toBe('not-found')
      expect(codeOf(await endSeat(deps, by(p.sylvie), { seatId: none }))).toBe('not-found')
    })

    test('F7 only an accredited organisation is seated', async () => {
      const { deps, forums: f, delegations: d, people: p } = world
      const { organisation } = world.store.read.t
      await world.store.tx((c) => c.q.update(organisation).set({ accredited: false }))
      const asked = { forumId: f.harbour, delegationId: d.ironworks, member: 'IRO', ...figures }
      expect(codeOf(await addSeat(deps, by(p.sylvie), asked))).toBe('not-accredited')
    })
  })

  describe('F6 weights', () => {
    test('are kept as written, exactly, and enter the ledger so', async () => {
      const { deps, forums: f, people: p } = world
      const { seatId } = await seatOf(f.harbour, 'ARD')
      const weights = { population: '123456789012345678901234567890', share: '1/3', fee: '0.85' }
      sure(await changeSeat(deps, by(p.sylvie), { seatId, ...figures, weights }))
      expect((await seatOf(f.harbour, 'ARD')).weights).toEqual(weights)
      expect((await bodies()).at(-1)).toMatchObject({
        t: 'parley-v1/seat.changed',
        on: 'forum/harbour',
        member: 'ARD',
        weights,
      })
      expect(codeOf(await changeSeat(deps, by(p.sylvie), { seatId, ...figures, weights }))).toBe('unchanged')
    })

    test('that are none never reach the store', async () => {
      const { deps, forums: f, people: p } = world
      const { seatId, weights } = await seatOf(f.harbour, 'ARD')
      for (const wrong of ['-1', '1e3', '', 'NaN'])
        expect(() =>
          changeSeat(deps, by(p.sylvie), { seatId, ...figures, weights: { population: wrong } }),
        ).toThrow('invariant')
      expect((await seatOf(f.harbour, 'ARD')).weights).toEqual(weights)
    })
  })
})
