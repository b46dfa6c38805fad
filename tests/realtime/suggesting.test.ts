import { eq } from 'drizzle-orm'
import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { acceptSuggestion } from '~/commands/suggestions/accept-suggestion.server'
import { openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import { rejectSuggestion } from '~/commands/suggestions/reject-suggestion.server'
import type { AccessNow } from '~/contracts/documents'
import type { ParagraphId, SuggestionId } from '~/domain/ids'
import { forkedText } from '~db/stores/forks'
import { ledger } from '~db/stores/ledger'
import { suggestions } from '~db/stores/suggestions'
import { updatesOf, wordings } from '~db/stores/wordings'
import { freeze } from '../norm-world'
import { engines } from '../stores'
import { sure } from '../sure'
import { adders } from '../world'
import { join, mySuggestion, rawSuggester, rawWriter, send } from './raw-writer'
import { type DraftServer, socketsTo, startDraft } from './sockets'

/** Suggestions typed over the socket, by clients that bypass the page. */
describe.each(engines)('suggesting live on %s', (engine) => {
  let server: DraftServer
  let sockets: ReturnType<typeof socketsTo>
  beforeAll(async () => {
    server = await startDraft({ engine })
    sockets = socketsTo(server)
  })
  afterEach(() => sockets.closeAll())
  afterAll(() => server.stop())

  let number = 300
  /** A paragraph of a norm of which a version has been frozen. */
  async function frozenDraft(words = 'Report within 72 hours.') {
    const ref = `N-${number}`
    const id = await server.store.tx(async (c) => {
      const add = adders(c, server.clock.now())
      const normId = await add.norm(server.filled.forums.harbour, number++)
      return add.paragraph(normId, 0, words)
    })
    await freeze(server.deps, ref, 'L.1')
    return { ref, id }
  }
  type Name = keyof DraftServer['filled']['people']
  const as = (name: Name) => sockets.as(server.filled.people[name])
  const actor = (name: Name) => ({ personId: server.filled.people[name] })
  const read = () => server.store.read
  const stored = (id: ParagraphId) => wordings(read()).text(id)
  async function suggested(id: ParagraphId, suggestionId: SuggestionId) {
    const body = updatesOf((await wordings(read()).load([id])).get(id)!)
    const fork = (await suggestions(read()).forks([suggestionId])).get(suggestionId)!
    return forkedText(
      body,
      fork.map((row) => row.update),
    )
  }
  const typing =
    (words: string, at = 0) =>
    (doc: Y.Doc) =>
      doc.getText('t').insert(at, words)
  function overheard(socket: Socket) {
    const rows: unknown[] = []
    socket.on('document.rows', (row: unknown) => rows.push(row))
    return rows
  }
  const told = (socket: Socket, id: SuggestionId) =>
    new Promise<AccessNow>((resolve) =>
      socket.on('document.access', (now: AccessNow) => now.suggestionId === id && resolve(now)),
    )

  test('D13 looking leaves no trace; the first word opens the suggestion, the next ones only its log', async () => {
    const { id } = await frozenDraft()
    const before = await ledger(read()).size()
    const ana = await rawSuggester(await as('ana'), id)
    expect(await suggestions(read()).byId(ana.suggestionId)).toBeNull()
    expect(await ledger(read()).size()).toBe(before)
    expect((await ana.send(ana.change(typing('Always ')))).ok).toBe(true)
    const row = (await suggestions(read()).byId(ana.suggestionId))!
    expect(row).toMatchObject({ paragraphId: id, authorId: server.filled.people.ana, status: 'open' })
    expect(row.delegationId).not.toBeNull()
    expect(await ledger(read()).size()).toBe(before + 1)
    expect((await ana.send(ana.change(typing('and ', 7)))).ok).toBe(true)
    expect(await ledger(read()).size()).toBe(before + 1)
    expect(await stored(id)).toBe('Report within 72 hours.')
    expect(await suggested(id, ana.suggestionId)).toBe('Always and Report within 72 hours.')
  })

  test('D13 what is typed is stored before it is shown, and shown to everybody who reads it', async () => {
    const { id } = await frozenDraft()
    const ana = await rawSuggester(await as('ana'), id)
    await ana.send(ana.change(typing('Always ')))
    const bela = await as('bela')
    const joined = await join(bela, id, { suggestionId: ana.suggestionId })
    expect(joined).toMatchObject({ ok: true, access: 'read', lease: null })
    const shown = new Promise<Uint8Array>((resolve) =>
      bela.on('document.rows', (row: { suggestionId?: string }, bytes: Uint8Array) => {
        if (row.suggestionId === ana.suggestionId) resolve(bytes)
      }),
    )
    const more = ana.change(typing('and ', 7))
    const [answer, bytes] = await Promise.all([ana.send(more), shown])
    expect(answer.ok).toBe(true)
    expect(Buffer.from(bytes)).toEqual(Buffer.from(more))
    expect(await suggested(id, ana.suggestionId)).toBe('Always and Report within 72 hours.')
  })

  test('D13 a suggestion belongs to the delegation: two of its people write in the same one', async () => {
    const { id } = await frozenDraft()
    const [first, second] = [await as('ana'), await as('alto')]
    const [a, b] = await Promise.all([rawSuggester(first, id), rawSuggester(second, id)])
    expect(a.suggestionId).toBe(b.suggestionId)
    expect(a.lease.clientId).not.toBe(b.lease.clientId)
    const answers = await Promise.all([
      a.send(a.change(typing('One '))),
      b.send(b.change(typing(' Two', 'Report within 72 hours.'.length))),
    ])
    expect(answers).toMatchObject([{ ok: true }, { ok: true }])
    expect(await suggested(id, a.suggestionId)).toBe('One Report within 72 hours. Two')
    expect(await suggestions(read()).countOpen(id)).toBe(1)
    expect(await mySuggestion(first, id)).toBe(a.suggestionId)
  })

  test('D13 another process was faster to open it: the words go on top of what is there', async () => {
    const { ref, id } = await frozenDraft()
    const [ana, alto] = [await rawSuggester(await as('ana'), id), await rawSuggester(await as('alto'), id)]
    const typed = {
      id: alto.suggestionId,
      clientId: alto.lease.clientId,
      update: alto.change(typing('One ')),
      count: 1,
    }
    const asked = { ref, paragraphId: id, reason: '', typed }
    sure(await openSuggestion(server.deps, actor('alto'), asked))
    expect(await openSuggestion(server.deps, actor('alto'), asked)).toEqual({
      ok: false,
      error: { code: 'already-open' },
    })
    const end = 'Report within 72 hours.'.length
    expect(await ana.send(ana.change(typing(' Two', end)))).toMatchObject({ ok: true, seq: 2 })
    expect(await suggested(id, ana.suggestionId)).toBe('One Report within 72 hours. Two')
  })

  test('D14 a suggestion of another delegation takes nobody else’s words, and nobody hears of them', async () => {
    const { id } = await frozenDraft()
    const ana = await rawSuggester(await as('ana'), id)
    await ana.send(ana.change(typing('Always ')))
    const reader = await as('chiara')
    await join(reader, id, { suggestionId: ana.suggestionId })
    const heard = overheard(reader)
    for (const name of ['bela', 'chiara'] as const) {
      const socket = await as(name)
      const other = await rawSuggester(socket, id, ana.suggestionId)
      expect(other.answer).toMatchObject({ access: 'read', lease: null })
      expect(await other.send(other.change(typing('Never ')))).toMatchObject({
        ok: false,
        code: 'not-your-suggestion',
      })
    }
    expect(await suggested(id, ana.suggestionId)).toBe('Always Report within 72 hours.')
    // the first that the reader hears of is the delegation's own next word
    const next = new Promise((resolve) => reader.once('document.rows', resolve))
    expect((await ana.send(ana.change(typing('and ', 7)))).ok).toBe(true)
    await next
    expect(heard).toHaveLength(1)
  })

  test('D14 a suggestion that nobody opened, and one on another paragraph, are none', async () => {
    const { id } = await frozenDraft()
    const { id: elsewhere } = await frozenDraft()
    const ana = await as('ana')
    const mine = await mySuggestion(ana, id)
    const bela = await as('bela')
    for (const [socket, paragraphId] of [
      [bela, id],
      [ana, elsewhere],
    ] as const)
      expect(await join(socket, paragraphId, { suggestionId: mine })).toMatchObject({
        ok: false,
        code: 'no-such-suggestion',
      })
    const opened = await rawSuggester(ana, id)
    await opened.send(opened.change(typing('Now ')))
    expect(await join(bela, elsewhere, { suggestionId: mine })).toMatchObject({
      ok: false,
      code: 'no-such-suggestion',
    })
    expect(await send(bela, { paragraphId: id, suggestionId: mine }, new Uint8Array([0, 0]))).toMatchObject({
      ok: false,
      code: 'not-joined',
    })
  })

  test('D14 an editing update stays refused to whoever suggests, whatever is joined', async () => {
    const { id } = await frozenDraft()
    const socket = await as('ana')
    const ana = await rawSuggester(socket, id)
    const update = ana.change(typing('Forged '))
    expect(await send(socket, id, update)).toMatchObject({ ok: false, code: 'suggest-only' })
    expect(await stored(id)).toBe('Report within 72 hours.')
    expect((await ana.send(update)).ok).toBe(true)
  })

  test('D14 the client id of a suggestion is never used in the paragraph, nor the other way round', async () => {
    const { id } = await frozenDraft()
    const chiara = await as('chiara')
    const fork = await rawSuggester(chiara, id)
    await fork.send(fork.change(typing('Mine ')))
    const stolen = await join(chiara, id, { lease: fork.lease })
    expect(stolen).toMatchObject({ ok: true, access: 'write' })
    expect(stolen.ok && stolen.lease?.clientId).not.toBe(fork.lease.clientId)
    const body = await rawWriter(await as('chiara'), id)
    await body.send(body.change(typing('Text: ')))
    const other = await as('chiara')
    const again = await join(other, id, { suggestionId: fork.suggestionId, lease: body.lease })
    expect(again.ok && again.lease?.clientId).not.toBe(body.lease.clientId)
  })

  test.each([
    [
      'accepted',
      (ref: string, suggestion: string) =>
        acceptSuggestion(server.deps, actor('chiara'), { ref, suggestion }),
    ],
    [
      'rejected',
      (ref: string, suggestion: string) =>
        rejectSuggestion(server.deps, actor('chiara'), { ref, suggestion, reason: 'No.' }),
    ],
  ])('D14 a suggestion that was %s takes no more words; its writer is told', async (_, resolve) => {
    const { ref, id } = await frozenDraft()
    const socket = await as('ana')
    const ana = await rawSuggester(socket, id)
    await ana.send(ana.change(typing('Always ')))
    const row = (await suggestions(read()).byId(ana.suggestionId))!
    const closed = told(socket, ana.suggestionId)
    sure(await resolve(ref, row.ref))
    expect(await ana.send(ana.change(typing('late ')))).toMatchObject({
      ok: false,
      code: 'suggestion-closed',
    })
    expect(await closed).toMatchObject({ access: 'read', code: 'suggestion-closed' })
    expect(await stored(id)).not.toContain('late')
    // the next words are another suggestion
    expect(await mySuggestion(socket, id)).not.toBe(ana.suggestionId)
  })

  test('D11 what was typed after it was read is not accepted unseen', async () => {
    const { ref, id } = await frozenDraft()
    const ana = await rawSuggester(await as('ana'), id)
    await ana.send(ana.change(typing('Always ')))
    const { ref: suggestion } = (await suggestions(read()).byId(ana.suggestionId))!
    await ana.send(ana.change(typing('not ', 7)))
    expect(await acceptSuggestion(server.deps, actor('chiara'), { ref, suggestion, seen: 1 })).toEqual({
      ok: false,
      error: { code: 'moved-on' },
    })
    sure(await acceptSuggestion(server.deps, actor('chiara'), { ref, suggestion, seen: 2 }))
    expect(await stored(id)).toBe('Always not Report within 72 hours.')
  })

  test('D2 a closed paragraph takes no suggestion’s words either', async () => {
    const { id } = await frozenDraft()
    const socket = await as('ana')
    const ana = await rawSuggester(socket, id)
    await server.store.tx(async (c) => {
      await c.q.update(c.t.paragraph).set({ state: 'closed' }).where(eq(c.t.paragraph.id, id))
    })
    expect(await ana.send(ana.change(typing('Late ')))).toMatchObject({ ok: false, code: 'paragraph-closed' })
    expect(await suggestions(read()).byId(ana.suggestionId)).toBeNull()
    expect(await (await as('ana')).emitWithAck('document.suggest', { paragraphId: id })).toMatchObject({
      ok: false,
      code: 'paragraph-closed',
    })
  })

  test('D14 words may stand on the paragraph’s characters, not on those of another suggestion', async () => {
    const { id } = await frozenDraft()
    const ana = await rawSuggester(await as('ana'), id)
    await ana.send(ana.change(typing('Always ')))
    const bela = await rawSuggester(await as('bela'), id)
    expect(bela.suggestionId).not.toBe(ana.suggestionId)
    Y.applyUpdate(bela.doc, Y.encodeStateAsUpdate(ana.doc))
    const onAnas = bela.change(typing('un', 3))
    expect(await bela.send(onAnas)).toMatchObject({ ok: false, code: 'unknown-place' })
    const fresh = await rawSuggester(await as('bela'), id)
    expect((await fresh.send(fresh.change(typing('Text: ')))).ok).toBe(true)
  })

  test('D15 the paragraph and a suggestion on it change at once; accepted, the words are their writers’', async () => {
    const { ref, id } = await frozenDraft()
    const ana = await rawSuggester(await as('ana'), id)
    const chiara = await rawWriter(await as('chiara'), id)
    const delegation = ana.change((doc) => {
      doc.getText('t').delete(14, 2)
      doc.getText('t').insert(14, '24')
    })
    const [a, b] = await Promise.all([
      ana.send(delegation),
      chiara.send(chiara.change(typing('All shall: '))),
    ])
    expect([a, b]).toMatchObject([{ ok: true }, { ok: true }])
    expect(await suggested(id, ana.suggestionId)).toBe('All shall: Report within 24 hours.')
    const { ref: suggestion } = (await suggestions(read()).byId(ana.suggestionId))!
    sure(await acceptSuggestion(server.deps, actor('chiara'), { ref, suggestion }))
    expect(await stored(id)).toBe('All shall: Report within 24 hours.')
    const lease = await wordings(read()).lease(id, ana.lease.clientId)
    expect(lease).toMatchObject({ personId: server.filled.people.ana })
    const rows = await wordings(read()).since(id, 0)
    expect(rows.at(-1)!.authors).toEqual([
      { personId: server.filled.people.ana, clientId: ana.lease.clientId, count: 1 },
    ])
  })
})
