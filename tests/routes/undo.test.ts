import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { normTexts } from '~db/stores/norm-texts'
import { freeze, makeNorm } from '../norm-world'
import { type startServer as _start, startServer } from '../server'
import type { fillWorld } from '../world'

type Server = Awaited<ReturnType<typeof _start<Awaited<ReturnType<typeof fillWorld>>>>>
let server: Server
let sylvie: string
let chiara: string
beforeAll(async () => {
  server = await startServer()
  sylvie = await server.cookieOf(server.filled.people.sylvie)
  chiara = await server.cookieOf(server.filled.people.chiara)
})
afterAll(() => server.stop())

describe('D22 without scripts', () => {
  async function paper() {
    const { deps, filled, store } = server
    const norm = await makeNorm(deps, filled.forums.harbour, [{ text: 'One lamp. Two boats.' }])
    const first = norm.paragraphs[0]! as ParagraphId
    const texts = async () =>
      (await normTexts(store.read).live({ id: norm.id, title: '', language: 'en' })).paragraphs.map(
        (p) => p.text,
      )
    return { ref: norm.ref, first, texts, at: `/norms/${norm.ref}/paragraphs/${first}` }
  }
  const undoIn = (html: string) => html.match(/<button[^>]*name="entry"[^>]*value="(\d+)"/)?.[1]

  test('the desk offers to undo the act just done, in words, and then to undo the undoing', async () => {
    const { ref, at, texts } = await paper()
    const done = await server.post(`${at}/splitting`, { words: 'Two boats' }, sylvie)
    const page = await server.html(done.headers.get('location')!, sylvie)
    expect(page).toContain('Split a paragraph in two.')
    const undone = await server.post(`/norms/${ref}/undoing`, { entry: undoIn(page)! }, sylvie)
    expect(undone.status).toBe(302)
    expect(await texts()).toEqual(['One lamp. Two boats.'])
    const again = await server.html(undone.headers.get('location')!, sylvie)
    expect(again).toContain('Merged a paragraph with the one before (undo).')
    await server.post(`/norms/${ref}/undoing`, { entry: undoIn(again)! }, sylvie)
    expect(await texts()).toEqual(['One lamp.', 'Two boats.'])
    expect(await server.html(`/norms/${ref}/history`)).toContain('(undo)')
  })

  test('placing and lifting a bracket: the page of brackets offers to undo it', async () => {
    const { ref, at, texts } = await paper()
    const placed = await server.post(`${at}/brackets`, { words: 'One lamp', reason: 'No.' }, sylvie)
    const to = placed.headers.get('location')!
    expect(to).toMatch(/\/brackets\?done=\d+#bracket-/)
    const page = await server.html(to, sylvie)
    expect(page).toContain('Placed a bracket.')
    expect(undoIn(await server.html(to))).toBeUndefined()
    const undone = await server.post(`/norms/${ref}/undoing`, { entry: undoIn(page)! }, sylvie)
    expect(await texts()).toEqual(['One lamp. Two boats.'])
    const again = await server.html(undone.headers.get('location')!, sylvie)
    expect(again).toContain('Withdrew a bracket (undo).')
    await server.post(`/norms/${ref}/undoing`, { entry: undoIn(again)! }, sylvie)
    expect(await texts()).toEqual(['[One lamp]. Two boats.'])
    const bracket = to.match(/#bracket-(.*)/)![1]!
    const lifted = await server.post(`/norms/${ref}/brackets/${bracket}/lifting`, {}, sylvie)
    const entry = undoIn(await server.html(lifted.headers.get('location')!, sylvie))!
    await freeze(server.deps, ref, 'H/1')
    const refused = await server.post(`/norms/${ref}/undoing`, { entry }, sylvie)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Since then a version was frozen')
  })

  test('a reference and a term are undone from the desk, too', async () => {
    const { ref, first, at } = await paper()
    const undo = async (to: string | null) => {
      const entry = undoIn(await server.html(to!, sylvie))!
      return server.post(`/norms/${ref}/undoing`, { entry }, sylvie)
    }
    const before = await server.html(`/desk/norms/${ref}/paragraphs/${first}`, sylvie)
    for (const [what, fields] of [
      ['references', { target: first, after: 'One' }],
      ['definitions', { words: 'lamp' }],
    ] as const) {
      const done = await server.post(`${at}/${what}`, fields, sylvie)
      expect(await server.html(`/desk/norms/${ref}/paragraphs/${first}`, sylvie)).not.toBe(before)
      expect((await undo(done.headers.get('location'))).status).toBe(302)
      expect(await server.html(`/desk/norms/${ref}/paragraphs/${first}`, sylvie)).toContain(
        'One lamp. Two boats.',
      )
    }
  })

  test('not to anybody else, nor for what is no such act', async () => {
    const { ref, at, texts } = await paper()
    const done = await server.post(`${at}/splitting`, { words: 'Two boats' }, sylvie)
    const to = done.headers.get('location')!
    expect(undoIn(await server.html(to, chiara))).toBeUndefined()
    for (const entry of ['0', 'x', '-1', '9'.repeat(30), ''])
      expect(undoIn(await server.html(`/desk/norms/${ref}?done=${entry}`, sylvie))).toBeUndefined()
    const entry = undoIn(await server.html(to, sylvie))!
    const refused = await server.post(`/norms/${ref}/undoing`, { entry }, chiara)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Only your own acts are undone')
    for (const wrong of ['x', '-1', '1.5', ''])
      expect((await server.post(`/norms/${ref}/undoing`, { entry: wrong }, sylvie)).status).toBe(400)
    expect((await server.post(`/norms/N-999/undoing`, { entry }, sylvie)).status).toBe(409)
    expect(await texts()).toEqual(['One lamp.', 'Two boats.'])
  })
})
