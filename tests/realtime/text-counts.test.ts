import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { countsIn, countUpdate, thereWith } from '~/realtime/text-counts'
import { compact } from '../../db/stores/compact.js'

type Act = { at: number; take: number; put: string }
const act = fc.record({ at: fc.nat(30), take: fc.nat(6), put: fc.string({ maxLength: 8 }) })

function docWith(client: number, known: readonly Uint8Array[] = []) {
  const doc = new Y.Doc()
  for (const update of known) Y.applyUpdate(doc, update)
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  return { doc, text: doc.getText('t'), updates }
}

/** Deletes, inserts, and deletes some of what it has just inserted, in one update. */
function play({ doc, text }: ReturnType<typeof docWith>, { at, take, put }: Act) {
  doc.transact(() => {
    const from = Math.min(at, text.length)
    text.delete(from, Math.min(take, text.length - from))
    text.insert(from, put)
    text.delete(from, Math.min(2, text.length - from))
  })
}

describe('D6 a text is counted without reading it', () => {
  test('whatever two people type and delete at once, as the text has it', () => {
    fc.assert(
      fc.property(fc.array(act), fc.array(act), (first, second) => {
        const [ana, bela] = [docWith(70_000), docWith(80_000)]
        for (const each of first) play(ana, each)
        for (const update of ana.updates.slice(0, first.length / 2)) Y.applyUpdate(bela.doc, update)
        for (const each of second) play(bela, each)
        const log = [...ana.updates, ...bela.updates]
        const all = docWith(1, log).text.toString()
        expect(countsIn(log).there).toBe(all.length)
        const counts = countsIn([compact(log)])
        expect(counts.there).toBe(all.length)
        // what is told twice counts once
        for (const update of log) countUpdate(counts, update)
        expect(counts.there).toBe(all.length)
      }),
    )
  })

  test('a suggestion on its paragraph, both deleting the same words', () => {
    fc.assert(
      fc.property(fc.array(act), fc.array(act), fc.array(act), (before, body, fork) => {
        const paragraph = docWith(70_000)
        for (const each of before) play(paragraph, each)
        const suggestion = docWith(80_000, paragraph.updates)
        for (const each of body) play(paragraph, each)
        for (const each of fork) play(suggestion, each)
        const shown = docWith(1, [...paragraph.updates, ...suggestion.updates]).text.toString()
        expect(thereWith(countsIn(paragraph.updates), countsIn(suggestion.updates))).toBe(shown.length)
      }),
    )
  })
})
