import * as Y from 'yjs'
import { type Deleted, noneDeleted } from '~/domain/documents/deleted'
import type { Deletion } from '~/domain/documents/judge-update'

/** What the gate has to know of a text, kept without a Yjs document. */
export interface TextCounts {
  /** How many characters of each writer there ever were. */
  clocks: Map<number, number>
  /** Which of them are deleted; a suggestion's log also deletes characters of its paragraph. */
  deleted: Deleted
  /** Characters ever typed, and those that are there. */
  typed: number
  there: number
}

export function countsIn(updates: readonly Uint8Array[]): TextCounts {
  const counts = { clocks: new Map(), deleted: noneDeleted(), typed: 0, there: 0 }
  for (const update of updates) countUpdate(counts, update)
  return counts
}

/** Take in an update that nothing is known of; it may say again what is counted already. */
export function countUpdate(counts: TextCounts, update: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(update)
  const deletions: Deletion[] = []
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (struct instanceof Y.Skip) continue
    countClock(counts, client, clock + struct.length)
    if (struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted)
      deletions.push({ client, clock, length: struct.length })
  }
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges) deletions.push({ client, clock, length: len })
  countDeletions(counts, deletions)
}

/** The writer's characters reach up to `next`. */
export function countClock(counts: TextCounts, client: number, next: number) {
  const more = next - (counts.clocks.get(client) ?? 0)
  if (more <= 0) return
  counts.clocks.set(client, next)
  counts.typed += more
  counts.there += more
}

export function countDeletions(counts: TextCounts, deletions: readonly Deletion[]) {
  for (const deletion of deletions) counts.there -= counts.deleted.add(deletion)
}

/** Characters of a paragraph as a suggestion's owner sees it; what both delete is gone once. */
export function thereWith(body: TextCounts, fork: TextCounts): number {
  let twice = 0
  for (const deletion of fork.deleted.all()) twice += body.deleted.countIn(deletion)
  return body.there + fork.there + twice
}
