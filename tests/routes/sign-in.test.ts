import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '~/domain/ids'
import { sessions } from '~db/stores/sessions'
import { startServer, type TestServer } from '../server'
import { engines } from '../world'

const minute = 60_000
const linkIn = (html: string) => /href="(http:\/\/[^"]*\/sign-in\/[\w-]{43}[^"]*)"/.exec(html)?.[1]
const cookieIn = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0]

describe.each(engines)('P10-P14 signing in by link on %s', (engine) => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({ engine, world: 'demo' })
  })
  afterEach(() => server.stop())

  const ask = (email: string, more: Record<string, string> = {}) =>
    server.post('/sign-in', { email, ...more })
  const linkFor = async (email: string, more = {}) => {
    const link = linkIn(await (await ask(email, more)).text())
    return new URL(link!.replaceAll('&amp;', '&'))
  }
  const press = (link: URL, fields: Record<string, string> = {}, cookie?: string) =>
    server.post(link.pathname, fields, cookie)

  test('the form, the link, the press, the account', async () => {
    expect(await server.html('/sign-in')).toContain('E-mail address')
    const link = await linkFor('ana@people.example')
    expect(link.origin).toBe(server.origin)
    for (let scan = 0; scan < 3; scan++) expect((await server.get(link.pathname)).status).toBe(200)
    const opened = await press(link)
    expect(opened.status).toBe(302)
    expect(opened.headers.get('location')).toBe('/desk')
    const header = opened.headers.getSetCookie()[0]!
    expect(header).toMatch(/; HttpOnly/i)
    expect(header).toMatch(/; SameSite=Lax/i)
    const page = await server.html('/account', cookieIn(opened))
    expect(page).toContain('ana@people.example')
  })

  test('a used link and an expired one say so, looked at and pressed', async () => {
    const used = await linkFor('ana@people.example')
    await press(used)
    for (const answer of [await server.get(used.pathname), await press(used)]) {
      expect(answer.status).toBe(410)
      expect(await answer.text()).toContain('has been used')
      expect(answer.headers.getSetCookie()).toEqual([])
    }
    const old = await linkFor('ana@people.example')
    server.clock.forward(15 * minute - 1)
    expect((await server.get(old.pathname)).status).toBe(200)
    server.clock.forward(1)
    for (const answer of [await server.get(old.pathname), await press(old)]) {
      expect(answer.status).toBe(410)
      expect(await answer.text()).toContain('has expired')
    }
  })

  test.each(['abc', 'A'.repeat(43), '__proto__', 'x..', `${'A'.repeat(42)}%20`])(
    'the made-up link %s is not known',
    async (token) => {
      for (const answer of [
        await server.get(`/sign-in/${token}`),
        await server.post(`/sign-in/${token}`, {}),
      ]) {
        expect(answer.status).toBe(404)
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    },
  )

  test('whoever has the address or not, the answer reads the same', async () => {
    const pages = await Promise.all(
      ['ana@people.example', 'stranger@people.example'].map(async (email) => {
        const answer = await ask(email)
        return {
          status: answer.status,
          html: (await answer.text()).replace(/sign-in\/[\w-]{43}/g, 'sign-in/…'),
        }
      }),
    )
    expect(pages[0]).toEqual(pages[1])
    expect(pages[0]!.status).toBe(200)
    const nobodys = await press(await linkFor('stranger@people.example'))
    expect(nobodys.status).toBe(404)
    expect(nobodys.headers.getSetCookie()).toEqual([])
  })

  test('P11 the sixth link in an hour is refused until the first is an hour old', async () => {
    for (let i = 0; i < 5; i++) expect((await ask('ana@people.example')).status).toBe(200)
    const sixth = await ask('ana@people.example')
    expect(sixth.status).toBe(429)
    const words = await sixth.text()
    expect(words).toContain('Too many sign-in links')
    expect(words).toContain('at 11:00 UTC')
    expect(words).toContain('value="ana@people.example"')
    server.clock.forward(60 * minute - 1)
    expect((await ask('ana@people.example')).status).toBe(429)
    server.clock.forward(1)
    expect((await ask('ana@people.example')).status).toBe(200)
  })

  test('P11 the hundred-and-first from one network is refused, whatever it says of itself', async () => {
    for (let i = 0; i < 100; i++) expect((await ask(`p${i}@people.example`)).status).toBe(200)
    const fields = { email: 'p100@people.example' }
    expect((await server.post('/sign-in', fields)).status).toBe(429)
    const forged = await server.post('/sign-in', fields, undefined, { 'X-Forwarded-For': '203.0.113.5' })
    expect(forged.status).toBe(429)
  })

  test.each([
    [{ email: '' }, 'Enter the e-mail address'],
    [{ email: 'ana' }, 'must look like'],
    [{ email: 'a\u0000@people.example' }, 'control character'],
    [{ email: 'a\u202e@people.example' }, 'direction'],
    [{ email: 'ana@people.example', __proto__x: '1' }, 'not known here'],
    [{ email: `${'a'.repeat(300)}@people.example` }, 'at most 254'],
  ])('%j is a 400 that names the field', async (fields, words) => {
    const answer = await server.post('/sign-in', fields as Record<string, string>)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
  })

  test('__proto__ and constructor in a form pollute nothing', async () => {
    for (const name of ['__proto__', 'constructor.prototype', '__proto__[admin]']) {
      const body = new URLSearchParams([
        ['email', 'ana@people.example'],
        [name, 'true'],
      ])
      const headers = { Origin: server.origin }
      const answer = await fetch(`${server.origin}/sign-in`, { method: 'POST', body, headers })
      expect(answer.status, name).toBe(400)
    }
    expect(await server.html('/sign-in')).not.toContain('Administration')
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  test('what is no form is a 400', async () => {
    const headers = { Origin: server.origin, 'Content-Type': 'text/plain' }
    const answer = await fetch(`${server.origin}/sign-in`, {
      method: 'POST',
      body: 'email=a@b.example',
      headers,
    })
    expect(answer.status).toBe(400)
  })

  test('P12 one goes back to a path of this site and nowhere else', async () => {
    const link = await linkFor('ana@people.example', { to: '/forums/harbour' })
    expect(link.searchParams.get('to')).toBe('/forums/harbour')
    expect(await server.html(link.pathname + link.search)).toContain('value="/forums/harbour"')
    const there = await press(link, { to: '/forums/harbour' })
    expect(there.headers.get('location')).toBe('/forums/harbour')
    for (const to of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      const opened = await press(await linkFor('bela@people.example', { to }), { to })
      expect(opened.headers.get('location')).toBe('/desk')
      server.clock.forward(60 * minute)
    }
  })

  test('P13 signing in again in one browser ends the session it had', async () => {
    const ana = cookieIn(await press(await linkFor('ana@people.example')))!
    const bela = cookieIn(await press(await linkFor('bela@people.example'), {}, ana))!
    expect((await server.get('/account', ana)).status).toBe(302)
    expect(await server.html('/account', bela)).toContain('bela@people.example')
  })

  test('a person removed meanwhile has no session and no link any more', async () => {
    const opened = cookieIn(await press(await linkFor('paul@people.example')))!
    const waiting = await linkFor('paul@people.example')
    const admin = await server.cookieOf(server.filled.people.admin)
    const gone = { intent: 'remove', confirmation: 'remove' }
    expect((await server.post(`/admin/people/${server.filled.people.paul}`, gone, admin)).status).toBe(302)
    expect((await server.get('/account', opened)).status).toBe(302)
    expect((await press(waiting)).status).toBe(404)
  })
})

describe('P14 where no link is shown', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ world: 'un' })
  })
  afterAll(() => server.stop())

  test('a real world without mail says so and makes none', async () => {
    expect(await server.html('/sign-in')).toContain('Mail is not configured')
    const answer = await server.post('/sign-in', { email: 'ana@people.example' })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('Mail is not configured')
    expect(linkIn(html)).toBeUndefined()
    const { q, t } = server.store.read
    expect(await q.select().from(t.signInLink)).toEqual([])
  })
})

