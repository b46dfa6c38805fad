import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '~db/stores/sessions'
import { startServer, type TestServer } from '../server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const open = (name: 'ana' | 'bela') =>
  sessions(server.store.read).ofPerson(server.filled.people[name], server.clock.now())
const ending = (id: string, cookie?: string) => server.post(`/account/sessions/${id}/ending`, {}, cookie)

beforeEach(async () => {
  const { session } = server.store.read.t
  await server.store.tx((c) => c.q.delete(session))
})

describe('P13 sessions are listed and ended by their owner', () => {
  test('the page lists one’s own sessions, delegations and roles', async () => {
    const cookie = await server.cookieOf(server.filled.people.ana)
    await server.cookieOf(server.filled.people.bela)
    const html = await server.html('/account', cookie)
    expect(html).toContain('ana@people.example')
    expect(html).toContain('/delegations/ardenia')
    expect(html).toContain('this one')
    const [bela] = await open('bela')
    expect(html).not.toContain(bela!.id)
  })

  test('whoever is not signed in is sent to sign in, and back afterwards', async () => {
    const answer = await server.get('/account')
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('/sign-in?to=%2Faccount')
  })

  test('ending one works with the next request', async () => {
    const first = await server.cookieOf(server.filled.people.ana)
    const second = await server.cookieOf(server.filled.people.ana)
    const html = await server.html('/account', first)
    const id = /\/account\/sessions\/([0-9a-f-]{36})\/ending/.exec(html)![1]!
    expect((await ending(id, first)).status).toBe(302)
    expect((await server.get('/account', second)).status).toBe(302)
    expect((await server.get('/account', first)).status).toBe(200)
  })

  test('signing out ends the session itself, not only the cookie', async () => {
    const cookie = await server.cookieOf(server.filled.people.ana)
    const out = await ending('current', cookie)
    expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0/i)
    expect(await open('ana')).toEqual([])
    expect((await server.get('/account', cookie)).status).toBe(302)
  })

  test('all others at once, and nobody else’s', async () => {
    const first = await server.cookieOf(server.filled.people.ana)
    await server.cookieOf(server.filled.people.ana)
    await server.cookieOf(server.filled.people.ana)
    await server.cookieOf(server.filled.people.bela)
    expect((await ending('others', first)).status).toBe(302)
    expect(await open('ana')).toHaveLength(1)
    expect(await open('bela')).toHaveLength(1)
  })

  test('another person’s session is not found, whatever is asked', async () => {
    const cookie = await server.cookieOf(server.filled.people.ana)
    await server.cookieOf(server.filled.people.bela)
    const [bela] = await open('bela')
    for (const id of [bela!.id, '__proto__', '01920000-0000-7000-8000-000000000000', '%27%20or%201=1'])
      expect((await ending(id, cookie)).status, id).toBe(404)
    expect(await open('bela')).toHaveLength(1)
    expect((await ending(bela!.id)).status).toBe(302)
    expect(await open('bela')).toHaveLength(1)
  })

  test('from another site nothing is ended', async () => {
    const cookie = await server.cookieOf(server.filled.people.ana)
    const headers = { Origin: 'https://evil.example' }
    const answer = await server.post('/account/sessions/current/ending', {}, cookie, headers)
    expect(answer.status).toBe(403)
    expect(await open('ana')).toHaveLength(1)
  })
})

describe('P13 a cookie that was not given out here is nobody’s', () => {
  const forgeries: [string, (cookie: string) => string][] = [
    ['an empty one', () => 'parley='],
    ['a made-up one', () => 'parley=abc.def'],
    ['one with another signature', (cookie) => `${cookie.slice(0, -3)}AAA`],
    ['one without a signature', (cookie) => cookie.split('.')[0]!],
    ['one with another value', (cookie) => cookie.replace(/=./, '=Z')],
    ['a very long one', () => `parley=${'A'.repeat(3_000)}.${'B'.repeat(43)}`],
    ['__proto__', () => 'parley=__proto__; __proto__=parley'],
  ]
  test.each(forgeries)('%s', async (_, forge) => {
    const cookie = await server.cookieOf(server.filled.people.ana)
    expect((await server.get('/account', cookie)).status).toBe(200)
    expect((await server.get('/account', forge(cookie))).status).toBe(302)
    expect((await server.get('/', forge(cookie))).status).toBe(200)
  })
})
