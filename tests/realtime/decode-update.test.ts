import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { judgeUpdate } from '~/domain/documents/judge-update'
import { decodeUpdate } from '~/realtime/decode-update'

const writer = 70_000
const other = 80_000

interface Edit {
  by: number
  at: number
  length: number
  text: string
}
const edits = fc.array(
  fc.record({
    by: fc.constantFrom(writer, other),
    at: fc.nat({ max: 60 }),
    length: fc.nat({ max: 5 }),
    text: fc.constantFrom('a', 'bc ', '投票', '🗳', '[x]', 'é'),
  }),
  { minLength: 1, maxLength: 40 },
)

/** Two writers who see each other’s edits at once; each update with the clocks just before it. */
function history(steps: readonly Edit[]) {
  const docs = new Map([writer, other].map((id) => [id, new Y.Doc()]))
  const made: { by: number; update: Uint8Array; clocks: Map<number, number> }[] = []
  for (const [id, doc] of docs) {
    doc.clientID = id
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return
      const peer = docs.get(id === writer ? other : writer)!
      made.push({ by: id, update, clocks: Y.decodeStateVector(Y.encodeStateVector(peer)) })
      Y.applyUpdate(peer, update, 'remote')
    })
  }
  for (const { by, at, length, text } of steps) {
    const words = docs.get(by)!.getText('t')
    const characters = [...words.toString()]
    const start = characters.slice(0, at % (characters.length + 1)).join('').length
    const rest = [...words.toString().slice(start)].slice(0, length).join('')
    if (rest && length % 2) words.delete(start, rest.length)
    else words.insert(start, text)
  }
  return made
}

describe('D3 the gate reads what Yjs writes, without Yjs', () => {
  test('every honest update passes at its place in the log', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        for (const { by, update, clocks } of history(steps)) {
          const decoded = decodeUpdate(update)
          expect(decoded.ok).toBe(true)
          if (!decoded.ok) return
          const judged = judgeUpdate(decoded.value, { client: by, clock: clocks.get(by) ?? 0 }, clocks, 't')
          expect(judged).toMatchObject({ ok: true, value: { duplicate: false } })
        }
      }),
    )
  })

  test('it reads the same structs and deletions as Yjs itself', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        for (const { update } of history(steps)) {
          const { structs, ds } = Y.decodeUpdate(update)
          const decoded = decodeUpdate(update)
          if (!decoded.ok) throw new Error(decoded.error)
          expect(decoded.value.runs.map((r) => r.length)).toEqual(structs.map((s) => s.length))
          expect(decoded.value.deletions).toEqual(
            [...ds.clients].flatMap(([client, all]) =>
              all.map(({ clock, len }) => ({ client, clock, length: len })),
            ),
          )
        }
      }),
    )
  })

  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof decodeUpdate(bytes).ok).toBe('boolean')
      }),
      { numRuns: 2_000 },
    )
  })

  test('an honest update cut off at any byte, or with one more, is refused', () => {
    fc.assert(
      fc.property(edits, fc.integer({ min: 0, max: 255 }), (steps, extra) => {
        for (const { update } of history(steps)) {
          for (let length = 0; length < update.length; length++)
            expect(decodeUpdate(update.subarray(0, length)).ok).toBe(false)
          expect(decodeUpdate(Uint8Array.of(...update, extra)).ok).toBe(false)
        }
      }),
    )
  })

  test('an honest update with any byte changed is refused, or still is one that every copy can take', () => {
    fc.assert(
      fc.property(edits, fc.nat(), fc.integer({ min: 1, max: 255 }), (steps, where, flip) => {
        const made = history(steps)
        const last = made[made.length - 1]!
        const bytes = last.update.slice()
        bytes[where % bytes.length]! ^= flip
        const decoded = decodeUpdate(bytes)
        if (!decoded.ok) return
        const own = { client: last.by, clock: last.clocks.get(last.by) ?? 0 }
        const judged = judgeUpdate(decoded.value, own, last.clocks, 't')
        if (!judged.ok || judged.value.duplicate) return
        const doc = new Y.Doc()
        for (const { update } of made.slice(0, -1)) Y.applyUpdate(doc, update)
        Y.applyUpdate(doc, bytes)
        expect(doc.store.pendingStructs).toBeNull()
        expect(doc.store.pendingDs).toBeNull()
        expect([...doc.share.keys()]).toEqual(['t'])
        expect(Y.getState(doc.store, last.by)).toBe(judged.value.next)
      }),
      { numRuns: 1_000 },
    )
  })
})