describe('P14 where mail is sent', () => {
  let server: TestServer
  beforeAll(async () => {
    // nothing listens on the discard port: messages stay in the outbox
    const env = { SMTP_URL: 'smtp://127.0.0.1:9', PUBLIC_URL: 'http://parley.example' }
    server = await startServer({ world: 'un', env })
  })
  afterAll(() => server.stop())

  test('the link is in the message only, and leads to the public address', async () => {
    const headers = { Origin: 'http://parley.example' }
    const asked = await server.post('/sign-in', { email: 'ana@people.example' }, undefined, headers)
    expect(asked.status).toBe(200)
    expect(linkIn(await asked.text())).toBeUndefined()
    const { q, t } = server.store.read
    const [message] = await q.select().from(t.mail)
    expect(message).toMatchObject({ to: 'ana@people.example' })
    expect(message!.text).toMatch(/\nhttp:\/\/parley\.example\/sign-in\/[\w-]{43}\n/)
  })
})

describe('P15 entering as a fictional person', () => {
  const servers = new Map<string, TestServer>()
  beforeAll(async () => {
    for (const world of ['demo', 'un', 'crowded', 'empty']) servers.set(world, await startServer({ world }))
  })
  afterAll(async () => {
    for (const server of servers.values()) await server.stop()
  })

  test('in the demonstration world all are listed with what they are, and one press enters', async () => {
    const server = servers.get('demo')!
    const html = await server.html('/enter')
    expect(html).toContain('Head, Ardenia')
    expect(html).toContain('Secretariat, everywhere')
    const entered = await server.post('/enter', { person: server.filled.people.ana })
    expect(entered.status).toBe(302)
    expect(await server.html('/account', cookieIn(entered))).toContain('ana@people.example')
    for (const person of ['nobody', '__proto__', "' or 1=1 --"])
      expect((await server.post('/enter', { person })).status).toBe(404)
    expect((await server.post('/enter', {})).status).toBe(400)
  })

  test.each(['un', 'crowded', 'empty'])(
    'in the world %s the page is not there and nobody enters',
    async (world) => {
      const server = servers.get(world)!
      const { ana } = server.filled.people
      expect((await server.get('/enter')).status).toBe(404)
      const answer = await server.post('/enter', { person: ana })
      expect(answer.status).toBe(404)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await server.html('/sign-in')).not.toContain('/enter')
      expect(await sessions(server.store.read).ofPerson(ana as PersonId, server.clock.now())).toEqual([])
    },
  )
})
