import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { authorKey } from '~/domain/documents/authorship'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import { attributions } from '~db/stores/attributions'
import { foundingClientId, leaseFloor, textRoot, updatesOf, wordings } from '~db/stores/wordings'
import { engines, openWorld, type TestWorld } from '../world'

describe.each(engines)('V4 who wrote each character, on %s', (engine) => {
  let world: TestWorld
  let made = 0
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  const at = new Date('2030-01-15T10:00:00.000Z')
  const writers = () => [
    { personId: world.people.ana, delegationId: world.delegations.ardenia },
    { personId: world.people.bela, delegationId: world.delegations.belmora },
    { personId: world.people.chiara, delegationId: null },
  ]
  const keyOf = ({
    personId,
    delegationId,
  }: {
    personId: PersonId | null
    delegationId: DelegationId | null
  }) => (delegationId ? `delegation/${delegationId}` : personId ? `person/${personId}` : 'platform')

  /** A paragraph whose log is written as the hub writes it: one row for each update. */
  async function founded(text: string) {
    const id = `attributed-${engine}-${made++}` as ParagraphId
    await world.store.tx((c) => wordings(c).create(id, text, { personId: null, at }))
    return id
  }
  const lease = (id: ParagraphId, writer: number) =>
    world.store.tx((c) =>
      wordings(c).addLease({ paragraphId: id, clientId: leaseFloor + writer, ...writers()[writer]!, at }),
    )
  const append = (id: ParagraphId, update: Uint8Array, clientId: number) =>
    world.store.tx(async (c) => {
      const seq = (await wordings(c).head(id)) + 1
      const authors = [{ personId: null, clientId, count: 1 }]
      await wordings(c).append({ paragraphId: id, seq, count: 1, update, authors, at })
    })
  /** What is stored, with a hand on the keyboard of one writer. */
  async function edit(id: ParagraphId, clientId: number, change: (text: Y.Text) => void) {
    const doc = new Y.Doc()
    for (const update of updatesOf((await wordings(world.store.read).load([id])).get(id)!))
      Y.applyUpdate(doc, update)
    doc.clientID = clientId
    const updates: Uint8Array[] = []
    doc.on('update', (update) => updates.push(update))
    doc.transact(() => change(doc.getText(textRoot)))
    for (const update of updates) await append(id, update, clientId)
    doc.destroy()
  }
  const creditsOf = async (id: ParagraphId) =>
    (await attributions(world.store.read).of(id)).flatMap((r) =>
      Array.from({ length: r.text.length }, (_, i) => [r.text[i]!, authorKey(r.author)] as const),
    )

  test('each character of a text that several clients edited is credited exactly, whatever they did', async () => {
    const step = fc.record({
      writer: fc.integer({ min: 0, max: 2 }),
      at: fc.nat(40),
      remove: fc.nat(4),
      insert: fc.constantFrom('', 'shall ', 'أن ', '字', 'x'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const id = await founded('The light is kept.')
        for (const writer of [0, 1, 2]) await lease(id, writer)
        // the same edits on plain cells: what the credits must come to
        let cells = [...'The light is kept.'].map((ch): readonly [string, string] => [ch, 'platform'])
        for (const { writer, at: place, remove, insert } of steps) {
          const from = Math.min(place, cells.length)
          const gone = Math.min(remove, cells.length - from)
          await edit(id, leaseFloor + writer, (text) => {
            if (gone) text.delete(from, gone)
            if (insert) text.insert(from, insert)
          })
          const key = keyOf(writers()[writer]!)
          const added = [...insert].map((ch) => [ch, key] as const)
          cells = [...cells.slice(0, from), ...added, ...cells.slice(from + gone)]
        }
        expect(await creditsOf(id)).toEqual(cells)
      }),
      { numRuns: engine === 'sqlite' ? 60 : 10 },
    )
  })

  test('a revision made by the server credits new words to the one it is made for, and the others to whom they had', async () => {
    const id = await founded('Ships keep a light.')
    await lease(id, 0)
    await edit(id, leaseFloor, (text) => text.insert(0, 'All '))
    const { personId, delegationId } = writers()[1]!
    await world.store.tx((c) =>
      wordings(c).revise(id, 'All Ships shall keep a light.', {
        personId,
        delegationId,
        clientId: leaseFloor + 9,
        at,
      }),
    )
    const runs = await attributions(world.store.read).of(id)
    expect(runs.map((r) => r.text).join('')).toBe('All Ships shall keep a light.')
    expect(runs.map((r) => [r.text, authorKey(r.author)])).toEqual([
      ['All ', `delegation/${world.delegations.ardenia}`],
      ['Ships ', 'platform'],
      ['shall ', `delegation/${world.delegations.belmora}`],
      ['keep a light.', 'platform'],
    ])
    expect(runs[0]?.author).toMatchObject({ name: 'Ardenia' })
  })

  test('a snapshot that merges the log keeps the credits', async () => {
    const id = await founded('Keep.')
    await lease(id, 1)
    await edit(id, leaseFloor + 1, (text) => text.insert(4, ' watch'))
    const before = await attributions(world.store.read).of(id)
    const doc = new Y.Doc()
    for (const update of updatesOf((await wordings(world.store.read).load([id])).get(id)!))
      Y.applyUpdate(doc, update)
    const state = Y.encodeStateAsUpdate(doc)
    await world.store.tx((c) => wordings(c).saveSnapshot(id, 2, state))
    expect(await attributions(world.store.read).of(id)).toEqual(before)
    expect(before).toHaveLength(3)
  })

  test('words under a client id that nobody leased are shown as of an unknown author, not left out', async () => {
    const id = await founded('a')
    await edit(id, leaseFloor + 77, (text) => text.insert(1, 'b'))
    expect(await creditsOf(id)).toEqual([
      ['a', 'platform'],
      ['b', 'unknown'],
    ])
  })

  test('a paragraph of nobody and one never written have no runs', async () => {
    expect(await attributions(world.store.read).of('nowhere' as ParagraphId)).toEqual([])
    expect(await attributions(world.store.read).of(await founded(''))).toEqual([])
    expect(foundingClientId).toBeLessThan(leaseFloor)
  })
})
