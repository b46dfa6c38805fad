import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hourMs } from '~/domain/comments/comment'
import { freeze, makeNorm } from '../norm-world'
import { startServer } from '../server'
import type { fillWorld } from '../world'

let server: Awaited<ReturnType<typeof startServer<Awaited<ReturnType<typeof fillWorld>>>>>
const cookies: Record<string, string> = {}
beforeAll(async () => {
  server = await startServer({ world: 'empty' })
  for (const name of ['olga', 'ana', 'bela', 'sylvie', 'chiara', 'paul'] as const)
    cookies[name] = await server.cookieOf(server.filled.people[name])
})
afterAll(() => server.stop())

let keys = 0
const lights = async () => {
  server.clock.forward(hourMs)
  return makeNorm(server.deps, server.filled.forums.harbour, [
    { kind: 'operative', text: 'Keep the lights.' },
    { kind: 'operative', text: 'Ring the bells.' },
  ])
}
const form = (text: string, more: Record<string, string> = {}) => ({
  text,
  rationale: '',
  language: 'en',
  paragraph: '',
  after: '',
  key: `route-proposal-${String(++keys).padStart(6, '0')}`,
  ...more,
})
const post = (path: string, fields: Record<string, string>, who = 'ana') =>
  server.post(path, fields, who === '' ? undefined : cookies[who])
const locationOf = (answer: Response) => answer.headers.get('location')!
const plain = (html: string) =>
  html
    .replaceAll('<!-- -->', '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
/** A proposal sent by the form; returns its address. */
async function propose(ref: string, text: string, more: Record<string, string> = {}, who = 'ana') {
  const answer = await post(`/norms/${ref}/proposals`, form(text, more), who)
  expect(answer.status).toBe(302)
  return locationOf(answer)
}

describe('submitting by a plain form', () => {
  test('stands under its paragraph as a redline against the present wording, for everybody', async () => {
    const { ref, paragraphs } = await lights()
    const at = await propose(ref, 'Keep all the lights.', { paragraph: paragraphs[0]! })
    expect(at).toMatch(new RegExp(`^/norms/${ref}/proposals/P-\\d{4}$`))
    const html = await server.html(`/norms/${ref}/proposals`)
    expect(plain(html)).toContain('Paragraph OP1')
    expect(plain(html)).toContain('Ardenia')
    expect(html).toMatch(/<ins>.*all/)
    expect(plain(await server.html(at))).toContain('Keep all the lights.')
    expect(await server.html(`/norms/${ref}`)).toContain(`href="/norms/${ref}/proposals"`)
    expect(plain(await server.html(`/norms/${ref}/history`))).toContain('Proposed wording, P-')
  })
  test('Arabic keeps its letters and language; line ends become spaces', async () => {
    const { ref } = await lights()
    const at = await propose(ref, 'على السفن\r\nأن تبقي أضواءها.', { language: 'ar' }, 'olga')
    const html = await server.html(at)
    expect(html).toContain('على السفن أن تبقي أضواءها.')
    expect(html).toContain('lang="ar"')
    expect(plain(html)).toContain('A new paragraph at the beginning')
  })
  test('sent twice it is one; the form offers the present wording of the chosen paragraph', async () => {
    const { ref } = await lights()
    const once = form('Twice.')
    const [a, b] = [await post(`/norms/${ref}/proposals`, once), await post(`/norms/${ref}/proposals`, once)]
    expect(locationOf(a)).toBe(locationOf(b))
    expect(await server.html(`/norms/${ref}/proposals?paragraph=OP2`, cookies.ana)).toMatch(
      /<textarea[^>]*>Ring the bells\.<\/textarea>/,
    )
  })
  test('refused: not signed in, no delegation, other norms, unknown and repeated fields; nothing typed is lost', async () => {
    const { ref, paragraphs } = await lights()
    const other = await lights()
    const page = `/norms/${ref}/proposals`
    expect(locationOf(await post(page, form('x'), ''))).toMatch(/^\/sign-in/)
    const refused = await post(page, form('My careful wording.'), 'paul')
    expect(refused.status).toBe(403)
    expect(plain(await refused.text())).toContain('My careful wording.')
    expect((await post(page, form('x', { paragraph: other.paragraphs[0]! }))).status).toBe(409)
    expect((await post(page, form('x', { paragraph: paragraphs[0]!, after: paragraphs[1]! }))).status).toBe(
      409,
    )
    const wrong: Record<string, string>[] = [
      { text: '' },
      { text: 'x'.repeat(20_001) },
      { text: 'a\u202eb' },
      { rationale: 'r'.repeat(5_001) },
      { language: 'xx' },
      { paragraph: 'x' },
      { key: 'short' },
      { extra: '1' },
    ]
    for (const bad of wrong) expect((await post(page, form('x', bad))).status).toBe(400)
    expect(
      (await server.post(page, form('x'), cookies.ana, { Origin: 'https://elsewhere.example' })).status,
    ).toBe(403)
    expect((await post('/norms/N-999/proposals', form('x'))).status).toBe(404)
    expect(plain(await server.html(page))).toContain('Proposed wording will stand here')
  })
  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</textarea><svg onload=alert(1)>',
  ])('%s is text and nothing else', async (evil) => {
    const { ref, paragraphs } = await lights()
    const at = await propose(ref, evil, { paragraph: paragraphs[0]!, rationale: evil })
    for (const path of [at, `/norms/${ref}/proposals`])
      for (const cookie of [undefined, cookies.chiara]) {
        const html = await server.html(path, cookie)
        expect(html).not.toMatch(/<(script>|img |svg onload)/)
        expect(plain(html)).toContain(evil)
      }
  })
  test.each(['P-9999', 'P-1', 'x', '%27'])('there is no proposal %s here', async (pref) => {
    const { ref } = await lights()
    expect((await server.get(`/norms/${ref}/proposals/${pref}`)).status).toBe(404)
  })
})

