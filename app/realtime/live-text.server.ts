import * as Y from 'yjs'
import type { UpdateAnswer } from '~/contracts/documents'
import { type Bucket, fullBucket, take } from '~/domain/documents/bucket'
import type { Clocks } from '~/domain/documents/judge-update'
import type { SuggestionOwner } from '~/domain/documents/suggestion'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import { type LogRow, readText, updatesOf, type Wording } from '~db/stores/wordings'
import type { Speaker, TextAsked } from './access.server'
import type { Part } from './merge-updates'

/** An update that has passed the gate and waits for its commit. */
export interface Pending extends Part {
  by: Speaker
  /** Characters it inserts, deletions not counted off. */
  added: number
  /** The author's clock after it; that before it when the update only deletes. */
  next: number
  answer(answer: UpdateAnswer): void
}

type Row = Pick<LogRow, 'seq' | 'count' | 'update'>

/** What makes a text a suggestion's: it stands on its paragraph's, and refers to the characters there. */
export interface Fork {
  body: LiveText
  /** How much had been typed into the paragraph when it was last looked at. */
  bodyTyped: number
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
  /** A snapshot is being made; or could not be, which is not tried again. */
  compacting: boolean
  /** Visible characters, pending ones included: never too low, since deletions are not counted off. */
  lengthBound: number
  /** How often it may still be counted: that reads the whole text. */
  measures: Bucket
  /** Characters ever typed since it was loaded. */
  typed: number
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
  const last = wording.rows[wording.rows.length - 1]
  let clocks: Map<number, number> | null = null
  let uncounted: readonly Uint8Array[] = updatesOf(wording)
  return {
    id: textId(name),
    name,
    fork,
    seq: last ? last.seq + last.count - 1 : (snapshot?.seq ?? 0),
    // who only reads needs neither these nor the length, so they are counted for the first who writes
    get clocks() {
      clocks ??= clocksIn(uncounted)
      uncounted = []
      return clocks
    },
    snapshot,
    tail: [...wording.rows],
    tailBytes: wording.rows.reduce((n, row) => n + row.update.length, 0),
    compacting: false,
    lengthBound: Number.POSITIVE_INFINITY,
    measures: fullBucket(measurePace, 0),
    typed: 0,
    pending: [],
    whole: null,
    seenAt: null,
    holds: 0,
  }
}

function clocksIn(updates: readonly Uint8Array[]): Map<number, number> {
  const clocks = new Map<number, number>()
  for (const update of updates) countClocks(clocks, Y.parseUpdateMeta(update).to)
  return clocks
}

/** Take a committed row in; `clocks` of its writers after it, where they are known already. */
export function addRow(text: LiveText, row: Row, clocks?: ReadonlyMap<number, number>) {
  text.tail.push(row)
  text.tailBytes += row.update.length
  text.seq = row.seq + row.count - 1
  countClocks(text.clocks, clocks ?? Y.parseUpdateMeta(row.update).to)
  // of a row from elsewhere its size is bound enough
  if (!clocks) grow(text, row.update.length)
}

/** So many characters more may be in the text. */
export function grow(text: LiveText, characters: number) {
  text.lengthBound += characters
  text.typed += characters
}

function countClocks(clocks: Map<number, number>, seen: ReadonlyMap<number, number>) {
  for (const [client, next] of seen) clocks.set(client, Math.max(next, clocks.get(client) ?? 0))
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

const measurePace = { perSecond: 4, burst: 20 }

/** Sharpen the bound by counting what is really there, and what waits; false: that was done too often just now. */
export function measure(text: LiveText): boolean {
  const { fork } = text
  if (!take(text.measures, measurePace, performance.now())) return false
  const waiting = text.pending.reduce((n, entry) => n + entry.added, 0)
  const body = fork ? updatesSince(fork.body, null) : []
  text.lengthBound = readText([...body, ...updatesSince(text, null)]).length + waiting
  return true
}

/** The text as access to it is asked for. */
export const askedOf = ({ name, fork }: LiveText): TextAsked =>
  fork?.opened === false ? { ...name, owner: fork.owner } : name

/** Every character an update of the text may refer to. */
export const knownTo = ({ clocks, fork }: LiveText): Clocks =>
  fork ? { get: (client) => clocks.get(client) ?? fork.body.clocks.get(client) } : clocks

/**
 * A fork cannot be read without its paragraph's text, so its updates are only put together. Merging is super-linear in
 * the number of updates (yjs#710), so it goes in a tree.
 */
export function mergeUpdates(updates: Uint8Array[]): Uint8Array {
  while (updates.length > 1) {
    const merged: Uint8Array[] = []
    for (let i = 0; i < updates.length; i += mergeWidth)
      merged.push(Y.mergeUpdates(updates.slice(i, i + mergeWidth)))
    updates = merged
  }
  return updates[0]!
}
const mergeWidth = 32

export function startFromSnapshot(text: LiveText, snapshot: { seq: number; update: Uint8Array }) {
  text.snapshot = snapshot
  text.tail = text.tail.filter((row) => row.seq > snapshot.seq)
  text.tailBytes = text.tail.reduce((n, row) => n + row.update.length, 0)
}

const tailRows = 200
const tailBytes = 64 * 1024

/** As long as the tail is small beside the snapshot, another one would cost more than it spares. */
export const wantsSnapshot = ({ snapshot, tail, compacting, ...text }: LiveText) =>
  !compacting &&
  (tail.length > tailRows || text.tailBytes > Math.max(tailBytes, snapshot?.update.length ?? 0))
