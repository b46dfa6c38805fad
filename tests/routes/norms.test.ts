import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { changeStage } from '~/commands/norms/change-stage.server'
import { norms } from '~db/stores/norms'
import { freeze, makeNorm } from '../norm-world'
import { type startServer as _start, startServer } from '../server'
import { by, sure } from '../sure'
import { adders, type fillWorld } from '../world'

type Server = Awaited<ReturnType<typeof _start<Awaited<ReturnType<typeof fillWorld>>>>>
let server: Server
let chiara: string
let ana: string
beforeAll(async () => {
  server = await startServer()
  chiara = await server.cookieOf(server.filled.people.chiara)
  ana = await server.cookieOf(server.filled.people.ana)
})
afterAll(() => server.stop())

const lights = (
  paragraphs: Parameters<typeof makeNorm>[2] = [{ text: 'Keep the lights.' }],
  title?: string,
) => makeNorm(server.deps, server.filled.forums.harbour, paragraphs, title)
const words = (html: string) =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const pathOf = (answer: Response) => answer.headers.get('location')

describe('/norms', () => {
  const hrefs = (html: string) => [...html.matchAll(/href="\/norms\/(N-\d+)"/g)].map((m) => m[1]!)
  beforeAll(async () => {
    await server.store.tx(async (c) => {
      const add = adders(c, server.clock.now())
      for (let i = 0; i < 60; i++)
        await add.norm(server.filled.forums.valley, 700 + i, {
          stage: i % 3 === 0 ? 'adopted' : 'drafting',
          kind: i % 2 === 0 ? 'guideline' : 'norm',
        })
    })
  })
  test('25 a page, newest first; the next link goes on where it ended', async () => {
    const html = await server.html('/norms?forum=valley')
    expect(hrefs(html)).toHaveLength(25)
    expect(hrefs(html)[0]).toBe('N-759')
    const next = html.match(/href="([^"]+)" rel="next"/)?.[1]?.replaceAll('&amp;', '&')
    const second = await server.html(next!)
    expect(hrefs(second)[0]).toBe('N-734')
    expect(await server.html('/norms?forum=valley&before=705')).not.toContain('rel="next"')
  })
  test('filters by stage, forum and kind, together', async () => {
    const html = await server.html('/norms?forum=valley&stage=adopted&kind=guideline')
    expect(words(html)).toContain('10 norms match')
    expect(hrefs(html)).toHaveLength(10)
    expect(words(await server.html('/norms?forum=valley&stage=rejected'))).toContain('No norm matches')
  })
  test.each([
    'stage=nonsense',
    'kind=%3Cscript%3E',
    'forum=..%2F..',
    'before=-1',
    'before=1e400',
    'stage=__proto__',
    'before=999999999999999999999',
  ])('an unknown filter %s is no filter and no fault', async (query) => {
    expect((await server.get(`/norms?${query}`)).status).toBe(200)
  })
  test('from the page cache for who is not signed in, and never stale', async () => {
    const first = await server.get('/norms')
    const etag = first.headers.get('etag')
    expect(etag).toBeTruthy()
    const { ref } = await makeNorm(server.deps, server.filled.forums.harbour, [], 'A title of this minute')
    const second = await server.get('/norms')
    expect(second.headers.get('etag')).not.toBe(etag)
    expect(await second.text()).toContain(ref)
  })
})

