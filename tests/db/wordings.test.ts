import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ParagraphId } from '~/domain/ids'
import { isUniqueViolation } from '~db/store'
import { compact } from '~db/stores/compact.js'
import { foundingClientId, leaseFloor, readText, updatesOf, wordings } from '~db/stores/wordings'
import { adders, engines, openWorld, type TestWorld } from '../world'

describe.each(engines)('wordings on %s', (engine) => {
  let world: TestWorld
  let id: ParagraphId
  beforeEach(async () => {
    world = await openWorld(engine)
    id = await world.store.tx(async (c) => {
      const add = adders(c, world.clock.now())
      return add.paragraph(await add.norm(world.forums.harbour, 14), 0, 'States [should] report.')
    })
  })
  afterEach(() => world.drop())

  const read = () => wordings(world.store.read)
  const at = () => world.clock.now()
  /** An edit of the text as it is stored now, by a client id of its own. */
  async function edit(clientId: number, change: (text: Y.Text) => void): Promise<Uint8Array> {
    const doc = new Y.Doc()
    doc.clientID = clientId
    for (const update of updatesOf((await read().load([id])).get(id)!)) Y.applyUpdate(doc, update)
    const before = Y.encodeStateVector(doc)
    change(doc.getText('t'))
    return Y.encodeStateAsUpdate(doc, before)
  }
  const append = (seq: number, count: number, update: Uint8Array) =>
    world.store.tx((c) => wordings(c).append({ paragraphId: id, seq, count, update, authors: [], at: at() }))

  test('D4 a founding text is the first update of its log, and its client id is leased', async () => {
    expect(await read().text(id)).toBe('States [should] report.')
    expect(await read().head(id)).toBe(1)
    const [row] = await read().since(id, 0)
    expect(row).toMatchObject({
      seq: 1,
      count: 1,
      authors: [{ personId: null, clientId: foundingClientId, count: 1 }],
    })
    expect(await read().lease(id, foundingClientId)).toMatchObject({ paragraphId: id, personId: null })
  })

  test('an empty founding text makes no row; a second founding is a fault', async () => {
    const empty = await world.store.tx(async (c) => {
      const add = adders(c, at())
      return add.paragraph(await add.norm(world.forums.harbour, 15), 0, '')
    })
    expect(await read().text(empty)).toBe('')
    expect(await read().head(empty)).toBe(0)
    await expect(
      world.store.tx((c) => wordings(c).create(empty, 'again', { personId: null, at: at() })),
    ).rejects.toSatisfy(isUniqueViolation)
  })

  test('texts of many paragraphs come at once, unknown ones empty', async () => {
    const unknown = '01890000-0000-7000-8000-000000000000' as ParagraphId
    const texts = await read().texts([id, unknown])
    expect([...texts]).toEqual([
      [id, 'States [should] report.'],
      [unknown, ''],
    ])
    expect(await read().texts([])).toEqual(new Map())
  })

  test('a text of any script comes back character for character', async () => {
    for (const [i, text] of [
      '投票制度',
      'الدول تقدم تقريرا',
      'é e\u0301 🗳👩‍👩‍👧',
      '\ufeffafter a mark',
    ].entries()) {
      const one = await world.store.tx(async (c) => {
        const add = adders(c, at())
        return add.paragraph(await add.norm(world.forums.harbour, 20 + i), 0, text)
      })
      expect(await read().text(one)).toBe(text)
    }
  })

  test('rows after a number are those that hold a later update, however they were merged', async () => {
    const first = await edit(leaseFloor, (t) => t.insert(0, 'All '))
    await append(2, 3, first)
    await append(5, 1, await edit(leaseFloor + 1, (t) => t.insert(0, '> ')))
    const from = async (seq: number) => (await read().since(id, seq)).map((row) => row.seq)
    expect(await from(0)).toEqual([1, 2, 5])
    expect(await from(1)).toEqual([2, 5])
    expect(await from(3)).toEqual([2, 5])
    expect(await from(4)).toEqual([5])
    expect(await from(5)).toEqual([])
    expect(await read().head(id)).toBe(5)
    expect(await read().text(id)).toBe('> All States [should] report.')
  })

  test('D4 a number of a log is given once', async () => {
    const update = await edit(leaseFloor, (t) => t.insert(0, 'x'))
    await append(2, 1, update)
    await expect(append(2, 1, update)).rejects.toSatisfy(isUniqueViolation)
    expect(await read().head(id)).toBe(2)
  })

  test('a snapshot says the same as the rows it covers, and never goes back', async () => {
    await append(2, 1, await edit(leaseFloor, (t) => t.delete(0, 7)))
    const state = compact(updatesOf((await read().load([id])).get(id)!))
    await world.store.tx((c) => wordings(c).saveSnapshot(id, 2, state))
    await append(3, 1, await edit(leaseFloor + 1, (t) => t.insert(0, 'They ')))
    const loaded = (await read().load([id])).get(id)!
    expect(loaded.snapshot?.seq).toBe(2)
    expect(loaded.rows.map((row) => row.seq)).toEqual([3])
    expect(readText(updatesOf(loaded))).toBe('They [should] report.')
    await world.store.tx((c) => wordings(c).saveSnapshot(id, 1, new Uint8Array()))
    expect(await read().text(id)).toBe('They [should] report.')
    expect(await read().since(id, 0)).toHaveLength(3)
  })

  test('D5 a client id is leased once in a paragraph', async () => {
    const lease = { paragraphId: id, clientId: leaseFloor, personId: world.people.ana, at: at() }
    expect(await world.store.tx((c) => wordings(c).addLease(lease))).toBe(true)
    expect(await world.store.tx((c) => wordings(c).addLease(lease))).toBe(false)
    expect(await read().lease(id, 2 ** 31 - 1)).toBeNull()
    expect(await world.store.tx((c) => wordings(c).addLease({ ...lease, clientId: 2 ** 31 - 1 }))).toBe(true)
  })

  test('an edit that is rolled back leaves no trace', async () => {
    const update = await edit(leaseFloor, (t) => t.insert(0, 'x'))
    await expect(
      world.store.tx(async (c) => {
        await wordings(c).append({ paragraphId: id, seq: 2, count: 1, update, authors: [], at: at() })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await read().head(id)).toBe(1)
  })

  test('where paragraphs stand: norm, forum, stage, removed or not', async () => {
    const { forums } = world
    expect((await read().places([id])).get(id)).toMatchObject({
      forumId: forums.harbour,
      stage: 'drafting',
      removed: false,
    })
    await world.store.tx((c) => c.q.update(c.t.paragraph).set({ removedAt: at() }))
    expect((await read().places([id])).get(id)).toMatchObject({ removed: true })
  })
})
