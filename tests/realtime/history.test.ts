import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { openDocument } from '~/realtime/document.client'
import { wordings } from '~db/stores/wordings'
import { engines } from '../stores'
import { adders } from '../world'
import { join, rawWriter } from './raw-writer'
import { type DraftServer, openToWrite, saved, socketsTo, startDraft, until } from './sockets'

describe.each(engines)('D17 one history on %s', (engine) => {
  let server: DraftServer
  let sockets: ReturnType<typeof socketsTo>
  beforeAll(async () => {
    server = await startDraft({ engine })
    sockets = socketsTo(server)
  })
  afterEach(() => sockets.closeAll())
  afterAll(() => server.stop())

  const freshParagraph = (text = 'Text.'): Promise<ParagraphId> =>
    server.store.tx((c) => adders(c, server.clock.now()).paragraph(server.filled.normId, 9, text))
  const asAna = () => sockets.as(server.filled.people.ana)
  const asBela = () => sockets.as(server.filled.people.bela)

  test('a copy that ends where the log once stood goes on, whatever was written since', async () => {
    const id = await freshParagraph()
    const { answer } = await rawWriter(await asAna(), id)
    const writer = await rawWriter(await asBela(), id)
    await writer.send(writer.change(() => writer.text.insert(0, 'New ')))
    expect(answer).toMatchObject({ history: { epoch: '', seq: 1, mark: expect.any(Number) } })
    const { history, seq: since } = answer as Extract<typeof answer, { ok: true }>
    expect(await join(await asAna(), id, { since, history })).toMatchObject({ ok: true, seq: 2 })
    // a window that is older than this check
    expect(await join(await asAna(), id, { since })).toMatchObject({ ok: true, seq: 2 })
  })

  test.each([
    ['of another epoch', { epoch: 'another' }],
    ['that is longer than the log', { seq: 2 }],
    ['whose last row says something else', { mark: 7 }],
  ])('a copy %s is refused, whether it asks for all or for the rest', async (_, other) => {
    const id = await freshParagraph()
    const { answer } = await rawWriter(await asAna(), id)
    const { history } = answer as Extract<typeof answer, { ok: true }>
    for (const since of [null, 1])
      expect(await join(await asAna(), id, { since, history: { ...history, ...other } })).toMatchObject({
        code: 'history-differs',
      })
  })

  test('a log put back by hand and written on is noticed: nothing of the sleeping window is sent', async () => {
    const id = await freshParagraph()
    const socket = await asAna()
    const ana = await openToWrite(socket, id)
    ana.text.insert(0, 'Lost ')
    await saved(ana)
    socket.disconnect()
    ana.text.insert(0, 'Unsent ')
    await server.store.tx(async (c) => {
      await c.q.delete(c.t.docUpdate)
      const row = { paragraphId: id, count: 1, update: Uint8Array.of(0, 0), authors: [], at: new Date() }
      for (const seq of [1, 2]) await wordings(c).append({ ...row, seq })
    })
    socket.connect()
    await until(ana, () => ana.state().is === 'refused')
    expect(ana.state()).toMatchObject({ code: 'history-differs', kept: 1 })
    expect(await wordings(server.store.read).head(id)).toBe(2)
  })

  test('D19 a window whose browser has somebody else’s session now is refused, and sends nothing', async () => {
    const id = await freshParagraph()
    const { people } = server.filled
    const answer = await join(await asBela(), id, { person: people.ana })
    expect(answer).toMatchObject({ code: 'another-person' })
    expect(await join(await asBela(), id, { person: people.bela })).toMatchObject({ ok: true })
  })

  test('D20 what was only read can be written offline: the id was set aside, and is sealed for one person', async () => {
    const id = await freshParagraph()
    const socket = await asAna()
    const ana = openDocument(socket, { paragraphId: id })
    await until(ana, () => ana.state().is === 'saved')
    expect(ana.writable()).toBe(false)
    socket.disconnect()
    ana.write()
    expect(ana.writable()).toBe(true)
    ana.text.insert(0, 'Offline. ')
    expect(ana.state()).toMatchObject({ kept: 1 })
    socket.connect()
    await saved(ana)
    expect(await wordings(server.store.read).text(id)).toBe('Offline. Text.')
  })

  test('D20 an id set aside for one person or paragraph is not had by another, nor with another number', async () => {
    const [id, other] = [await freshParagraph(), await freshParagraph()]
    const read = await join(await asAna(), id, { write: false })
    const reserved = (read as Extract<typeof read, { ok: true }>).reserved!
    const tries = [
      rawWriter(await asBela(), id, { lease: reserved }),
      rawWriter(await asAna(), other, { lease: reserved }),
      rawWriter(await asAna(), id, { lease: { ...reserved, token: 'f'.repeat(32) } }),
    ]
    for (const { lease } of await Promise.all(tries)) expect(lease.clientId).not.toBe(reserved.clientId)
    expect((await rawWriter(await asAna(), id, { lease: reserved })).lease).toEqual(reserved)
  })
})
