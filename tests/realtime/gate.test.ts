import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { updateLimits } from '~/domain/documents/judge-update'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import type { ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { wordings } from '~db/stores/wordings'
import { engines } from '../stores'
import { adders } from '../world'
import { handmade, join, rawWriter, send } from './raw-writer'
import { type DraftServer, openToWrite, saved, socketsTo, startDraft } from './sockets'

type Writer = Awaited<ReturnType<typeof rawWriter>>

/** An update by somebody, as a Yjs client of theirs would make it. */
function byClient(clientId: number, edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientId
  edit(doc)
  return Y.encodeStateAsUpdate(doc)
}

/** Every way an update can be wrong, and the code its sender is told. */
const wrong: [string, DocumentRefusal, (writer: Writer) => Uint8Array | string][] = [
  ['is not bytes', 'invalid', () => 'AAAA'],
  ['is not a Yjs update', 'malformed', () => Uint8Array.of(1, 2, 3)],
  ['is cut off', 'malformed', (w) => w.change((d) => d.getText('t').insert(0, 'abc')).slice(0, -1)],
  [
    'has bytes left over',
    'malformed',
    (w) => Buffer.concat([w.change((d) => d.getText('t').insert(0, 'a')), Buffer.of(0)]),
  ],
  ['says nothing', 'malformed', () => handmade(0, 0)],
  ['has a number without end', 'malformed', () => new Uint8Array(300).fill(0x80)],
  [
    'has a broken character',
    'malformed',
    (w) => handmade(1, 1, w.lease.clientId, 0, 4, 1, 't', 2, Uint8Array.of(0xc3, 0x28), 0),
  ],
  ['inserts nothing', 'malformed', (w) => handmade(1, 1, w.lease.clientId, 0, 4, 1, 't', '', 0)],
  ['is larger than the limit', 'too-large', () => new Uint8Array(updateLimits.bytes + 1)],
  ['claims a million runs', 'too-many-parts', (w) => handmade(1, 1_000_000, w.lease.clientId, 0)],
  [
    'has a great many deletions',
    'too-many-parts',
    () =>
      handmade(
        0,
        1,
        1,
        updateLimits.deletions + 1,
        ...Array.from({ length: 2 * (updateLimits.deletions + 1) }, () => 1),
      ),
  ],
  [
    'is by another client id',
    'foreign-author',
    (w) => byClient(w.lease.clientId + 1, (d) => d.getText('t').insert(0, 'a')),
  ],
  [
    'speaks for two clients',
    'foreign-author',
    (w) =>
      Y.mergeUpdates([
        byClient(w.lease.clientId, (d) => d.getText('t').insert(0, 'a')),
        byClient(w.lease.clientId + 1, (d) => d.getText('t').insert(0, 'b')),
      ]),
  ],
  ['uses the founding text’s id', 'foreign-author', () => byClient(1, (d) => d.getText('t').insert(0, 'a'))],
  [
    'leaves out an earlier change',
    'out-of-order',
    (w) => {
      w.change((d) => d.getText('t').insert(0, 'a'))
      return w.change((d) => d.getText('t').insert(0, 'b'))
    },
  ],
  ['has a huge clock', 'out-of-order', (w) => handmade(1, 1, w.lease.clientId, 2 ** 50, 4, 1, 't', 'a', 0)],
  [
    'jumps ahead by deleted content',
    'malformed',
    (w) => handmade(1, 1, w.lease.clientId, 0, 1, 1, 't', 2 ** 40, 0),
  ],
  [
    'stands after text that is not there',
    'unknown-place',
    (w) => handmade(1, 1, w.lease.clientId, 0, Uint8Array.of(0x84), 77, 5, 'a', 0),
  ],
  [
    'stands before text that is not there',
    'unknown-place',
    (w) => handmade(1, 1, w.lease.clientId, 0, 0x44, 77, 5, 'a', 0),
  ],
  [
    'stands after itself',
    'unknown-place',
    (w) => handmade(1, 1, w.lease.clientId, 0, Uint8Array.of(0x84), w.lease.clientId, 0, 'a', 0),
  ],
  ['deletes text that is not there', 'unknown-place', () => handmade(0, 1, 77, 1, 0, 1)],
  ['deletes beyond the end', 'unknown-place', () => handmade(0, 1, 1, 1, 0, 10_000)],
  [
    'writes into another root',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getText('other').insert(0, 'a')),
  ],
  [
    'writes into a map',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getMap('t').set('a', 'b')),
  ],
  [
    'holds an array’s values',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getArray('t').insert(0, [1])),
  ],
  [
    'embeds an object',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getText('t').insertEmbed(0, { a: 1 })),
  ],
  [
    'embeds a type',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getText('t').insertEmbed(0, new Y.Map())),
  ],
  [
    'formats',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getText('t').insert(0, 'a', { bold: true })),
  ],
  [
    'holds a document',
    'not-plain-text',
    (w) => byClient(w.lease.clientId, (d) => d.getMap('t').set('a', new Y.Doc())),
  ],
  ['holds garbage', 'not-plain-text', (w) => handmade(1, 1, w.lease.clientId, 0, 0, 5, 0)],
  ['holds a gap', 'not-plain-text', (w) => handmade(1, 1, w.lease.clientId, 0, 10, 5, 0)],
  ['holds binary content', 'not-plain-text', (w) => handmade(1, 1, w.lease.clientId, 0, 3, 1, 't', 'abc', 0)],
  ['has a key', 'not-plain-text', (w) => handmade(1, 1, w.lease.clientId, 0, 0x24, 1, 't', 'key', 'a', 0)],
  ['breaks the line', 'line-break', (w) => w.change((d) => d.getText('t').insert(0, 'one\ntwo'))],
  [
    'breaks the line by separator',
    'line-break',
    (w) => w.change((d) => d.getText('t').insert(0, 'one\u2028two')),
  ],
  ['contains NUL', 'forbidden-character', (w) => w.change((d) => d.getText('t').insert(0, 'a\u0000'))],
  [
    'overrides direction',
    'forbidden-character',
    (w) => w.change((d) => d.getText('t').insert(0, '\u202eabc')),
  ],
  [
    'is longer than a paragraph may be',
    'text-too-long',
    (w) => w.change((d) => d.getText('t').insert(0, 'a'.repeat(normLimits.text + 1))),
  ],
]

