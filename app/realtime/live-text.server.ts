import type { Socket } from 'socket.io'
import * as Y from 'yjs'
import type { UpdateAnswer } from '~/contracts/documents'
import type { Clocks } from '~/domain/documents/judge-update'
import type { SuggestionOwner } from '~/domain/documents/suggestion'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import { compact, type LogRow, readText, updatesOf, type Wording } from '~db/stores/wordings'
import type { Speaker, TextAsked } from './access.server'

/** An update that has passed the gate and waits for its commit. */
export interface Pending {
  by: Speaker
  /** Who hears the answer. */
  to: Socket
  clientId: number
  bytes: Uint8Array
  /** The author's clock before and after; equal when the update only deletes. */
  from: number
  next: number
  answer(answer: UpdateAnswer): void
}

type Row = Pick<LogRow, 'seq' | 'count' | 'update'>

/** What makes a text a suggestion's: it stands on its paragraph's, and refers to the characters there. */
export interface Fork {
  body: LiveText
  /** The paragraph's last update when the fork was measured. */
  measuredAt: number
  /** Whose it is; until its first words have opened it, whose it will be. */
  owner: SuggestionOwner
  opened: boolean
}

/** A text in memory, a paragraph's or a suggestion's: what is committed, as bytes; never a Yjs document. */
export interface LiveText {
  id: TextId
  name: TextName
  fork: Fork | null
  /** The last committed update. */
  seq: number
  /** How many characters of each writer are committed. */
  clocks: Map<number, number>
  snapshot: { seq: number; update: Uint8Array } | null
  tail: Row[]
  tailBytes: number
  /** Visible characters, pending ones included: never too low, since deletions are not counted off. */
  lengthBound: number
  pending: Pending[]
  /** What a newcomer is sent, as of `seq`. */
  whole: { seq: number; sent: Sent } | null
  /** When the log's end was last seen to be `seq`: Store.changes; null: never. */
  seenAt: string | null
  /** Who needs it in memory. */
  holds: number
}

export function liveText(name: TextName, wording: Wording, fork: Fork | null = null): LiveText {
  const { snapshot } = wording
  const text: LiveText = {
    id: textId(name),
    name,
    fork,
    seq: snapshot?.seq ?? 0,
    clocks: new Map(),
    snapshot,
    tail: [],
    tailBytes: 0,
    lengthBound: readText([...(fork ? updatesSince(fork.body, null) : []), ...updatesOf(wording)]).length,
    pending: [],
    whole: null,
    seenAt: null,
    holds: 0,
  }
  if (snapshot) countClocks(text, snapshot.update)
  for (const row of wording.rows) addRow(text, row)
  return text
}

/** Take a committed row in. */
export function addRow(text: LiveText, row: Row) {
  text.tail.push(row)
  text.tailBytes += row.update.length
  text.seq = row.seq + row.count - 1
  countClocks(text, row.update)
}

function countClocks(text: LiveText, update: Uint8Array) {
  for (const [client, next] of Y.parseUpdateMeta(update).to)
    text.clocks.set(client, Math.max(next, text.clocks.get(client) ?? 0))
}

/** Everything somebody needs who has the log up to `since`; null: nothing yet. */
export function updatesSince(text: LiveText, since: number | null): Uint8Array[] {
  const { snapshot, tail } = text
  if (since !== null && since >= (snapshot?.seq ?? 0))
    return tail.filter((row) => row.seq + row.count > since + 1).map((row) => row.update)
  return [...(snapshot ? [snapshot.update] : []), ...tail.map((row) => row.update)]
}

/** Updates one after the other, and where each ends. */
interface Sent {
  ends: number[]
  bytes: Uint8Array
}

/** As it is sent; what newcomers get is put together once for all of them. */
export function updatesFor(text: LiveText, since: number | null): Sent {
  if (since !== null) return oneAfterTheOther(updatesSince(text, since))
  if (text.whole?.seq !== text.seq)
    text.whole = { seq: text.seq, sent: oneAfterTheOther(updatesSince(text, null)) }
  return text.whole.sent
}

function oneAfterTheOther(updates: Uint8Array[]): Sent {
  let end = 0
  return { ends: updates.map((update) => (end += update.length)), bytes: Buffer.concat(updates) }
}

/** Sharpen the bound by counting what is really there; of what waits, its size is bound enough. */
export function measure(text: LiveText) {
  const { fork } = text
  const waiting = text.pending.reduce((n, entry) => n + entry.bytes.length, 0)
  const body = fork ? updatesSince(fork.body, null) : []
  text.lengthBound = readText([...body, ...updatesSince(text, null)]).length + waiting
  if (fork) fork.measuredAt = fork.body.seq
}

/** The text as access to it is asked for. */
export const askedOf = ({ name, fork }: LiveText): TextAsked =>
  fork?.opened === false ? { ...name, owner: fork.owner } : name

/** Every character an update of the text may refer to. */
export const knownTo = ({ clocks, fork }: LiveText): Clocks =>
  fork ? { get: (client) => clocks.get(client) ?? fork.body.clocks.get(client) } : clocks

/**
 * The whole committed text as one update, through a short-lived document that forgets what was deleted. A fork
 * cannot be read without its paragraph's text; its updates are only put together.
 */
export const snapshotOf = (text: LiveText) => {
  const updates = updatesSince(text, null)
  return { seq: text.seq, update: text.fork ? mergeUpdates(updates) : compact(updates) }
}

export function startFromSnapshot(text: LiveText, snapshot: { seq: number; update: Uint8Array }) {
  text.snapshot = snapshot
  text.tail = text.tail.filter((row) => row.seq > snapshot.seq)
  text.tailBytes = text.tail.reduce((n, row) => n + row.update.length, 0)
}

/** One update out of many. Merging is super-linear in their number (yjs#710), so it goes in a tree. */
export function mergeUpdates(updates: Uint8Array[]): Uint8Array {
  while (updates.length > 1) {
    const merged: Uint8Array[] = []
    for (let i = 0; i < updates.length; i += mergeWidth) {
      const some = updates.slice(i, i + mergeWidth)
      merged.push(some.length === 1 ? some[0]! : Y.mergeUpdates(some))
    }
    updates = merged
  }
  return updates[0]!
}
const mergeWidth = 32