describe('what others do with it', () => {
  test('support and its end, withdrawal; each form only for whom it is', async () => {
    const { ref, paragraphs } = await lights()
    const at = await propose(ref, 'Keep all the lights.', { paragraph: paragraphs[0]! })
    expect(await server.html(at, cookies.ana)).toContain(`action="${at}/withdrawal"`)
    expect(await server.html(at, cookies.bela)).not.toContain('/withdrawal"')
    expect(await server.html(at, cookies.bela)).toContain(`action="${at}/support"`)
    expect(await server.html(at)).not.toMatch(/action="[^"]*(support|settlement|withdrawal)"/)
    expect((await post(`${at}/support`, { support: 'yes', as: '' }, 'bela')).status).toBe(302)
    expect(plain(await server.html(at))).toContain('Supported by Belmora')
    expect((await post(`${at}/support`, { support: 'yes', as: '' }, 'bela')).status).toBe(409)
    expect((await post(`${at}/support`, { support: 'maybe', as: '' }, 'bela')).status).toBe(400)
    expect((await post(`${at}/support`, { support: 'yes', as: '' }, 'paul')).status).toBe(403)
    expect((await post(`${at}/withdrawal`, {}, 'bela')).status).toBe(409)
    expect((await post(`${at}/withdrawal`, {}, 'ana')).status).toBe(302)
    expect(plain(await server.html(at))).toContain('Withdrawn')
  })
  test('a compilation lists them with attribution; the chair settles and freezes the chair’s text', async () => {
    const { ref, paragraphs } = await lights()
    await freeze(server.deps, ref, 'HAR/1')
    const one = await propose(ref, 'Keep all the lights.', { paragraph: paragraphs[0]! })
    const two = await propose(ref, 'And the horns.', { after: paragraphs[0]! }, 'bela')
    const [p1, p2] = [one, two].map((at) => at.split('/').at(-1)!)
    const list = `/norms/${ref}/proposals`
    const compile = (fields: Record<string, string>, who = 'sylvie') =>
      post(`${list}/compilation`, { symbol: 'HAR/C1', confirm: ref, ...fields }, who)
    expect((await compile({ confirm: 'yes' })).status).toBe(400)
    expect((await compile({}, 'ana')).status).toBe(403)
    expect(locationOf(await compile({}))).toBe(`/norms/${ref}/versions/2`)
    const version = await server.html(`/norms/${ref}/versions/2`)
    expect(plain(version)).toContain('Proposed by Ardenia')
    expect(plain(version)).toContain('New paragraph proposed by Belmora')
    expect(version).toContain(`id="p-${p1}"`)
    expect(version).toContain(`href="/norms/${ref}/proposals/${p2}"`)
    // beside any other text only its paragraphs count
    expect(plain(await server.html(`/norms/${ref}/compare?a=1&b=2`))).toContain('nothing changed')
    const page = plain(await server.html(`/norms/${ref}`))
    expect(page).toContain('Proposed by Ardenia')
    expect(page).not.toContain('Removed from the draft')

    const settle = (at: string, fields: Record<string, string>, who = 'chiara') =>
      post(`${at}/settlement`, { answer: 'It is clearer.', text: '', ...fields }, who)
    expect((await settle(one, { settlement: 'merged' }, 'sylvie')).status).toBe(403)
    expect((await settle(one, { settlement: 'merged', answer: '' })).status).toBe(400)
    expect((await settle(one, { settlement: 'adopted' })).status).toBe(400)
    expect(await server.html(one, cookies.chiara)).toContain(`action="${one}/settlement"`)
    expect((await settle(one, { settlement: 'merged' })).status).toBe(302)
    expect((await settle(one, { settlement: 'noted' })).status).toBe(409)
    expect((await settle(two, { settlement: 'not-taken', answer: 'Out of scope.' })).status).toBe(302)
    expect(plain(await server.html(`/norms/${ref}?text=draft`))).toContain('Keep all the lights.')
    const chair = await post(`${list}/chair-text`, { symbol: 'HAR/CT1', confirm: ref }, 'chiara')
    expect(locationOf(chair)).toBe(`/norms/${ref}/versions/3`)
    const text = plain(await server.html(`/norms/${ref}/versions/3`))
    expect(text).toContain('2 proposals settled: 1 merged, 1 not taken.')
    expect(text).toContain(`Paragraph OP1: ${p1} of Ardenia merged. It is clearer.`)
    const again = await post(`${list}/chair-text`, { symbol: 'HAR/CT2', confirm: ref }, 'chiara')
    expect(again.status).toBe(409)
    expect(plain(await again.text())).toContain('No proposal has been settled since')
    expect(plain(await server.html(`/norms/${ref}/paragraphs/${paragraphs[0]}/history`))).toContain(
      'Settled the proposal',
    )
  })
})
