import * as Y from 'yjs'

const plain = 0x04
const withLeft = 0x80
const withRight = 0x40

/** Where a writer types: between two characters of the founding text. */
export interface Place {
  left: number
  right: number
}

/** One writer's keystrokes in turn: a character typed, and the same taken back, so that no text grows without end. */
export function typist(clientId: number, { left, right }: Place) {
  let clock = 0
  let typed = false
  return {
    next(): { update: Uint8Array; clock: number; deletes: boolean } {
      typed = !typed
      if (typed) return { update: insertion(clientId, clock, left, right), clock: clock++, deletes: false }
      return { update: numbers(0, 1, clientId, 1, clock - 1, 1), clock: clock - 1, deletes: true }
    },
  }
}

/** A Yjs update (encoding version 1) that types one character next to the writer's last. */
function insertion(client: number, clock: number, left: number, right: number): Uint8Array {
  const origin = clock === 0 ? [1, left] : [client, clock - 1]
  const head = numbers(1, 1, client, clock)
  // what kind of content, and that both neighbours follow: one byte, not a number
  const info = Uint8Array.of(plain | withLeft | withRight)
  return Buffer.concat([head, info, numbers(...origin, 1, right, 1, 0x78, 0)])
}

function numbers(...values: number[]): Uint8Array {
  const bytes: number[] = []
  for (let value of values) {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 | (value % 128))
    bytes.push(value)
  }
  return Uint8Array.from(bytes)
}

/** The characters an update types and takes back. */
export function keysIn(update: Uint8Array): { client: number; clock: number; deletes: boolean }[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const keys: { client: number; clock: number; deletes: boolean }[] = []
  for (const { id, length } of structs)
    for (let i = 0; i < length; i++) keys.push({ client: id.client, clock: id.clock + i, deletes: false })
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges)
      for (let i = 0; i < len; i++) keys.push({ client, clock: clock + i, deletes: true })
  return keys
}

/**
 * A long session of one author, the same every time: runs of typing at a place that wanders, words taken back,
 * up to `most` characters and then about level. One Yjs update an edit.
 */
export function trace(
  clientId: number,
  edits: number,
  most: number,
): { updates: Uint8Array[]; text: string } {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const text = doc.getText('t')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const pick = chance(2030)
  let at = 0
  for (let left = 0, deleting = false; updates.length < edits; left--) {
    if (left <= 0) {
      left = 3 + pick(30)
      deleting = text.length > most || (text.length > 40 && pick(10) < 3)
      if (pick(3) === 0) at = pick(text.length + 1)
    }
    if (deleting && at > 0) text.delete(--at, 1)
    else if (text.length < 2 * most) text.insert(at++, 'etaoin shrdlu'[pick(13)]!)
  }
  return { updates, text: text.toString() }
}

/** The same numbers for the same seed, everywhere. */
export function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
