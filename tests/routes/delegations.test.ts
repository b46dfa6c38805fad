import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { delegations } from '~db/stores/delegations'
import { ledger } from '~db/stores/ledger'
import { startServer, type TestServer } from '../server'

let server: TestServer
let ana: string
let bela: string
beforeAll(async () => {
  server = await startServer()
  ana = await server.cookieOf(server.filled.people.ana)
  bela = await server.cookieOf(server.filled.people.bela)
})
afterAll(() => server.stop())

const members = async (slug: 'ardenia' | 'belmora' = 'ardenia') =>
  (await delegations(server.store.read).members(server.filled.delegations[slug])).map((m) => m.name)
const size = () => ledger(server.store.read).size()
const dora = { intent: 'invite', name: 'Dora', email: 'dora@people.example', role: 'adviser' }

describe('a delegation’s page', () => {
  test('is public, names people and roles, and no address', async () => {
    const html = await server.html('/delegations/ardenia')
    expect(html).toContain('ana')
    expect(html).toContain('Alternate')
    expect(html).not.toContain('people.example')
    expect(html).not.toContain('Invite')
    expect(html).toContain('/forums/harbour')
  })

  test.each(['nowhere', '__proto__', '..%2f..%2fetc', '%3Cscript%3E'])('%s is not there', async (slug) => {
    expect((await server.get(`/delegations/${slug}`)).status).toBe(404)
    expect((await server.post(`/delegations/${slug}`, dora, ana)).status).toBe(404)
  })

  test('shows its forms to its administrator only', async () => {
    expect(await server.html('/delegations/ardenia', ana)).toContain('Invite a person')
    expect(await server.html('/delegations/ardenia', bela)).not.toContain('Invite a person')
    const alto = await server.cookieOf(server.filled.people.alto)
    expect(await server.html('/delegations/ardenia', alto)).not.toContain('Invite a person')
  })
})

describe('P6 its administrator runs it', () => {
  test('invites, changes, removes; each is an entry and the page says so', async () => {
    const before = await size()
    const invited = await server.post('/delegations/ardenia', dora, ana)
    expect(invited.headers.get('location')).toBe('/delegations/ardenia?done=invited#members')
    expect(await server.html('/delegations/ardenia?done=invited', ana)).toContain('can sign in')
    expect(await server.html('/delegations/ardenia')).toContain('Dora')
    const person = (await delegations(server.store.read).members(server.filled.delegations.ardenia)).find(
      (m) => m.name === 'Dora',
    )!.personId
    const change = { intent: 'change', person, role: 'alternate' }
    expect((await server.post('/delegations/ardenia', change, ana)).status).toBe(302)
    expect((await server.post('/delegations/ardenia', change, ana)).status).toBe(409)
    expect((await server.post('/delegations/ardenia', { intent: 'remove', person }, ana)).status).toBe(302)
    expect(await members()).toEqual(['ana', 'alto'])
    expect(await size()).toBe(before + 3)
  })

  test('P7 the last administrator stays, and the page says what to do', async () => {
    const { people } = server.filled
    const answer = await server.post('/delegations/ardenia', { intent: 'remove', person: people.ana }, ana)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Make somebody else administrator first')
    const less = { intent: 'change', person: people.ana, role: 'head' }
    expect((await server.post('/delegations/ardenia', less, ana)).status).toBe(409)
  })

  test('a wrong form comes back with what was typed', async () => {
    const wrong = { ...dora, name: 'D\u202eora', email: 'dora', role: 'king' }
    const answer = await server.post('/delegations/ardenia', wrong, ana)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('direction')
    expect(html).toContain('must look like')
    expect(html).toContain('head, alternate, adviser')
    expect(html).toContain('value="dora"')
  })
})

describe('nobody reaches into another delegation', () => {
  const posts: [string, (p: TestServer['filled']['people']) => Record<string, string>][] = [
    ['inviting', () => dora],
    ['changing', (p) => ({ intent: 'change', person: p.alto, role: 'head', administrator: 'on' })],
    ['removing', (p) => ({ intent: 'remove', person: p.alto })],
  ]
  test.each(posts)(
    '%s is a 403 for another’s administrator, its own adviser, the secretariat',
    async (_, fields) => {
      const { people } = server.filled
      const before = await size()
      for (const name of ['bela', 'alto', 'sylvie', 'olga', 'paul'] as const) {
        const answer = await server.post(
          '/delegations/ardenia',
          fields(people),
          await server.cookieOf(people[name]),
        )
        expect(answer.status, name).toBe(403)
      }
      expect((await server.post('/delegations/ardenia', fields(people))).status).toBe(302)
      expect(await size()).toBe(before)
      expect(await members()).toEqual(['ana', 'alto'])
    },
  )

  test('another’s people are not found through one’s own delegation', async () => {
    const { people } = server.filled
    const posts: Record<string, string>[] = [
      { intent: 'change', person: people.bela, role: 'adviser' },
      { intent: 'remove', person: people.bela },
    ]
    for (const fields of posts)
      expect((await server.post('/delegations/ardenia', fields, ana)).status).toBe(404)
    expect(await members('belmora')).toEqual(['bela'])
  })

  test('an id of another delegation in a field is a field that is not known', async () => {
    const { belmora } = server.filled.delegations
    for (const name of ['delegationId', 'delegation', 'organisationId', '__proto__']) {
      const body = new URLSearchParams([...Object.entries(dora), [name, belmora]])
      const headers = { Origin: server.origin, Cookie: ana }
      const answer = await fetch(`${server.origin}/delegations/ardenia`, { method: 'POST', body, headers })
      expect(answer.status, name).toBe(400)
    }
  })

  test.each(['', 'destroy', '__proto__', 'toString'])('the act "%s" is none', async (intent) => {
    expect((await server.post('/delegations/ardenia', { intent }, ana)).status).toBe(400)
  })

  test('from another site nothing is changed', async () => {
    for (const Origin of ['https://evil.example', 'null'])
      expect((await server.post('/delegations/ardenia', dora, ana, { Origin })).status).toBe(403)
    expect(await members()).toEqual(['ana', 'alto'])
  })
})

test('a name with markup is text', async () => {
  const name = '<img src=x onerror=alert(1)>"\'&'
  await server.post('/delegations/belmora', { ...dora, name, email: 'm@people.example' }, bela)
  const html = await server.html('/delegations/belmora')
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(html).not.toContain('<img')
})

describe('parties', () => {
  test('are listed by kind and have a page', async () => {
    expect(await server.html('/parties')).toContain('Ironworks')
    const firms = await server.html('/parties?kind=firm')
    expect(firms).toContain('Ironworks')
    expect(firms).not.toContain('Ardenia')
    expect(await server.html('/parties?kind=__proto__')).toContain('Ardenia')
    expect(await server.html('/parties/ironworks')).toContain('/delegations/ironworks')
    expect((await server.get('/parties/nowhere')).status).toBe(404)
  })
})
