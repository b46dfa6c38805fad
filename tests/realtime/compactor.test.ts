import { afterAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openCompactor } from '~/realtime/compactor.server'

const compactor = openCompactor()
afterAll(() => compactor.close())

/** A text of so many words, one update each, most of them deleted again. */
function typed(words: number) {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let i = 0; i < words; i++) {
    text.insert(text.length, `word ${i}. `)
    if (i % 3) text.delete(0, 4)
  }
  return { updates, text: text.toString() }
}

function read(update: Uint8Array | null): string {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update!)
  return doc.getText('t').toString()
}

test('many updates become one that says the same and is smaller', async () => {
  const { updates, text } = typed(500)
  const one = await compactor.compact(() => updates)
  expect(read(one)).toBe(text)
  expect(one!.length).toBeLessThan(updates.reduce((n, update) => n + update.length, 0))
})

test('texts asked for at once are not mixed; one that cannot be read fails alone', async () => {
  const texts = [3, 40, 7].map(typed)
  const broken = compactor.compact(() => [Uint8Array.of(1, 2, 3)])
  const made = Promise.all(texts.map(({ updates }) => compactor.compact(() => updates)))
  await expect(broken).rejects.toThrow()
  expect((await made).map(read)).toEqual(texts.map(({ text }) => text))
})

test('the thread rests between texts, and takes what has come until their turn', async () => {
  const { updates, text } = typed(20)
  const long = typed(2_000)
  const began = performance.now()
  const first = compactor.compact(() => long.updates)
  let at = 0
  const second = compactor.compact(() => {
    at = performance.now()
    return updates
  })
  await first
  const took = performance.now() - began
  expect(read(await second)).toBe(text)
  expect(at - began).toBeGreaterThan(2 * took)
})

test('closing ends what is under way and what waits, without a rest, and takes nothing more', async () => {
  const { updates, text } = typed(5)
  const closed = openCompactor()
  const [first, second] = [closed.compact(() => updates), closed.compact(() => updates)]
  expect(read(await first)).toBe(text)
  await closed.close()
  expect(read(await second)).toBe(text)
  expect(await closed.compact(() => updates)).toBeNull()
})
