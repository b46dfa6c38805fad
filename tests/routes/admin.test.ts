import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledger } from '~db/stores/ledger'
import { organisations } from '~db/stores/organisations'
import { people } from '~db/stores/people'
import { startServer, type TestServer } from '../server'

let server: TestServer
let admin: string
beforeAll(async () => {
  server = await startServer()
  admin = await server.cookieOf(server.filled.people.admin)
})
afterAll(() => server.stop())

const size = () => ledger(server.store.read).size()
const dellamare = {
  intent: 'add',
  slug: 'dellamare',
  name: 'Dellamare',
  kind: 'government',
  country: 'DEL',
  region: '',
}
const delta = {
  slug: 'delta',
  name: 'Delta',
  kind: 'regional',
  region: 'south',
  charter: 'C.',
  languages: 'en',
}

describe('P2 administration is the administrator’s', () => {
  const pages = () => [
    '/admin',
    '/admin/organisations',
    '/admin/organisations/ardenia',
    '/admin/people',
    `/admin/people/${server.filled.people.ana}`,
    '/admin/forums',
    '/admin/forums/new',
    '/admin/forums/harbour',
  ]

  test.each(['ana', 'sylvie', 'chiara', 'paul'] as const)(
    '%s is refused every page and every post',
    async (name) => {
      const cookie = await server.cookieOf(server.filled.people[name])
      const before = await size()
      for (const path of pages()) {
        expect((await server.get(path, cookie)).status, path).toBe(403)
        if (path === '/admin' || path === '/admin/forums') continue
        const posts: Record<string, string>[] = [
          dellamare,
          { intent: 'grant', role: 'administrator' },
          { intent: 'remove', confirmation: 'remove' },
        ]
        for (const fields of posts) expect((await server.post(path, fields, cookie)).status, path).toBe(403)
      }
      expect(await size()).toBe(before)
    },
  )

  test('nobody is sent to sign in, and the administrator sees all', async () => {
    for (const path of pages()) {
      expect((await server.get(path)).status, path).toBe(302)
      expect((await server.get(path, admin)).status, path).toBe(200)
    }
  })

  test('from another site nothing is changed', async () => {
    const before = await size()
    const headers = { Origin: 'https://evil.example' }
    expect((await server.post('/admin/organisations', dellamare, admin, headers)).status).toBe(403)
    const grant = { intent: 'grant', role: 'administrator' }
    expect(
      (await server.post(`/admin/people/${server.filled.people.ana}`, grant, admin, headers)).status,
    ).toBe(403)
    expect(await size()).toBe(before)
  })
})

describe('an organisation comes in', () => {
  test('is entered, accredited, and sends a delegation whose first member is invited', async () => {
    const added = await server.post('/admin/organisations', dellamare, admin)
    expect(added.headers.get('location')).toBe('/admin/organisations/dellamare?done=1')
    expect((await server.post('/admin/organisations', dellamare, admin)).status).toBe(409)
    const here = '/admin/organisations/dellamare'
    const { slug: _, ...said } = dellamare
    const change = { ...said, intent: 'change', accredited: 'on' }
    expect((await server.post(here, change, admin)).status).toBe(302)
    expect((await organisations(server.store.read).bySlug('dellamare'))?.accredited).toBe(true)
    const sent = { intent: 'add-delegation', slug: 'dellamare', name: 'Dellamare' }
    expect((await server.post(here, sent, admin)).status).toBe(302)
    expect((await server.post(here, sent, admin)).status).toBe(409)
    const dora = {
      intent: 'invite',
      name: 'Dora',
      email: 'dora@people.example',
      role: 'head',
      administrator: 'on',
    }
    expect((await server.post('/delegations/dellamare', dora, admin)).status).toBe(302)
    expect(await server.html('/parties/dellamare')).toContain('accredited')
  })

  test.each([
    [{ slug: 'A B' }, 'The short name'],
    [{ slug: '__proto__' }, 'The short name'],
    [{ name: '' }, 'Enter the name'],
    [{ name: 'x\u0000y' }, 'control character'],
    [{ name: 'x\u2066y' }, 'direction'],
    [{ kind: 'club' }, 'must be one of'],
    [{ accredited: 'on', weight: '5' }, 'not known here'],
  ])('%j is a 400', async (over, words) => {
    const before = await size()
    const answer = await server.post('/admin/organisations', { ...dellamare, slug: 'x', ...over }, admin)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
    expect(await size()).toBe(before)
  })

  test('is found by part of its name, where % and _ are only characters', async () => {
    expect(await server.html('/admin/organisations?search=rONw', admin)).toContain('Ironworks')
    for (const search of ['%25', '_', '%27%20or%20%271', '!'])
      expect(await server.html(`/admin/organisations?search=${search}`, admin)).not.toContain('Ironworks</a>')
  })
})

