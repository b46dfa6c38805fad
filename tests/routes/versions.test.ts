import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import type { ParagraphId } from '~/domain/ids'
import { ledger } from '~db/stores/ledger'
import { looks } from '~db/stores/looks'
import { leaseFloor, wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../norm-world'
import { startServer } from '../server'
import { sure } from '../sure'
import type { fillWorld } from '../world'

let server: Awaited<ReturnType<typeof startServer<Awaited<ReturnType<typeof fillWorld>>>>>
let ana: string
let bela: string
beforeAll(async () => {
  server = await startServer({ world: 'empty' })
  ana = await server.cookieOf(server.filled.people.ana)
  bela = await server.cookieOf(server.filled.people.bela)
})
afterAll(() => server.stop())

let clients = leaseFloor
const revise = (id: ParagraphId, text: string) =>
  server.store.tx((c) =>
    wordings(c).revise(id, text, {
      personId: server.filled.people.bela,
      delegationId: server.filled.delegations.belmora,
      clientId: ++clients,
      at: server.clock.now(),
    }),
  )
const plain = (html: string) =>
  html
    .replaceAll('<!-- -->', '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')

/** Three paragraphs, frozen as version 1; then the third moves up, the first is reworded; version 2. */
async function twoVersions() {
  const norm = await makeNorm(server.deps, server.filled.forums.harbour, [
    { text: 'Keep the lights.' },
    { text: 'Ring the bells.' },
    { text: 'على السفن أن تبقي أضواءها.' },
  ])
  await freeze(server.deps, norm.ref, 'HAR/1')
  const [first, , third] = norm.paragraphs as [ParagraphId, ParagraphId, ParagraphId]
  for (const _ of [1, 2])
    sure(await moveParagraph(server.deps, null, { ref: norm.ref, paragraphId: third, direction: 'up' }))
  await revise(first, 'Keep all the lights.')
  await freeze(server.deps, norm.ref, 'HAR/2')
  return { ...norm, first, third }
}

describe('V1 comparing side by side', () => {
  test('both texts stand beside each other; a moved paragraph is recognised and says from where', async () => {
    const { ref } = await twoVersions()
    const html = await server.html(`/norms/${ref}/compare?a=1&b=2&view=side`)
    const words = plain(html)
    expect(html.match(/class="sides-row/g)).toHaveLength(3)
    expect(words).toContain('Moved, was 3')
    expect(words).toContain('Moves to 1')
    expect(html).toMatch(/<ins>.*all.*<\/ins>/)
    expect(words).toContain('على السفن أن تبقي أضواءها.')
    expect(words).not.toContain('Removed paragraph')
    expect(await server.html(`/norms/${ref}/compare?a=1&b=2`)).not.toContain('sides-row')
  })
  test('only the changes; an unknown view is the redline; a version that is not there says so', async () => {
    const { ref } = await twoVersions()
    expect(plain(await server.html(`/norms/${ref}/compare?a=1&b=2&view=side&show=changes`))).toContain(
      '1 paragraph unchanged',
    )
    expect(await server.html(`/norms/${ref}/compare?a=1&b=2&view=%3Cscript%3E`)).not.toContain('sides-row')
    expect(plain(await server.html(`/norms/${ref}/compare?a=1&b=9&view=side`))).toContain(
      'There is no version 9',
    )
  })
})

describe('V2 since I last looked', () => {
  test('opening a version notes it for the person signed in; a later one brings the link; the ledger hears nothing', async () => {
    const { ref, id } = await twoVersions()
    const find = () => looks(server.store.read).find(server.filled.people.ana, id)
    expect(plain(await server.html(`/norms/${ref}`, ana))).toContain('You have not looked at a version')
    expect(await server.html(`/norms/${ref}`)).not.toContain('since-look')
    const size = await ledger(server.store.read).size()
    await server.html(`/norms/${ref}/versions/1`, ana)
    expect(await find()).toMatchObject({ versionNumber: 1 })
    const page = await server.html(`/norms/${ref}/versions`, ana)
    expect(page).toContain(`href="/norms/${ref}/compare?a=1&amp;b=2"`)
    expect(page).toContain(`href="/norms/${ref}/compare?a=1&amp;b=draft"`)
    // another person's looks are their own
    expect(plain(await server.html(`/norms/${ref}/versions`, bela))).toContain('You have not looked')
    await server.html(`/norms/${ref}/versions/2`, ana)
    await server.html(`/norms/${ref}/versions/1`, ana)
    expect(await find()).toMatchObject({ versionNumber: 2 })
    expect(await ledger(server.store.read).size()).toBe(size)
  })
  test('the button marks the newest as seen; who is not signed in is asked to; unknown fields are refused', async () => {
    const { ref, id } = await twoVersions()
    const done = await server.post(`/norms/${ref}/looks`, {}, bela)
    expect(done.headers.get('location')).toBe(`/norms/${ref}/versions`)
    expect(await looks(server.store.read).find(server.filled.people.bela, id)).toMatchObject({
      versionNumber: 2,
    })
    expect((await server.post(`/norms/${ref}/looks`, {})).headers.get('location')).toMatch(/^\/sign-in/)
    expect((await server.post(`/norms/${ref}/looks`, { versionNumber: '9' }, bela)).status).toBe(400)
    expect((await server.post('/norms/N-999/looks', {}, bela)).status).toBe(404)
  })
})

describe('V3 the history of one paragraph', () => {
  test('each wording against the one before, with the ledger entry of its version', async () => {
    const { ref, first } = await twoVersions()
    await revise(first, 'Keep all [green] lights.')
    const html = await server.html(`/norms/${ref}/paragraphs/${first}/history`)
    const words = plain(html)
    expect(words).toContain('The live draft')
    expect(words).toContain('From version 1 to version 2: 1 paragraph changed; 1 word in, 0 words out.')
    expect(words).toContain('From nothing to version 1')
    expect(words).toContain('1 bracket')
    expect(html).toContain(`href="/norms/${ref}/versions/1#p-1"`)
    expect(html).toMatch(/href="\/ledger\/\d+">(<!-- -->)?Entry/)
    expect(words).toContain('Added a paragraph')
  })
  test('a removed paragraph keeps its history; one of another norm or a forged id is not found', async () => {
    const { ref, third } = await twoVersions()
    sure(await removeParagraph(server.deps, null, { ref, paragraphId: third }))
    expect(plain(await server.html(`/norms/${ref}/paragraphs/${third}/history`))).toContain('was removed')
    const other = await twoVersions()
    for (const id of [other.third, 'x', "'%22", '00000000-0000-7000-8000-000000000000', '%25'])
      expect((await server.get(`/norms/${ref}/paragraphs/${id}/history`)).status).toBe(404)
  })
})

describe('versions say what they are', () => {
  test('symbol, kind, language and what they supersede; links to a paragraph of a version stay', async () => {
    const { ref } = await twoVersions()
    const words = plain(await server.html(`/norms/${ref}/versions`))
    expect(words).toContain('English')
    expect(words).toContain('Version 1, see changes')
    const page = await server.html(`/norms/${ref}/versions/2`)
    expect(plain(page)).toContain('Version 1, HAR/1')
    expect(page).toContain('id="p-1"')
    expect(page).toContain(`href="/norms/${ref}/versions/2#p-1"`)
    expect(plain(await server.html(`/norms/${ref}/versions/1`))).not.toContain('Supersedes')
  })
})

describe('V4 who wrote each word', () => {
  test('every run has its author by letter and name, and the shares sum to the whole', async () => {
    const { ref } = await twoVersions()
    const html = await server.html(`/norms/${ref}/authorship`)
    const words = plain(html)
    expect(words).toContain('Belmora')
    expect(words).toContain('The platform')
    expect(html).toContain('authored-2')
    const total = [...'Keep all the lights.Ring the bells.على السفن أن تبقي أضواءها.'].length
    expect(words).toMatch(new RegExp(`All ${total} ?`.replaceAll(' ', '\\s*')))
  })
  test('a norm without a word says so; an unknown one is not found', async () => {
    const { ref } = await makeNorm(server.deps, server.filled.forums.harbour, [])
    expect(plain(await server.html(`/norms/${ref}/authorship`))).toContain('Nothing has been written yet')
    expect((await server.get('/norms/N-999/authorship')).status).toBe(404)
  })
})
