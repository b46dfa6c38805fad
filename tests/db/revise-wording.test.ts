import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ParagraphId } from '~/domain/ids'
import type { Store } from '~db/store'
import { leaseFloor, textRoot, updatesOf, wordings } from '~db/stores/wordings'
import { type OpenStore, openEmpty } from '../stores'
import { engines } from '../world'

const at = new Date('2030-01-15T10:00:00.000Z')
const client = leaseFloor + 7

describe.each(engines)('a revision made by the server, on %s', (engine) => {
  let opened: OpenStore
  let store: Store
  let made = 0
  beforeAll(async () => {
    opened = await openEmpty(engine)
    store = opened.store
  })
  afterAll(() => opened.drop())

  async function founded(text: string): Promise<ParagraphId> {
    const id = `paragraph-${made++}` as ParagraphId
    await store.tx((c) => wordings(c).create(id, text, { personId: null, at }))
    return id
  }
  const revise = (id: ParagraphId, text: string, clientId = client) =>
    store.tx((c) => wordings(c).revise(id, text, { personId: null, clientId, at }))
  const read = (id: ParagraphId) => wordings(store.read).text(id)

  test('whatever stood there, the text is the new one', async () => {
    const words = fc.array(
      fc.constantFrom('shall', 'should', 'the', ' ', ',', '[', ']', '「字」', '𝄞', 'é'),
      {
        maxLength: 12,
      },
    )
    const texts = fc.tuple(words, words, words).map((three) => three.map((each) => each.join('')))
    await fc.assert(
      fc.asyncProperty(texts, async ([first = '', second = '', third = '']) => {
        const id = await founded(first)
        await revise(id, second)
        expect(await read(id)).toBe(second)
        await revise(id, third, client + 1)
        expect(await read(id)).toBe(third)
      }),
      { numRuns: engine === 'sqlite' ? 200 : 25 },
    )
  })

  test('only words that differ are touched: an anchor in the others stays', async () => {
    const id = await founded('A State shall report each year to the Assembly.')
    const docOf = async () => {
      const doc = new Y.Doc()
      for (const update of updatesOf((await wordings(store.read).load([id])).get(id)!))
        Y.applyUpdate(doc, update)
      return doc
    }
    const before = (await docOf()).getText(textRoot)
    const anchor = Y.createRelativePositionFromTypeIndex(before, before.toString().indexOf('Assembly'))
    await revise(id, 'Every State and body should report in writing each year to the Assembly.')
    const after = await docOf()
    const found = Y.createAbsolutePositionFromRelativePosition(anchor, after)!
    expect(after.getText(textRoot).toString().slice(found.index)).toBe('Assembly.')
  })

  test('the same text is no edit, and a client id that was drawn before writes nothing', async () => {
    const id = await founded('one two')
    expect(await revise(id, 'one two')).toBe(true)
    expect(await wordings(store.read).head(id)).toBe(1)
    expect(await revise(id, 'one three')).toBe(true)
    expect(await revise(id, 'one four')).toBe(false)
    expect(await read(id)).toBe('one three')
    expect(await wordings(store.read).head(id)).toBe(2)
  })
})