describe('/norms/:ref', () => {
  test.each(['/norms/N-999', '/norms/n-001', '/norms/N-1', '/norms/__proto__', "/norms/N-001'--"])(
    '%s is not found',
    async (path) => {
      expect((await server.get(path)).status).toBe(404)
    },
  )
  test('before anything is frozen it shows the live draft, marked as such', async () => {
    const { ref } = await lights([{ heading: 'Lights', text: 'Keep the lights.' }])
    const html = await server.html(`/norms/${ref}`)
    expect(words(html)).toContain('Live draft')
    expect(words(html)).toContain('nothing has been frozen yet')
    expect(words(html)).toContain('Keep the lights.')
    expect(html).toContain('id="p-1"')
    expect(html).toContain('href="#p-1"')
  })
  test('then the newest version, with its hash, and says that the draft has changed since', async () => {
    const { ref } = await lights([{ text: 'Keep the lights.' }])
    const { hash } = await freeze(server.deps, ref, 'HAR/1')
    expect(words(await server.html(`/norms/${ref}`))).not.toContain('The draft has changed')
    const late = { ref, kind: 'article', heading: '', text: 'A [late] addition.' } as const
    sure(await addParagraph(server.deps, null, late))
    const html = await server.html(`/norms/${ref}`)
    expect(html).toContain(hash)
    expect(words(html)).toContain('The draft has changed since and has 1 bracket left')
    expect(words(html)).not.toContain('addition')
    const draft = await server.html(`/norms/${ref}?text=draft`)
    expect(words(draft)).toContain('addition')
    expect(words(draft)).toContain('Live draft')
  })
  test('brackets: counted, explained, and who holds them', async () => {
    const { ref, paragraphs } = await lights([{ text: 'Within [72 [or 48] hours].' }])
    const place = { ref, paragraphId: paragraphs[0]!, quote: '[or 48]', reason: 'Too <b>fast</b>.' }
    sure(await placeBracket(server.deps, by(server.filled.people.ana), place))
    const html = await server.html(`/norms/${ref}`)
    expect(words(html)).toContain('2 brackets left')
    expect(words(html)).toContain('1 bracket held by Ardenia')
    expect(html).toContain('Too &lt;b&gt;fast&lt;/b&gt;.')
    expect(words(html)).toContain('are not agreed yet')
  })
  test('N9 both ends of "puts into practice" are linked', async () => {
    const global = await lights([{ text: 'Keep the lights.' }, { kind: 'sub', text: 'Every light.' }])
    const valley = await makeNorm(server.deps, server.filled.forums.valley, [
      { kind: 'operative', text: 'In the valley.', implements: `${global.ref} 1.1` },
    ])
    expect(await server.html(`/norms/${valley.ref}`)).toContain(`href="/norms/${global.ref}#p-1.1"`)
    expect(await server.html(`/norms/${global.ref}`)).toContain(`href="/norms/${valley.ref}#p-OP1"`)
  })
  test('no script but the one that keeps it up to date; rooms and regions for that', async () => {
    const { ref } = await lights()
    const html = await server.html(`/norms/${ref}`)
    expect([...html.matchAll(/<script[^>]*>/g)].map((m) => m[0])).toEqual([
      '<script type="module" src="/live.js">',
    ])
    expect(html).toContain(`data-rooms="norm/${ref}"`)
    expect(html).toMatch(/id="text" data-live=/)
    expect(html).not.toMatch(/\sstyle=/)
  })
  test('the desk’s acts are offered to those who may', async () => {
    const { ref } = await lights()
    expect(await server.html(`/norms/${ref}`)).not.toContain('Open the consultation')
    expect(await server.html(`/norms/${ref}`, ana)).not.toContain('Open the consultation')
    expect(await server.html(`/norms/${ref}`, ana)).toContain('Open in the drafting desk')
    expect(await server.html(`/norms/${ref}`, chiara)).toContain('Open the consultation')
  })
  test('a hostile title and wording stay text', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'</title><script>alert(2)</script>'
    const { ref } = await lights([{ heading: evil, text: evil }], evil)
    for (const page of ['', '/comments', '/history', '/versions', '/compare?b=draft&a=draft']) {
      const html = await server.html(`/norms/${ref}${page}`)
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('<script>alert')
    }
  })
})