describe('people and roles', () => {
  test('are entered, granted, revoked, changed and removed', async () => {
    const added = await server.post(
      '/admin/people',
      { intent: 'add', name: 'Emil', email: 'Emil@people.example' },
      admin,
    )
    const here = added.headers.get('location')!.split('?')[0]!
    const { harbour } = server.filled.forums
    expect((await server.post(here, { intent: 'grant', role: 'chair', forum: harbour }, admin)).status).toBe(
      302,
    )
    expect(await server.html(here, admin)).toContain('Harbour forum')
    expect((await server.post(here, { intent: 'revoke', role: 'chair', forum: '' }, admin)).status).toBe(409)
    expect((await server.post(here, { intent: 'revoke', role: 'chair', forum: harbour }, admin)).status).toBe(
      302,
    )
    const change = { intent: 'change', name: 'Emil B', email: 'ana@people.example' }
    expect((await server.post(here, change, admin)).status).toBe(409)
    expect((await server.post(here, { ...change, email: 'eb@people.example' }, admin)).status).toBe(302)
    expect((await server.post(here, { intent: 'remove', confirmation: 'yes' }, admin)).status).toBe(400)
    expect((await server.post(here, { intent: 'remove', confirmation: 'remove' }, admin)).status).toBe(302)
    expect((await server.get(here, admin)).status).toBe(404)
    expect(await people(server.store.read).findByEmail('eb@people.example')).toBeNull()
  })

  test('P8 the last administrator keeps the role', async () => {
    const here = `/admin/people/${server.filled.people.admin}`
    const answer = await server.post(here, { intent: 'revoke', role: 'administrator', forum: '' }, admin)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('last administrator')
  })

  test.each(['nobody', '__proto__', '01920000-0000-7000-8000-000000000000', '%00'])(
    'the person %s is not there',
    async (id) => {
      const answer = await server.get(`/admin/people/${id}`, admin)
      expect([400, 404]).toContain(answer.status)
      const grant = { intent: 'grant', role: 'chair', forum: '' }
      expect([400, 404]).toContain((await server.post(`/admin/people/${id}`, grant, admin)).status)
    },
  )

  test.each([
    [{ intent: 'grant', role: 'king', forum: '' }, 400],
    [{ intent: 'grant', role: 'chair', forum: 'nowhere' }, 400],
    [{ intent: 'grant', role: 'chair', forum: '01920000-0000-7000-8000-000000000000' }, 404],
    [{ intent: 'toString' }, 400],
    [{}, 400],
  ])('%j is %i', async (fields, status) => {
    const here = `/admin/people/${server.filled.people.paul}`
    expect((await server.post(here, fields as Record<string, string>, admin)).status).toBe(status)
  })
})

describe('forums', () => {
  test('are chartered and changed', async () => {
    expect((await server.post('/admin/forums/new', delta, admin)).status).toBe(302)
    expect((await server.post('/admin/forums/new', delta, admin)).status).toBe(409)
    const { slug: _, ...said } = delta
    expect((await server.post('/admin/forums/delta', said, admin)).status).toBe(409)
    const parent = server.filled.forums.harbour
    expect((await server.post('/admin/forums/delta', { ...said, parent }, admin)).status).toBe(302)
    expect(await server.html('/forums/delta')).toContain('/forums/harbour')
    expect((await server.get('/admin/forums/nowhere', admin)).status).toBe(404)
  })

  test.each([
    [{ slug: 'new' }, 'taken by a page'],
    [{ languages: 'english!' }, 'not a language tag'],
    [{ charter: '' }, 'Enter the charter'],
    [{ charter: 'x'.repeat(20_001) }, 'at most 20000'],
    [{ kind: 'club' }, 'must be one of'],
    [{ parent: 'harbour' }, 'not an identifier'],
  ])('%j is a 400', async (over, words) => {
    const answer = await server.post('/admin/forums/new', { ...delta, slug: 'd2', ...over }, admin)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
  })
})
