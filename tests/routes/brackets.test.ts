import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { norms } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import { makeNorm } from '../norm-world'
import { type startServer as _start, startServer } from '../server'
import { by, sure } from '../sure'
import type { fillWorld } from '../world'

type Server = Awaited<ReturnType<typeof _start<Awaited<ReturnType<typeof fillWorld>>>>>
type Name = keyof Server['filled']['people']
let server: Server
const cookies = {} as Record<Name, string>
beforeAll(async () => {
  server = await startServer()
  for (const name of ['chiara', 'sylvie', 'ana', 'bela', 'coro', 'olga', 'paul'] as const)
    cookies[name] = await server.cookieOf(server.filled.people[name])
})
afterAll(() => server.stop())

const words = (html: string) =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

async function paper(text: string, heading = '') {
  const { ref, id, paragraphs } = await makeNorm(server.deps, server.filled.forums.harbour, [
    { text, heading },
  ])
  const paragraphId = paragraphs[0]!
  const at = `/norms/${ref}/brackets`
  return {
    ref,
    id,
    at,
    paragraphId,
    own: `/norms/${ref}/paragraphs/${paragraphId}`,
    page: async (query = '', name?: Name) => server.html(`${at}${query}`, name && cookies[name]),
    reads: async (query = '', name?: Name) =>
      words(await server.html(`${at}${query}`, name && cookies[name])),
    place: async (name: Name, quoted: string) => {
      const input = { ref, paragraphId, words: quoted, reason: 'Too slow.' }
      return sure(await placeBracket(server.deps, by(server.filled.people[name]), input)).id
    },
    text: () => wordings(server.store.read).text(paragraphId),
    post: async (name: Name, path: string, fields: Record<string, string> = {}) => {
      const answer = await server.post(`${path}`, fields, cookies[name])
      return { status: answer.status, said: words(await answer.text()), to: answer.headers.get('location') }
    },
  }
}

describe('/norms/:ref/brackets', () => {
  test('without an account: who holds what, counts, chart, no forms', async () => {
    const p = await paper('Report within 72 hours of [any] incident.')
    await p.place('ana', '72 hours')
    const html = await p.page()
    const said = words(html)
    expect(said).toContain('What stands between us and agreement')
    expect(said).toContain('Ardenia 1 bracket')
    expect(html).toContain('[72 hours]')
    expect(said).toContain('Reason: Too slow.')
    expect(said).toContain('Held by nobody 1 bracket')
    expect(said).toContain(
      '1 bracket held now, 1 at most. With alternatives, and with brackets that nobody holds, the text has 2 left.',
    )
    expect(html).not.toMatch(/<form[^>]*method="post"/)
    expect(html).not.toMatch(/ style=/)
  })
  test('readings: all, clean, and as a delegation would have it', async () => {
    const p = await paper('Report within 72 hours of each incident and always.')
    await p.place('ana', 'within 72 hours')
    await p.place('bela', 'and always')
    expect(await p.reads('?view=clean')).toContain('Report of each incident.')
    expect(await p.reads('?as=ARD')).toContain('Report of each incident and always.')
    expect(await p.reads('?as=BEL')).toContain('Report within 72 hours of each incident.')
    expect(await p.reads('?as=COR')).toContain('Report within 72 hours of each incident and always.')
    expect(await p.reads('?as=nobody')).toContain('The live draft with all its brackets.')
  })
  test('a text without a bracket says so', async () => {
    const p = await paper('Plain.')
    expect(await p.reads()).toContain('Nothing: the text has no bracket left')
    expect((await server.get('/norms/N-999/brackets')).status).toBe(404)
  })
  test('characters deleted at the desk: the row says that they are gone', async () => {
    const p = await paper('Report within 72 hours.')
    await p.place('ana', '72 hours')
    await server.store.tx((c) =>
      wordings(c).revise(p.paragraphId, 'Report.', {
        personId: null,
        clientId: 0x60000001,
        at: server.clock.now(),
      }),
    )
    expect(await p.reads()).toContain('No longer in the text')
    expect(await p.reads()).toContain('0 brackets')
  })
})

