import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { normTexts } from '~db/stores/norm-texts'
import { makeNorm } from '../norm-world'
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