describe('versions', () => {
  test('a frozen version, the bytes of its hash, and a comparison', async () => {
    const { ref, paragraphs } = await lights([{ text: 'Keep the lights.' }])
    const { hash } = await freeze(server.deps, ref, 'HAR/1')
    const rest = { ref, kind: 'sub', heading: '', text: 'Every one of them.' } as const
    sure(await addParagraph(server.deps, null, { ...rest, after: paragraphs[0] }))
    await freeze(server.deps, ref, 'HAR/2')
    const html = await server.html(`/norms/${ref}/versions/1`)
    expect(html).toContain(hash)
    expect(html).toContain(`href="/norms/${ref}/versions/1#p-1"`)
    expect(words(html)).toContain('Version 2 is newer')
    const bytes = await (await server.get(`/norms/${ref}/versions/1/text`)).text()
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    const compared = words(await server.html(`/norms/${ref}/compare?a=1&b=2`))
    expect(compared).toContain('From version 1 to version 2: 1 added; 4 words in, 0 words out.')
    expect(words(await server.html(`/norms/${ref}/compare?a=2&b=draft`))).toContain('nothing changed')
    expect(words(await server.html(`/norms/${ref}/compare`))).toContain('From version 1 to version 2')
    expect(words(await server.html(`/norms/${ref}/compare?a=1&b=9`))).toContain('There is no version 9')
    expect(words(await server.html(`/norms/${ref}/versions`))).toContain('2, HAR/2')
  })
  test.each(['0', '2', '-1', '1.0', '01', 'x', '99999999999999999999', '1e0', '__proto__'])(
    'version %s is not found',
    async (k) => {
      const { ref } = await lights()
      await freeze(server.deps, ref, 'HAR/1')
      expect((await server.get(`/norms/${ref}/versions/${k}`)).status).toBe(404)
      expect((await server.get(`/norms/${ref}/versions/${k}/text`)).status).toBe(404)
    },
  )
  test('frozen by a form with the reference typed once more', async () => {
    const { ref } = await lights()
    const form = { symbol: 'HAR/1', kind: 'chair', note: '', confirm: ref }
    const at = `/norms/${ref}/versions`
    const wrong = await server.post(at, { ...form, confirm: 'N-000' }, chiara)
    expect(wrong.status).toBe(400)
    const page = await wrong.text()
    expect(words(page)).toContain(`Type ${ref} to confirm.`)
    expect(page).toContain('value="HAR/1"')
    expect((await server.post(at, form, ana)).status).toBe(403)
    const done = await server.post(at, form, chiara)
    expect([done.status, pathOf(done)]).toEqual([302, `${at}/1`])
    expect((await server.post(at, form, chiara)).status).toBe(409)
    expect(pathOf(await server.post(at, form))).toMatch(/^\/sign-in/)
  })
})

describe('acts of the desk, by plain forms', () => {
  test('stages: consultation with an end, final text with confirmation, refusals in words', async () => {
    const { ref } = await lights()
    const at = `/norms/${ref}/stage`
    const post = (fields: Record<string, string>, who = chiara) => server.post(at, fields, who)
    expect((await post({ to: 'consultation', closesAt: '2030-02-30T10:00' })).status).toBe(400)
    expect((await post({ to: 'consultation', closesAt: '2029-01-01T10:00' })).status).toBe(409)
    expect((await post({ to: 'consultation' }, ana)).status).toBe(403)
    expect((await post({ to: 'adopted' })).status).toBe(409)
    expect((await post({ to: 'nonsense' })).status).toBe(400)
    const done = await post({ to: 'consultation', closesAt: '2030-02-28T18:00' })
    expect(pathOf(done)).toBe(`/norms/${ref}`)
    const html = words(await server.html(`/norms/${ref}`))
    expect(html).toContain('until 28 February 2030, 18:00 UTC')
    const early = await post({ to: 'text-final', confirm: ref })
    expect(early.status).toBe(409)
    expect(words(await early.text())).toContain('No version has been frozen yet')
    await freeze(server.deps, ref, 'HAR/1')
    expect((await post({ to: 'text-final' })).status).toBe(400)
    expect((await post({ to: 'text-final', confirm: ref })).status).toBe(302)
    expect(words(await server.html(`/norms/${ref}`))).toContain('can no longer change')
  })
  test('paragraphs: added, revised, moved, removed', async () => {
    const { id, ref, paragraphs } = await lights()
    const at = `/norms/${ref}/paragraphs`
    const form = { kind: 'sub', heading: '', text: 'By a form.', after: paragraphs[0]! }
    const added = await server.post(at, form, ana)
    expect(pathOf(added)).toMatch(new RegExp(`^/desk/norms/${ref}\\?done=\\d+#`))
    const [, second] = await norms(server.store.read).paragraphs(id)
    const own = `${at}/${second!.id}`
    expect((await server.post(`${own}/revision`, { kind: 'article', heading: 'Forms' }, ana)).status).toBe(
      302,
    )
    expect((await server.post(`${own}/position`, { direction: 'up' }, ana)).status).toBe(403)
    expect((await server.post(`${own}/position`, { direction: 'up' }, chiara)).status).toBe(302)
    expect((await norms(server.store.read).paragraphs(id)).map((p) => p.heading)).toEqual(['Forms', ''])
    expect((await server.post(`${own}/removal`, {}, chiara)).status).toBe(302)
    expect(await norms(server.store.read).paragraphs(id)).toHaveLength(1)
    expect((await server.post(`${own}/removal`, {}, chiara)).status).toBe(409)
    expect(words(await server.html(at))).toContain('This address only takes a form')
  })
  test('brackets: placed and lifted', async () => {
    const { id, ref, paragraphs } = await lights([{ text: 'Within [72] hours.' }])
    const at = `/norms/${ref}/paragraphs/${paragraphs[0]}/brackets`
    expect((await server.post(at, { quote: '[72]', reason: 'Slow.' }, ana)).status).toBe(302)
    const [bracket] = await norms(server.store.read).brackets(id)
    expect(bracket?.holderName).toBe('Ardenia')
    const bela = await server.cookieOf(server.filled.people.bela)
    const own = `/norms/${ref}/brackets/${bracket!.id}/lifting`
    expect((await server.post(own, {}, bela)).status).toBe(409)
    expect((await server.post(own, {}, ana)).status).toBe(302)
  })
  test('what was written is shown again with the refusal', async () => {
    const { ref } = await lights()
    const paul = await server.cookieOf(server.filled.people.paul)
    const text = 'A long paragraph that nobody would like to type a second time.'
    const answer = await server.post(`/norms/${ref}/paragraphs`, { kind: 'sub', text }, paul)
    expect(answer.status).toBe(403)
    const said = words(await answer.text())
    expect(said).toContain('Nothing was changed')
    expect(said).toContain(text)
  })
  test.each<[string, Record<string, string>]>([
    ['an unknown field', { kind: 'sub', text: 'x', stage: 'adopted' }],
    ['__proto__', { kind: 'sub', text: 'x', __proto__x: '1' }],
    ['an unknown kind', { kind: 'paragraph', text: 'x' }],
    ['an id that is none', { kind: 'sub', text: 'x', after: "1' or '1'='1" }],
    ['NUL', { kind: 'sub', text: 'a\u0000b' }],
    ['a direction override', { kind: 'sub', text: 'a\u202eb' }],
    ['two lines of heading', { kind: 'sub', text: 'x', heading: 'a\nb' }],
    ['a text too long', { kind: 'sub', text: 'x'.repeat(20_001) }],
    ['a target that is none', { kind: 'sub', text: 'x', implements: 'N-001 <2>' }],
  ])('400 and nothing changed: %s', async (_, form) => {
    const { id, ref } = await lights()
    const answer = await server.post(`/norms/${ref}/paragraphs`, form, ana)
    expect(answer.status).toBe(400)
    expect(await norms(server.store.read).paragraphs(id)).toHaveLength(1)
  })
})

