import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeSeat } from '~/commands/forums/change-seat.server'
import { findPreset } from '~/domain/ballots/presets'
import { forums } from '~db/stores/forums'
import { startServer, type TestServer } from '../server'
import { adders } from '../world'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const seatOf = async (member: string) =>
  (await forums(server.store.read).seats(server.filled.forums.harbour)).find((s) => s.member === member)!

describe('a forum’s page', () => {
  test('shows members with exact weights and their sum, the rule in words and the charter', async () => {
    const html = await server.html('/forums/harbour')
    for (const words of [
      'Charter.',
      'ARD',
      'Corvania',
      '1,000',
      '2,000',
      'Simple majority',
      'Otherwise rejected',
    ])
      expect(html).toContain(words)
    expect(html).not.toContain('people.example')
    expect(html).toContain('data-live="The seats were changed"')
    expect(html).toContain('data-rooms="forum/harbour"')
  })

  test('the list shows each with its seats and rule', async () => {
    const html = await server.html('/forums')
    expect(html).toContain('/forums/valley')
    expect(html).toContain('Simple majority')
  })

  test.each(['nowhere', '__proto__', '..%2f..'])('%s is not there', async (slug) => {
    expect((await server.get(`/forums/${slug}`)).status).toBe(404)
  })

  test('a changed weight is on the page at once, as it was written', async () => {
    const { seatId, groupings } = await seatOf('BEL')
    const before = await server.html('/forums/harbour')
    const change = { seatId, votes: true, groupings, weights: { population: '0.1' } }
    await changeSeat(server.deps, null, change)
    const after = await server.html('/forums/harbour')
    expect(after).not.toBe(before)
    expect(after).toContain('0.1')
    expect(after).toContain('17001/10')
    await changeSeat(server.deps, null, { ...change, weights: { population: '300' } })
  })

  test('norms of the forum, and no other’s, stand on it', async () => {
    const { harbour, valley } = server.filled.forums
    await server.store.tx(async (c) => {
      await adders(c, server.clock.now()).norm(harbour, 71, { title: 'Lights of the harbour' })
      await adders(c, server.clock.now()).norm(valley, 72, { title: 'Roads of the valley' })
    })
    const html = await server.html('/forums/harbour?fresh')
    expect(html).toContain('Lights of the harbour')
    expect(html).not.toContain('Roads of the valley')
  })

  test('only its keepers are shown the way to seats and rules', async () => {
    const { sylvie, chiara } = server.filled.people
    const link = '/admin/forums/harbour/seats'
    expect(await server.html('/forums/harbour')).not.toContain(link)
    expect(await server.html('/forums/harbour', await server.cookieOf(chiara))).not.toContain(link)
    expect(await server.html('/forums/harbour', await server.cookieOf(sylvie))).toContain(link)
  })
})