describe('N28 counts on the page', () => {
  const figures = (said: string, from: string, to: string) =>
    said.slice(said.indexOf(from), said.indexOf(to)).match(/\d+/g)!.map(Number)
  test('by paragraph and by holder add up to the whole, alternatives and brackets of nobody included', async () => {
    const p = await paper('Report [soon] within 72 hours of ] any incident.', 'Reports')
    const id = await p.place('ana', '72')
    for (const text of ['24', '48'])
      expect((await p.post('bela', `${p.at}/${id}/alternatives`, { text })).status).toBe(302)
    expect((await p.post('sylvie', `${p.own}/brackets`, { words: 'any incident' })).status).toBe(302)
    const heading = { where: 'heading', words: 'Reports', holderId: server.filled.delegations.belmora }
    expect((await p.post('sylvie', `${p.own}/brackets`, heading)).status).toBe(302)
    const title = { where: 'title', words: 'harbour' }
    expect((await p.post('coro', `${p.own}/brackets`, title)).status).toBe(302)
    const said = await p.reads()
    expect(said).toContain('8 brackets left')
    expect(figures(said, 'Brackets left Title', 'By holder')).toEqual([1, 1, 7, 8])
    expect(said).toContain('Ardenia 3 0 0 0 Belmora 1 0 0 0 Corvania 1 0 0 0')
    expect(said).toContain('The chair or the secretariat 1 Nobody 2 Whole text 8')
    for (const head of ['Ardenia 3 brackets', 'Belmora 1 bracket', 'Held by nobody 2 brackets'])
      expect(said).toContain(head)
    expect(said).toContain('A bracket without its partner')
    expect(words(await server.html(`/norms/${p.ref}?text=draft`))).toContain('8 brackets left')
  })
})

describe('acts on brackets, as plain forms', () => {
  test('N27 words that stand there twice: which of them is said, or nothing is done', async () => {
    const p = await paper('Report soon, and report soon again.')
    const at = `${p.own}/brackets`
    const twice = await p.post('ana', at, { words: 'soon' })
    expect(twice.status).toBe(409)
    expect(twice.said).toContain('The text has these words 2 times.')
    expect((await p.post('ana', at, { words: 'soon', nth: '0' })).status).toBe(400)
    expect((await p.post('ana', at, { words: 'soon', nth: '3' })).status).toBe(409)
    expect(await p.text()).toBe('Report soon, and report soon again.')
    expect((await p.post('ana', at, { words: 'soon', nth: '2' })).status).toBe(302)
    expect(await p.text()).toBe('Report soon, and report [soon] again.')
  })
  test('a bracket that nobody holds is taken: by a delegate for the own delegation, by the secretariat for any', async () => {
    const p = await paper('Report [soon] and [often].')
    const at = `${p.own}/brackets`
    expect(await p.page('', 'ana')).toContain('Say who holds it')
    expect(await p.page('', 'ana')).not.toContain('name="holderId"')
    expect(await p.page('', 'sylvie')).toContain('name="holderId"')
    const other = { quote: '[soon]', where: 'text', holderId: server.filled.delegations.belmora }
    expect((await p.post('ana', at, other)).status).toBe(409)
    expect((await p.post('sylvie', at, other)).status).toBe(302)
    expect((await p.post('ana', at, { quote: '[often]', where: 'text' })).status).toBe(302)
    expect((await p.post('ana', at, { quote: '[often]', where: 'text' })).status).toBe(409)
    const said = await p.reads()
    expect(said).toContain('Belmora 1 bracket')
    expect(said).toContain('Ardenia 1 bracket')
    expect(said).not.toContain('Held by nobody')
  })
  test('the desk’s scripts are told that it is done, and stay where they are', async () => {
    const p = await paper('Report within 72 hours.')
    const answer = await server.post(`${p.own}/brackets?from=desk`, { words: '72 hours' }, cookies.ana)
    expect(answer.status).toBe(200)
    expect(await p.text()).toBe('Report within [72 hours].')
  })
  test('placed, narrowed, opposed, lifted', async () => {
    const p = await paper('Report within 72 hours.', 'Reports')
    const placed = await p.post('ana', `${p.own}/brackets`, { words: 'within 72 hours', reason: 'Slow.' })
    expect(placed.status).toBe(302)
    expect(await p.text()).toBe('Report [within 72 hours].')
    const id = placed.to!.split('#bracket-')[1]!
    expect(await p.page('', 'ana')).toContain(`id="bracket-${id}"`)
    const act = `${p.at}/${id}`
    expect((await p.post('bela', `${act}/position`, { position: 'opponent' })).status).toBe(302)
    expect(await p.reads()).toContain('Opposed by Belmora')
    expect((await p.post('ana', `${act}/narrowing`, { words: '72 hours' })).status).toBe(302)
    expect(await p.text()).toBe('Report within [72 hours].')
    const not = await p.post('bela', `${act}/lifting`)
    expect(not.status).toBe(409)
    expect(not.said).toContain('A delegate holds and lifts brackets of their own delegation only.')
    expect((await p.post('ana', `${act}/lifting`)).status).toBe(302)
    expect(await p.text()).toBe('Report within 72 hours.')
  })
  test('alternatives offered, dropped, chosen', async () => {
    const p = await paper('Report within 72 hours.')
    const id = await p.place('ana', '72')
    const act = `${p.at}/${id}`
    expect((await p.post('bela', `${act}/alternatives`, { text: '24' })).status).toBe(302)
    expect((await p.post('coro', `${act}/alternatives`, { noText: 'on' })).status).toBe(302)
    expect((await p.post('coro', `${act}/alternatives`, { text: '' })).status).toBe(400)
    expect((await p.post('coro', `${act}/alternatives`, { text: 'x', noText: 'on' })).status).toBe(400)
    expect(await p.text()).toBe('Report within [72][24] hours.')
    expect(await p.reads()).toContain('Alt 3 : no text , by Corvania')
    expect(await p.page('', 'coro')).toContain('Drop Alt')
    expect((await p.post('coro', `${act}/dropping`, { number: '3' })).status).toBe(302)
    expect((await p.post('bela', `${act}/choice`, { number: '2' })).status).toBe(409)
    expect((await p.post('chiara', `${act}/choice`, { number: '2' })).status).toBe(302)
    expect(await p.text()).toBe('Report within 24 hours.')
  })
  test('a silence is shown, and broken', async () => {
    const p = await paper('Report within 72 hours.')
    const act = `${p.at}/${await p.place('ana', '72')}`
    expect((await p.post('chiara', `${act}/silence`, { until: '2030-02-30T10:00' })).status).toBe(400)
    expect((await p.post('chiara', `${act}/silence`, { until: '2030-01-20T10:00' })).status).toBe(302)
    expect(await p.reads()).toContain('Lifted unless a delegation objects by 20 January 2030, 10:00 UTC')
    expect((await p.post('coro', `${act}/objection`)).status).toBe(302)
    expect(await p.reads()).not.toContain('Lifted unless a delegation objects by')
  })
  test('strangers, unknown acts and fields', async () => {
    const p = await paper('Report within 72 hours.')
    const act = `${p.at}/${await p.place('ana', '72')}`
    expect((await p.post('olga', `${act}/lifting`)).status).toBe(403)
    expect((await p.post('ana', `${act}/burning`)).status).toBe(404)
    expect((await p.post('ana', `${act}/constructor`)).status).toBe(404)
    expect((await p.post('ana', `${act}/lifting`, { extra: '1' })).status).toBe(400)
    expect((await server.post(`${act}/lifting`, {})).status).toBe(302)
    expect(await p.text()).toBe('Report within [72] hours.')
  })
})