describe('/norms/:ref/history', () => {
  test('says in words who did what, with the entry; comments on request', async () => {
    const { ref } = await lights()
    sure(await changeStage(server.deps, by(server.filled.people.chiara), { ref, to: 'consultation' }))
    const html = await server.html(`/norms/${ref}/history`)
    const said = words(html)
    expect(said).toContain('Moved the norm from Drafting to Consultation chiara , as chair')
    expect(said).toContain('Proposed the norm “Care of harbour lights”')
    expect(html).toMatch(/href="\/ledger\/\d+"/)
    expect((await server.get(`/norms/${ref}/history?before=x&with=y`)).status).toBe(200)
  })
})

describe('/desk', () => {
  test('is for who is signed in', async () => {
    expect(pathOf(await server.get('/desk'))).toBe('/sign-in?to=%2Fdesk')
  })
  test('shows the texts one may draft, in one’s own forums only', async () => {
    const { ref } = await makeNorm(server.deps, server.filled.forums.valley, [], 'A valley text')
    expect(await server.html('/desk', ana)).toContain(`/desk/norms/${ref}`)
    const coro = await server.cookieOf(server.filled.people.coro)
    expect(await server.html('/desk', coro)).not.toContain(ref)
  })
  test('proposing: the form keeps what was typed; the forum must be one’s own', async () => {
    const { harbour, valley } = server.filled.forums
    const form = { title: 'Fog signals', forumId: harbour, kind: 'norm', language: 'en', summary: '' }
    const wrong = await server.post('/desk/norms/new', { ...form, title: '' }, ana)
    expect(wrong.status).toBe(400)
    expect(words(await wrong.text())).toContain('Enter the title.')
    const coro = await server.cookieOf(server.filled.people.coro)
    expect((await server.post('/desk/norms/new', { ...form, forumId: valley }, coro)).status).toBe(403)
    const done = await server.post('/desk/norms/new', form, coro)
    expect(pathOf(done)).toMatch(/^\/desk\/norms\/N-\d+$/)
    const paul = await server.cookieOf(server.filled.people.paul)
    expect(words(await server.html('/desk/norms/new', paul))).toContain('You cannot propose a norm yet')
  })
})

describe('pages about the place', () => {
  test.each(['/how-it-works', '/accessibility', '/privacy'])('%s', async (path) => {
    const html = await server.html(path)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).not.toContain('<script')
  })
})