describe('F2 seats and rules are kept by the secretariat', () => {
  const seats = '/admin/forums/harbour/seats'
  const rules = '/admin/forums/harbour/rules'
  const keeper = () => server.cookieOf(server.filled.people.sylvie)
  const iron = () => ({
    delegation: server.filled.delegations.ironworks,
    member: 'IRO',
    groupings: 'region: north',
    weights: 'population: 2/3',
    votes: 'on',
  })

  test.each(['ana', 'chiara', 'olga', 'paul'] as const)('%s is told whose page it is', async (name) => {
    const cookie = await server.cookieOf(server.filled.people[name])
    const { seatId } = await seatOf('ARD')
    for (const path of [seats, `${seats}/${seatId}`, rules]) {
      expect((await server.get(path, cookie)).status, path).toBe(403)
      expect((await server.post(path, iron(), cookie)).status, path).toBe(403)
      expect((await server.get(path)).status, path).toBe(302)
    }
  })

  test('a seat is added, changed and ended', async () => {
    const cookie = await keeper()
    expect((await server.post(seats, iron(), cookie)).status).toBe(302)
    expect((await server.post(seats, iron(), cookie)).status).toBe(409)
    const { seatId } = await seatOf('IRO')
    expect(await server.html(`${seats}/${seatId}`, cookie)).toContain('population: 2/3')
    const change = { intent: 'change', groupings: 'region: south', weights: 'population: 0.85' }
    expect((await server.post(`${seats}/${seatId}`, change, cookie)).status).toBe(302)
    expect(await seatOf('IRO')).toMatchObject({ votes: false, weights: { population: '0.85' } })
    expect((await server.post(`${seats}/${seatId}`, { intent: 'end' }, cookie)).status).toBe(302)
    expect(await server.html('/forums/harbour')).not.toContain('Ironworks')
    expect((await server.post(`${seats}/${seatId}`, { intent: 'end' }, cookie)).status).toBe(409)
  })

  test.each([
    ['weights', 'population: -1', 'not an exact number'],
    ['weights', 'population: 1\nshare: 1e9', 'line 2'],
    ['weights', '__proto__: 1', 'not a name'],
    ['groupings', 'region: \u202enorth', 'direction'],
    ['groupings', 'Region: north', 'not a name'],
    ['member', 'A\u0000D', 'control character'],
    ['delegation', 'nowhere', 'not an identifier'],
    ['votes', 'perhaps', ''],
  ])('%s "%s" changes nothing', async (field, value, words) => {
    const before = await forums(server.store.read).everySeat(server.filled.forums.harbour)
    const asked = {
      ...iron(),
      member: 'AR9',
      delegation: server.filled.delegations.openwatch,
      [field]: value,
    }
    const answer = await server.post(seats, asked, await keeper())
    if (field === 'votes') return expect(answer.status).toBe(302)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
    expect(await forums(server.store.read).everySeat(server.filled.forums.harbour)).toEqual(before)
  })

  test('a seat of another forum is not found through this one', async () => {
    const cookie = await keeper()
    const foreign = (await forums(server.store.read).seats(server.filled.forums.valley))[0]!
    for (const id of [foreign.seatId, '__proto__', '01920000-0000-7000-8000-000000000000']) {
      expect((await server.get(`${seats}/${id}`, cookie)).status).toBe(404)
      expect((await server.post(`${seats}/${id}`, { intent: 'end' }, cookie)).status).toBe(404)
    }
  })

  test('a preset and a rule of one’s own are adopted; wrong ones are named by path', async () => {
    const cookie = await keeper()
    const preset = { intent: 'preset', preset: 'two-thirds', makeDefault: 'on' }
    expect((await server.post(rules, preset, cookie)).status).toBe(302)
    expect((await server.post(rules, preset, cookie)).status).toBe(409)
    expect((await server.post(rules, { ...preset, preset: 'toString' }, cookie)).status).toBe(400)
    const own = { ...findPreset('two-thirds')!, title: 'Two-thirds of Harbour' }
    expect((await server.post(rules, { intent: 'text', rule: JSON.stringify(own) }, cookie)).status).toBe(302)
    expect(await server.html(rules, cookie)).toContain('version 2')
    for (const [rule, words] of [
      ['{', 'not JSON'],
      ['{"id":"x","id":"y"}', 'twice'],
      [JSON.stringify({ ...own, extra: 1 }), 'extra'],
      [
        JSON.stringify({ ...own, outcomes: [{ outcome: 'adopted', when: { count: { of: ['yes'] } } }] }),
        'outcomes[0]',
      ],
      [
        JSON.stringify({
          ...own,
          outcomes: [{ outcome: 'adopted', when: { count: { of: ['yes'] }, atLeast: '1', moreThan: '1' } }],
        }),
        'outcomes[0]',
      ],
      ['', 'Enter the rule'],
    ] as const) {
      const answer = await server.post(rules, { intent: 'text', rule }, cookie)
      expect(answer.status, rule).toBe(400)
      expect(await answer.text(), rule).toContain(words)
    }
  })

  test('another forum’s rule is not made this one’s default', async () => {
    const [foreign] = await forums(server.store.read).currentRules(server.filled.forums.valley)
    const answer = await server.post(rules, { intent: 'default', version: foreign!.id }, await keeper())
    expect(answer.status).toBe(404)
  })
})
