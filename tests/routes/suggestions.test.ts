import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import type { ParagraphId } from '~/domain/ids'
import { suggestions } from '~db/stores/suggestions'
import { wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../norm-world'
import { startServer } from '../server'
import { sure } from '../sure'
import type { fillWorld } from '../world'

const words = 'States should report within 72 hours of an incident.'

describe('suggestions by plain forms', () => {
  let server: Awaited<ReturnType<typeof startServer<Awaited<ReturnType<typeof fillWorld>>>>>
  const cookies: Record<string, string> = {}
  beforeAll(async () => {
    server = await startServer({ world: 'empty' })
    for (const name of ['olga', 'ana', 'bela', 'chiara'] as const)
      cookies[name] = await server.cookieOf(server.filled.people[name])
  })
  afterAll(() => server.stop())

  async function norm() {
    const made = await makeNorm(server.deps, server.filled.forums.harbour, [{ text: words }])
    await freeze(server.deps, made.ref, 'L.1')
    return { ref: made.ref, id: made.paragraphs[0]!, page: `/norms/${made.ref}/suggestions` }
  }
  const suggest = async (ref: string, paragraphId: ParagraphId, text: string) =>
    sure(
      await openSuggestion(
        server.deps,
        { personId: server.filled.people.ana },
        { ref, paragraphId, reason: 'Clearer <b>', text },
      ),
    ).ref
  const textOf = (id: ParagraphId) => wordings(server.store.read).text(id)
  const statusOf = async (ref: string) => (await suggestions(server.store.read).byRef(ref))!.status

  test('a delegate suggests by a form; everybody sees the redline, with author and reason', async () => {
    const { ref, id, page } = await norm()
    const form = await server.html(`${page}?paragraph=1`, cookies.ana)
    expect(form).toContain(`>${words}</textarea>`)
    const fields = { paragraphId: id, text: words.replace('72', '24'), reason: 'Sooner' }
    const answer = await server.post(page, fields, cookies.ana)
    expect(answer.status).toBe(302)
    const [row] = await suggestions(server.store.read).openOn(id)
    expect(answer.headers.get('location')).toBe(`${page}#${row!.ref}`)
    const html = await server.html(page)
    expect(html).toMatch(/<del>.*72.*<\/del>/)
    expect(html).toMatch(/<ins>.*24.*<\/ins>/)
    for (const said of [row!.ref, 'Ardenia', 'Sooner']) expect(html).toContain(said)
    expect(html).not.toContain('/acceptance')
    expect(await server.html(`/norms/${ref}/history`)).toContain(`Suggested a change, ${row!.ref}`)
  })

  test('what is wrong with the form is said beside what was typed', async () => {
    const { id, page } = await norm()
    const fields = { paragraphId: id, text: 'Two\nlines', reason: 'Why not' }
    const answer = await server.post(`${page}?paragraph=1`, fields, cookies.ana)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('must be one line')
    expect(html).toContain('Why not')
  })

  test('who may not suggest has no form, and is refused', async () => {
    const { id, page } = await norm()
    expect(await server.html(page, cookies.olga)).not.toContain('Suggest a change')
    const fields = { paragraphId: id, text: 'Else.', reason: '' }
    expect((await server.post(page, fields, cookies.olga)).status).toBe(403)
    expect((await server.post(page, fields)).headers.get('location')).toContain('/sign-in')
  })

  test('the chair accepts; a delegate is refused', async () => {
    const { ref, id, page } = await norm()
    const suggestion = await suggest(ref, id, 'Else.')
    expect(await server.html(page, cookies.chiara)).toContain(`${page}/${suggestion}/acceptance`)
    const refused = await server.post(`${page}/${suggestion}/acceptance`, { seen: '1' }, cookies.bela)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Nothing was changed')
    expect(await textOf(id)).toBe(words)
    const done = await server.post(`${page}/${suggestion}/acceptance`, { seen: '1' }, cookies.chiara)
    expect(done.headers.get('location')).toBe(page)
    expect(await textOf(id)).toBe('Else.')
    expect(await server.html(page)).toContain('Accepted')
  })

  test('an act from the desk leads back to the suggestions there', async () => {
    const { ref, id, page } = await norm()
    const suggestion = await suggest(ref, id, 'Else.')
    const fields = { reason: 'Not now', from: 'desk' }
    const done = await server.post(`${page}/${suggestion}/rejection`, fields, cookies.chiara)
    expect(done.headers.get('location')).toBe(`/desk/norms/${ref}#suggestions`)
    expect(await server.html(page)).toContain('Not now')
    expect((await server.post(`${page}/${suggestion}/rejection`, fields, cookies.chiara)).status).toBe(409)
  })

  test('rejecting needs a reason', async () => {
    const { ref, id, page } = await norm()
    const suggestion = await suggest(ref, id, 'Else.')
    const answer = await server.post(`${page}/${suggestion}/rejection`, { reason: ' ' }, cookies.chiara)
    expect(answer.status).toBe(400)
    expect(await statusOf(suggestion)).toBe('open')
  })

  test('a part is accepted by ticking its changes', async () => {
    const { ref, id, page } = await norm()
    const suggestion = await suggest(ref, id, 'States shall report within 24 hours of an incident.')
    expect(await server.html(page, cookies.chiara)).toContain(`name="change-1"`)
    const at = `${page}/${suggestion}/part`
    const body = { seen: '1', bodySeen: '1' }
    expect((await server.post(at, body, cookies.chiara)).status).toBe(409)
    expect((await server.post(at, { ...body, 'change-x': 'on' }, cookies.chiara)).status).toBe(400)
    const done = await server.post(at, { ...body, 'change-1': 'on' }, cookies.chiara)
    expect(done.status).toBe(302)
    expect(await textOf(id)).toBe(words.replace('72', '24'))
    expect(await statusOf(suggestion)).toBe('part')
    expect(await server.html(page)).toContain('Accepted in part')
  })

  test('bracket both, and take back', async () => {
    const { ref, id, page } = await norm()
    const first = await suggest(ref, id, words.replace('72', '24'))
    const second = await suggest(ref, id, words.replace('States', 'All'))
    const bracketed = await server.post(`${page}/${first}/bracketing`, { seen: '1' }, cookies.chiara)
    expect(bracketed.status).toBe(302)
    expect(await textOf(id)).toBe(words.replace('72', '[72][24]'))
    expect((await server.post(`${page}/${second}/withdrawal`, {}, cookies.bela)).status).toBe(409)
    expect((await server.post(`${page}/${second}/withdrawal`, {}, cookies.ana)).status).toBe(302)
    expect(await statusOf(second)).toBe('withdrawn')
  })

  test('several are accepted at once; those that cannot be are named', async () => {
    const { ref, id, page } = await norm()
    const first = await suggest(ref, id, words.replace('72', '24'))
    const second = await suggest(ref, id, words.replace('States', 'All'))
    const at = `${page}/acceptance`
    expect((await server.post(at, {}, cookies.chiara)).status).toBe(400)
    expect((await server.post(at, { else: '1' }, cookies.chiara)).status).toBe(400)
    const ticked = { [`take-${first}`]: '1', [`take-${second}`]: '7' }
    const some = await server.post(at, ticked, cookies.chiara)
    expect(some.status).toBe(409)
    const said = (await some.text()).replaceAll('<!-- -->', '')
    expect(said).toContain(`1 accepted. Not accepted: ${second}`)
    const rest = await server.post(at, { [`take-${second}`]: '1' }, cookies.chiara)
    expect(rest.status).toBe(302)
    expect(await textOf(id)).toBe(words.replace('72', '24').replace('States', 'All'))
  })

  test('D9 the desk says in which mode one is, and shows the cards', async () => {
    const { ref, id } = await norm()
    const suggestion = await suggest(ref, id, 'Else.')
    const delegate = await server.html(`/desk/norms/${ref}`, cookies.bela)
    expect(delegate).toContain('Suggesting')
    expect(delegate).toContain(`/norms/${ref}/suggestions?paragraph=1#suggest`)
    expect(delegate).toContain(suggestion)
    expect(delegate).not.toContain(`${suggestion}/acceptance`)
    const chair = await server.html(`/desk/norms/${ref}`, cookies.chiara)
    expect(chair).toContain('Editing')
    expect(chair).toContain(`${suggestion}/acceptance`)
    expect(chair).not.toContain('#suggest"')
  })

  test('unknown acts and suggestions are not found', async () => {
    const { page } = await norm()
    expect((await server.post(`${page}/S-00001/applause`, {}, cookies.chiara)).status).toBe(404)
    expect((await server.post(`${page}/nothing/withdrawal`, {}, cookies.chiara)).status).toBe(404)
    expect((await server.post(`${page}/S-99999/withdrawal`, {}, cookies.chiara)).status).toBe(409)
  })
})