describe('paragraph states, as plain forms', () => {
  test('agreed, confirmed, closed, reopened', async () => {
    const p = await paper('Keep the lights.')
    const state = `${p.own}/state`
    const confirmBy = '2030-02-01T12:00'
    expect((await p.post('ana', `${state}/agreement`, { confirmBy })).status).toBe(403)
    expect((await p.post('sylvie', `${state}/agreement`, { confirmBy })).status).toBe(302)
    expect(await p.reads()).toContain('Agreed ad referendum')
    expect(await p.reads()).toContain('closes at 1 February 2030, 12:00 UTC')
    const refusal = await p.post('ana', `${p.own}/brackets`, { words: 'Keep' })
    expect(refusal.status).toBe(409)
    for (const name of ['ana', 'bela', 'coro'] as const)
      expect((await p.post(name, `${state}/confirmation`, { answer: 'confirm' })).status).toBe(302)
    expect((await norms(server.store.read).paragraph(p.paragraphId))?.state).toBe('closed')
    expect(await p.reads()).toContain('Confirmed by Ardenia, Belmora, Corvania')
    expect((await p.post('chiara', `${state}/reopening`, { reason: '' })).status).toBe(400)
    expect((await p.post('chiara', `${state}/reopening`, { reason: 'New figures.' })).status).toBe(302)
    expect(await p.reads()).toContain('Reopened')
    expect(words(await server.html(`/norms/${p.ref}/history`))).toContain(
      'Reopened a paragraph: New figures.',
    )
  })
  test('N18 a package deal is declared and shown', async () => {
    const p = await paper('Keep the lights.')
    expect((await p.post('ana', `/norms/${p.ref}/package`, { package: 'yes' })).status).toBe(403)
    expect((await p.post('chiara', `/norms/${p.ref}/package`, { package: 'yes' })).status).toBe(302)
    expect(await p.reads()).toContain('Nothing is agreed until everything is agreed')
    const state = { confirmBy: '2030-02-01T12:00' }
    expect((await p.post('sylvie', `${p.own}/state/agreement`, state)).status).toBe(302)
    const norm = words(await server.html(`/norms/${p.ref}?text=draft`))
    expect(norm).toContain('Package Nothing is agreed until everything is agreed.')
    expect(norm).toContain('Agreed ad referendum, provisionally')
    expect(await p.reads()).toContain('provisional, as part of the package')
  })
})