describe.each(engines)('D3 the gate on %s', (engine) => {
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
  const head = (id: ParagraphId) => wordings(server.store.read).head(id)
  const asAna = () => sockets.as(server.filled.people.ana)

  test('an update that… is refused to its sender, unseen by others', async () => {
    const id = await freshParagraph()
    const bela = await openToWrite(await sockets.as(server.filled.people.bela), id)
    let heard = 0
    bela.text.observe(() => heard++)
    for (const [claim, code, make] of wrong) {
      const socket = await asAna()
      const writer = await rawWriter(socket, id)
      expect({ claim, ...(await writer.send(make(writer))) }).toMatchObject({ claim, ok: false, code })
      socket.disconnect()
    }
    expect(await head(id)).toBe(1)
    expect(heard).toBe(0)
    bela.text.insert(0, 'Still ')
    await saved(bela)
    expect(await wordings(server.store.read).text(id)).toBe('Still Text.')
  })

  test('a writer goes on after a refusal', async () => {
    const id = await freshParagraph()
    const writer = await rawWriter(await asAna(), id)
    expect(await writer.send(Uint8Array.of(9, 9, 9))).toMatchObject({ ok: false })
    expect(await writer.send(writer.change((d) => d.getText('t').insert(0, 'New ')))).toEqual({
      ok: true,
      seq: 2,
    })
  })

  test('a paragraph may have its full length and not one character more', async () => {
    const id = await freshParagraph('')
    const writer = await rawWriter(await asAna(), id)
    const fill = writer.change((d) => d.getText('t').insert(0, 'a'.repeat(normLimits.text)))
    expect(await writer.send(fill)).toMatchObject({ ok: true })
    const cut = writer.change((d) => d.getText('t').delete(0, 1))
    expect(await writer.send(cut)).toMatchObject({ ok: true })
    const again = writer.change((d) => d.getText('t').insert(0, 'b'))
    expect(await writer.send(again)).toMatchObject({ ok: true })
    const over = writer.change((d) => d.getText('t').insert(0, 'c'))
    expect(await writer.send(over)).toMatchObject({ ok: false, code: 'text-too-long' })
  })

  test('D4 resending what was stored is acknowledged without a row', async () => {
    const id = await freshParagraph()
    const socket = await asAna()
    const first = await rawWriter(socket, id)
    const update = first.change((d) => d.getText('t').insert(0, 'Once '))
    expect(await first.send(update)).toEqual({ ok: true, seq: 2 })
    expect(await first.send(update)).toEqual({ ok: true, seq: 2 })
    socket.disconnect()
    const again = await rawWriter(await asAna(), id, { since: 1, lease: first.lease })
    expect(again.lease.clientId).toBe(first.lease.clientId)
    expect(again.answer.updates).toHaveLength(1)
    expect(await again.send(update)).toEqual({ ok: true, seq: 2 })
    expect(await head(id)).toBe(2)
    expect(await wordings(server.store.read).text(id)).toBe('Once Text.')
  })

  describe('D5 client ids', () => {
    test('every window gets its own, within 31 bits', async () => {
      const id = await freshParagraph()
      const socket = await asAna()
      const [a, b] = [await rawWriter(socket, id), await rawWriter(await asAna(), id)]
      expect(a.lease.clientId).not.toBe(b.lease.clientId)
      for (const { lease } of [a, b]) {
        expect(lease.clientId).toBeGreaterThanOrEqual(1 << 16)
        expect(lease.clientId).toBeLessThan(2 ** 31)
      }
    })

    test('one in use goes only to whoever has its token, and the old window loses it', async () => {
      const id = await freshParagraph()
      const old = await rawWriter(await asAna(), id)
      const thief = await rawWriter(await asAna(), id, { lease: { ...old.lease, token: 'guess' } })
      expect(thief.lease.clientId).not.toBe(old.lease.clientId)
      const same = await rawWriter(await asAna(), id, { lease: old.lease })
      expect(same.lease).toEqual(old.lease)
      const late = old.change((d) => d.getText('t').insert(0, 'x'))
      expect(await old.send(late)).toMatchObject({ ok: false, code: 'not-joined' })
    })

    test('one of another person is never given, in use or not', async () => {
      const id = await freshParagraph()
      const socket = await asAna()
      const ana = await rawWriter(socket, id)
      const bela = await sockets.as(server.filled.people.bela)
      expect((await rawWriter(bela, id, { lease: ana.lease })).lease.clientId).not.toBe(ana.lease.clientId)
      socket.disconnect()
      expect((await rawWriter(bela, id, { lease: ana.lease })).lease.clientId).not.toBe(ana.lease.clientId)
      expect(
        (await rawWriter(bela, id, { lease: { clientId: 1, token: 'founder' } })).lease.clientId,
      ).not.toBe(1)
    })
  })

  describe('D1, D2 who may read and write', () => {
    const insert = (writer: Writer) => writer.send(writer.change((d) => d.getText('t').insert(0, 'x')))

    test.each([
      ['nobody', 'not-signed-in'],
      ['paul', 'not-allowed'],
      ['olga', 'not-allowed'],
      ['ivo', 'not-allowed'],
      ['admin', 'not-allowed'],
    ] as const)('%s cannot open a draft: %s', async (name, code) => {
      const id = await freshParagraph()
      const socket =
        name === 'nobody' ? await sockets.connect(undefined) : await sockets.as(server.filled.people[name])
      expect(await join(socket, id)).toMatchObject({ ok: false, code })
      expect(await send(socket, id, handmade(0, 1, 1, 1, 0, 1))).toMatchObject({
        ok: false,
        code: 'not-joined',
      })
    })

    test('a forged cookie is nobody', async () => {
      const socket = await sockets.connect('parley=forged.signature')
      expect(await join(socket, await freshParagraph())).toMatchObject({ code: 'not-signed-in' })
    })

    test('a delegation has no access to the draft of a forum it does not sit in', async () => {
      const coro = await sockets.as(server.filled.people.coro)
      expect(await join(coro, server.filled.foreign)).toMatchObject({ code: 'not-allowed' })
      expect(await join(await asAna(), server.filled.foreign)).toMatchObject({ ok: true })
    })

    test('there is no such paragraph, or what names one is not an id', async () => {
      const socket = await asAna()
      const unknown = '01890000-0000-7000-8000-000000000000' as ParagraphId
      expect(await join(socket, unknown)).toMatchObject({ code: 'no-such-paragraph' })
      for (const odd of ['x', '', '__proto__', 5, null, { $ne: '' }, 'a'.repeat(100_000)])
        expect(await join(socket, odd as ParagraphId)).toMatchObject({ code: 'invalid' })
    })

    test('opened for reading is not opened for writing', async () => {
      const writer = await rawWriter(await asAna(), await freshParagraph(), { write: false }).catch(
        () => null,
      )
      expect(writer).toBeNull()
      const socket = await asAna()
      const id = await freshParagraph()
      expect(await join(socket, id, { write: false })).toMatchObject({
        ok: true,
        access: 'write',
        lease: null,
      })
      expect(await send(socket, id, handmade(0, 1, 1, 1, 0, 1))).toMatchObject({ code: 'no-lease' })
    })

    test('a client that has seen more than is stored must begin anew', async () => {
      expect(await join(await asAna(), await freshParagraph(), { since: 99 })).toMatchObject({
        code: 'history-differs',
      })
    })

    test('nothing is written once the text is final, not even by who has it open', async () => {
      const id = await freshParagraph()
      const writer = await rawWriter(await asAna(), id)
      await setStage('text-final')
      try {
        expect(await insert(writer)).toMatchObject({ ok: false, code: 'text-closed' })
        expect(await head(id)).toBe(1)
        const late = await join(await asAna(), id)
        expect(late).toMatchObject({ ok: true, access: 'read', lease: null })
      } finally {
        await setStage('drafting')
      }
    })

    test('nothing is written to a removed paragraph', async () => {
      const id = await freshParagraph()
      const writer = await rawWriter(await asAna(), id)
      await server.store.tx((c) =>
        c.q.update(c.t.paragraph).set({ removedAt: server.clock.now() }).where(eq(c.t.paragraph.id, id)),
      )
      expect(await insert(writer)).toMatchObject({ ok: false, code: 'paragraph-removed' })
      expect(await join(await asAna(), id)).toMatchObject({ code: 'paragraph-removed' })
      expect(await head(id)).toBe(1)
    })

    test('nothing is written after signing out', async () => {
      const id = await freshParagraph()
      const { alto } = server.filled.people
      const socket = await sockets.as(alto)
      const writer = await rawWriter(socket, id)
      await server.store.tx((c) => c.q.delete(c.t.session).where(eq(c.t.session.personId, alto)))
      expect(await insert(writer)).toMatchObject({ ok: false, code: 'not-signed-in' })
      expect(await join(socket, id)).toMatchObject({ code: 'not-signed-in' })
      expect(await head(id)).toBe(1)
    })

    test('a seat taken away while connected ends reading within moments, and the reason is told', async () => {
      const id = await freshParagraph()
      const { coro } = server.filled.people
      const socket = await sockets.as(coro)
      await rawWriter(socket, id)
      const told = new Promise((resolve) => socket.once('document.access', resolve))
      const { corvania } = server.filled.delegations
      const ended = (endedAt: Date | null) =>
        server.store.tx((c) =>
          c.q.update(c.t.seat).set({ endedAt }).where(eq(c.t.seat.delegationId, corvania)),
        )
      await ended(server.clock.now())
      try {
        expect(await told).toMatchObject({ paragraphId: id, access: 'none', code: 'not-allowed' })
        expect(await send(socket, id, handmade(0, 1, 1, 1, 0, 1))).toMatchObject({ code: 'not-joined' })
      } finally {
        await ended(null)
      }
    })

    const setStage = (stage: 'drafting' | 'text-final') =>
      server.store.tx((c) => c.q.update(c.t.norm).set({ stage }).where(eq(c.t.norm.id, server.filled.normId)))
  })

  describe('D7 floods', () => {
    test('more updates than anybody types are refused, and later ones pass again', async () => {
      const id = await freshParagraph()
      const writer = await rawWriter(await asAna(), id)
      const answers = await Promise.all(Array.from({ length: 260 }, () => writer.send(Uint8Array.of(0))))
      const codes = new Set(answers.map((a) => (a.ok ? 'ok' : a.code)))
      expect(codes).toEqual(new Set(['malformed', 'too-fast']))
    })

    test('a socket that sends without end is cut off, the others stay', async () => {
      const id = await freshParagraph()
      const bela = await openToWrite(await sockets.as(server.filled.people.bela), id)
      const socket: Socket = await sockets.connect(undefined, { reconnection: false })
      const cut = new Promise((resolve) => socket.once('disconnect', resolve))
      for (let i = 0; i < 2_000; i++) socket.emit(`nonsense${i}`, i)
      await cut
      bela.text.insert(0, 'Calm. ')
      await saved(bela)
    })

    test('a socket that does not read what it is sent is cut off', async () => {
      const { people } = server.filled
      const writers = [people.ana, people.alto, people.bela, people.coro]
      const ids: ParagraphId[] = []
      for (const _ of writers) ids.push(await freshParagraph(''))
      const silent = await silentReader(await server.cookieOf(people.sylvie), ids)
      for (const [n, person] of writers.entries()) {
        const writer = await rawWriter(await sockets.as(person), ids[n]!)
        for (let i = 0; i < 19; i++) {
          const words = 'x'.repeat(15_000)
          expect(await writer.send(writer.change((d) => d.getText('t').insert(0, words)))).toMatchObject({
            ok: true,
          })
          const remove = writer.change((d) => d.getText('t').delete(0, words.length))
          expect(await writer.send(remove)).toMatchObject({ ok: true })
        }
      }
      await expect.poll(silent.isKnown, { timeout: 5_000 }).toBe(false)
    })

    /** A polling client that says it wants paragraphs, and never asks for what it is sent. */
    async function silentReader(cookie: string, ids: readonly ParagraphId[]) {
      const at = `${server.origin}/socket.io/?EIO=4&transport=polling`
      const opened = await (await fetch(at, { headers: { Cookie: cookie } })).text()
      const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
      const say = (packet: string) =>
        fetch(`${at}&sid=${sid}`, { method: 'POST', body: packet, headers: { Cookie: cookie } })
      await say('40')
      for (const paragraphId of ids) {
        const join = { paragraphId, since: null, write: false, lease: null }
        await say(`42${JSON.stringify(['document.join', join])}`)
      }
      return { isKnown: async () => (await say('42["nothing"]')).ok }
    }

    test('a socket opens only so many paragraphs', async () => {
      const socket = await asAna()
      const ids = await server.store.tx(async (c) => {
        const add = adders(c, server.clock.now())
        const made: ParagraphId[] = []
        for (let i = 0; i < 101; i++) made.push(await add.paragraph(server.filled.normId, 100 + i, ''))
        return made
      })
      const answers = []
      for (const id of ids) answers.push(await join(socket, id, { write: false }))
      expect(answers.filter((a) => a.ok)).toHaveLength(100)
      expect(answers[100]).toMatchObject({ ok: false, code: 'too-many' })
    })
  })

  test('random bytes are refused and never stored; the server stays up', async () => {
    const id = await freshParagraph()
    const bytes = fc.sample(fc.uint8Array({ maxLength: 400 }), { numRuns: 150, seed: 20300115 })
    const writer = await rawWriter(await asAna(), id)
    for (const sample of bytes) expect(await writer.send(sample)).toMatchObject({ ok: false })
    expect(await head(id)).toBe(1)
    expect((await server.get('/healthz')).status).toBe(200)
  })
})
