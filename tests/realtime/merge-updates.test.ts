import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { decodeUpdate } from '~/realtime/decode-update'
import { mergeParts, type Part } from '~/realtime/merge-updates'

/** As the gate hands it on. */
function partOf(bytes: Uint8Array, clientId: number, clock: number): Part {
  const decoded = decodeUpdate(bytes)
  if (!decoded.ok) throw new Error(decoded.error)
  const { author, runs, runsAt, deletions } = decoded.value
  return { bytes, clientId, from: author?.clock ?? clock, runs: runs.length, runsAt, deletions }
}

interface Edit {
  writer: number
  at: number
  remove: number
  insert: string
}

/** Updates of writers who always have each other's, in the order of the log. */
function logOf(edits: readonly Edit[]) {
  const docs = [101, 70_002, 2_000_000_003].map((clientId) => {
    const doc = new Y.Doc()
    doc.clientID = clientId
    return doc
  })
  const parts: Part[] = []
  for (const { writer, at, remove, insert } of edits) {
    const doc = docs[writer]!
    const text = doc.getText('t')
    const clock = Y.getState(doc.store, doc.clientID)
    const made: Uint8Array[] = []
    const keep = (update: Uint8Array) => made.push(update)
    doc.on('update', keep)
    doc.transact(() => {
      const from = at % (text.length + 1)
      text.delete(from, Math.min(remove, text.length - from))
      if (insert) text.insert(from, insert)
    })
    doc.off('update', keep)
    for (const update of made) {
      parts.push(partOf(update, doc.clientID, clock))
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update)
    }
  }
  return { parts, text: docs[0]!.getText('t').toString() }
}

const edit = fc.record({
  writer: fc.nat(2),
  at: fc.nat(60),
  remove: fc.nat(5),
  insert: fc.string({ unit: 'grapheme', maxLength: 90 }).map((s) => s.replace(/\p{Cc}/gu, ' ')),
})

describe('D4 updates that passed the gate are merged into one row', () => {
  test('which says what they say one after the other, wherever the row is cut', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 40 }), fc.nat(40), (edits, cut) => {
        const { parts, text } = logOf(edits)
        fc.pre(parts.length > 0)
        const rows = [parts.slice(0, cut), parts.slice(cut)].filter((row) => row.length > 0)
        const doc = new Y.Doc()
        for (const row of rows) Y.applyUpdate(doc, mergeParts(row))
        expect(doc.getText('t').toString()).toBe(text)
        expect(doc.store.pendingStructs).toBeNull()
        expect(doc.store.pendingDs).toBeNull()
      }),
    )
  })

  test('which holds each writer’s characters, as Yjs reads them', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 20 }), (edits) => {
        const { parts } = logOf(edits)
        fc.pre(parts.length > 0)
        const expected = Y.mergeUpdates(parts.map((part) => part.bytes))
        const merged = mergeParts(parts)
        expect(Y.parseUpdateMeta(merged)).toEqual(Y.parseUpdateMeta(expected))
      }),
    )
  })

  test('in which what somebody takes back letter by letter is one stretch', () => {
    const taken: Edit[] = [0, 1, 2, 3].map((n) => ({ writer: 0, at: 3 - n, remove: 1, insert: '' }))
    const { parts } = logOf([{ writer: 0, at: 0, remove: 0, insert: 'four' }, ...taken])
    const { ds } = Y.decodeUpdate(mergeParts(parts))
    expect([...ds.clients.values()]).toEqual([[expect.objectContaining({ clock: 0, len: 4 })]])
  })
})
