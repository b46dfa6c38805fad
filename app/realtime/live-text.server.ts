import * as Y from 'yjs'
import type { UpdateAnswer } from '~/contracts/documents'
import type { Clocks, Deletion } from '~/domain/documents/judge-update'
import type { SuggestionOwner } from '~/domain/documents/suggestion'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import { type LogRow, updatesOf, type Wording } from '~db/stores/wordings'
import type { Speaker, TextAsked } from './access.server'
import type { Part } from './merge-updates'
import { countClock, countDeletions, countsIn, countUpdate, type TextCounts, thereWith } from './text-counts'

/** An update that has passed the gate and waits for its commit. */
export interface Pending extends Part {
  by: Speaker
  /** Characters it inserts, deletions not counted off. */
  added: number
  /** Characters of its author that it says were typed and deleted again. */
  hidden: readonly Deletion[]
  /** The author's clock after it; that before it when the update only deletes. */
  next: number
  answer(answer: UpdateAnswer): void
}

type Row = Pick<LogRow, 'seq' | 'count' | 'update'>

/** What makes a text a suggestion's: it stands on its paragraph's, and refers to the characters there. */
export interface Fork {
  body: LiveText
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
  /** Of what is committed. */
  counts: TextCounts
  snapshot: { seq: number; update: Uint8Array } | null
  tail: Row[]
  tailBytes: number
  /** A snapshot is being made; or could not be, which is not tried again. */
  compacting: boolean
  /** Visible characters that wait for their commit. */
  waiting: number
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
  let counts: TextCounts | null = null
  let uncounted: readonly Uint8Array[] = updatesOf(wording)
  return {
    id: textId(name),
    name,
    fork,
    seq: last ? last.seq + last.count - 1 : (snapshot?.seq ?? 0),
    // who only reads does not need them, so they are counted for the first who writes
    get counts() {
      counts ??= countsIn(uncounted)
      uncounted = []
      return counts
    },
    snapshot,
    tail: [...wording.rows],
    tailBytes: wording.rows.reduce((n, row) => n + row.update.length, 0),
    compacting: false,
    waiting: 0,
    pending: [],
    whole: null,
    seenAt: null,
    holds: 0,
  }
}

/** Take a committed row in; `entries`: what it was made of, where that is known. */
export function addRow(text: LiveText, row: Row, entries?: readonly Pending[]) {
  text.tail.push(row)
  text.tailBytes += row.update.length
  text.seq = row.seq + row.count - 1
  const { counts } = text
  if (!entries) return countUpdate(counts, row.update)
  for (const { clientId, next, deletions, hidden } of entries) {
    countClock(counts, clientId, next)
    countDeletions(counts, deletions)
    countDeletions(counts, hidden)
  }
}

/** Characters as its writers see it, what waits included. */
export function lengthOf({ counts, fork, waiting }: LiveText): number {
  return waiting + (fork ? thereWith(fork.body.counts, counts) : counts.there)
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

/** The text as access to it is asked for. */
export const askedOf = ({ name, fork }: LiveText): TextAsked =>
  fork?.opened === false ? { ...name, owner: fork.owner } : name

/** Every character an update of the text may refer to. */
export function knownTo({ counts: { clocks }, fork }: LiveText): Clocks {
  if (!fork) return clocks
  return { get: (client) => clocks.get(client) ?? fork.body.counts.clocks.get(client) }
}

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
