import { eq } from 'drizzle-orm'
import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { grantRole } from '~/commands/people/grant-role.server'
import { revokeRole } from '~/commands/people/revoke-role.server'
import type { AccessNow, People } from '~/contracts/documents'
import type { ParagraphId } from '~/domain/ids'
import { wordings } from '~db/stores/wordings'
import { freeze } from '../norm-world'
import { engines } from '../stores'
import { sure } from '../sure'
import { adders } from '../world'
import { join, rawWriter } from './raw-writer'
import { type DraftServer, openToWrite, socketsTo, startDraft, until } from './sockets'

/** A client that bypasses the page, for each way in which a mode forbids what it sends. */
describe.each(engines)('modes on %s', (engine) => {
  let server: DraftServer
  let sockets: ReturnType<typeof socketsTo>
  beforeAll(async () => {
    server = await startDraft({ engine })
    sockets = socketsTo(server)
  })
  afterEach(() => sockets.closeAll())
  afterAll(() => server.stop())

  let number = 100
  async function draft() {
    const ref = `N-${number}`
    const id = await server.store.tx(async (c) => {
      const add = adders(c, server.clock.now())
      const normId = await add.norm(server.filled.forums.harbour, number++)
      return add.paragraph(normId, 0, 'Text.')
    })
    return { ref, id }
  }
  const as = (name: 'ana' | 'bela' | 'chiara' | 'sylvie') => sockets.as(server.filled.people[name])
  const stored = (id: ParagraphId) => wordings(server.store.read).text(id)
  /** Everything a socket is told about texts, from now on. */
  function overheard(socket: Socket) {
    const rows: unknown[] = []
    socket.on('document.rows', (row: unknown) => rows.push(row))
    return rows
  }
  const told = (socket: Socket) =>
    new Promise<AccessNow>((resolve) => socket.once('document.access', resolve))
  const settle = (id: ParagraphId, state: 'closed' | 'reopened') =>
    server.store.tx(async (c) => {
      await c.q.update(c.t.paragraph).set({ state }).where(eq(c.t.paragraph.id, id))
    })

  test('D9 a delegate who suggests gets no client id of the text, and an editing update is refused', async () => {
    const { ref, id } = await draft()
    await freeze(server.deps, ref, 'L.1')
    const [ana, bela] = [await as('ana'), await as('bela')]
    await join(bela, id)
    const heard = overheard(bela)
    const answer = await join(ana, id)
    expect(answer).toMatchObject({ ok: true, access: 'suggest', lease: null })
    const chiara = await rawWriter(await as('chiara'), id)
    const forged = chiara.change((d) => d.getText('t').insert(0, 'Forged '))
    const said = await ana.emitWithAck('document.update', { paragraphId: id }, forged)
    expect(said).toMatchObject({ ok: false, code: 'suggest-only' })
    expect(await stored(id)).toBe('Text.')
    // the chair's own words come through, and are the first that the others hear of
    expect((await chiara.send(forged)).ok).toBe(true)
    await until(await openToWrite(await as('sylvie'), id), () => heard.length === 1)
    expect(await stored(id)).toBe('Forged Text.')
  })

  test('D9 freezing the first version turns a writing delegate into one who suggests, within a second', async () => {
    const { ref, id } = await draft()
    const socket = await as('ana')
    const ana = await rawWriter(socket, id)
    expect((await ana.send(ana.change((d) => d.getText('t').insert(0, 'One ')))).ok).toBe(true)
    const change = told(socket)
    const began = Date.now()
    await freeze(server.deps, ref, 'L.1')
    expect(await change).toMatchObject({ access: 'suggest', code: 'suggest-only' })
    expect(Date.now() - began).toBeLessThan(2_000)
    const late = await ana.send(ana.change((d) => d.getText('t').insert(0, 'Two ')))
    expect(late).toMatchObject({ ok: false, code: 'suggest-only' })
    expect(await stored(id)).toBe('One Text.')
  })

  test('D9 a role given while connected takes effect: who suggested may edit', async () => {
    const { ref, id } = await draft()
    await freeze(server.deps, ref, 'L.1')
    const { alto } = server.filled.people
    const socket = await sockets.as(alto)
    expect(await join(socket, id)).toMatchObject({ access: 'suggest' })
    const role = { personId: alto, role: 'secretariat', forumId: '' } as const
    const given = told(socket)
    const began = Date.now()
    sure(await grantRole(server.deps, null, role))
    expect(await given).toMatchObject({ access: 'write', code: null })
    const taken = told(socket)
    sure(await revokeRole(server.deps, null, role))
    expect(await taken).toMatchObject({ access: 'suggest', code: 'suggest-only' })
    expect(Date.now() - began).toBeLessThan(4_000)
  })

  test('D2 a closed paragraph takes nobody’s words until it is reopened', async () => {
    const { id } = await draft()
    const socket = await as('chiara')
    const chiara = await rawWriter(socket, id)
    await settle(id, 'closed')
    const words = chiara.change((d) => d.getText('t').insert(0, 'Late '))
    expect(await chiara.send(words)).toMatchObject({ ok: false, code: 'paragraph-closed' })
    expect(await join(await as('ana'), id)).toMatchObject({ access: 'read', lease: null })
    expect(await stored(id)).toBe('Text.')
    await settle(id, 'reopened')
    const again = await rawWriter(await as('chiara'), id)
    expect((await again.send(again.change((d) => d.getText('t').insert(0, 'New ')))).ok).toBe(true)
  })

  test('D8 presence of somebody else cannot be claimed', async () => {
    const { id } = await draft()
    const [ana, bela] = [await as('ana'), await as('bela')]
    const belas = await join(bela, id)
    await join(ana, id)
    const self = belas.ok ? belas.self : -1
    for (const claim of [{ key: self }, { name: 'bela' }, { speaksFor: 'Belmora' }])
      expect(
        await ana.emitWithAck('document.point', { paragraphId: id, cursor: null, ...claim }),
      ).toMatchObject({ ok: false, code: 'invalid' })
    const people = new Promise<People>((resolve) =>
      bela.on('document.people', (news: People) => news.people.length === 2 && resolve(news)),
    )
    const third = await as('ana')
    await join(third, id)
    third.disconnect()
    const names = (await people).people.map((p) => p.name)
    expect(new Set(names)).toEqual(new Set(['ana', 'bela']))
  })
})
