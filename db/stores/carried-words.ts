import * as Y from 'yjs'
import { base64Decode, base64Encode } from '~/domain/bytes'
import type { Span } from '~/domain/comments/commented-words'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import type { Conn } from '../store'
import { whereIs } from './drafts'
import { leaseFloor, textRoot, updatesOf, wordings } from './wordings'

/** Places in a live text are relative positions (Yjs), base64: they stay right however the text changes. */
export type Anchor = string

/** A paragraph's live text, opened to be taken apart or added to inside one transaction. */
export interface OpenWords {
  paragraphId: ParagraphId
  text: string
  /** The index of a place, UTF-16 units; null when this text has no such place. */
  indexOf(anchor: Anchor): number | null
  /** Where a marked character stands; null once it is deleted. */
  find(anchor: Anchor): number | null
  /** The place of an index; it sticks to the side its model sticks to. */
  anchorAt(index: number, like?: Anchor): Anchor
  /** The places of a span's two ends, each sticking to its own word: what is written at its edges stays outside. */
  spanAt(span: Span): { anchorStart: Anchor; anchorEnd: Anchor }
  /** Where a span's two ends are now: empty once all between is deleted; null when this text has no such places. */
  spanOf(anchors: { anchorStart: Anchor | null; anchorEnd: Anchor | null }): Span | null
  /** Who typed what stands from an index on: stretches by one client id, in order. */
  runsFrom(index: number): { clientId: number; text: string }[]
  doc: Y.Doc
}

export async function openWords(c: Conn, paragraphId: ParagraphId): Promise<OpenWords> {
  const doc = new Y.Doc()
  const wording = (await wordings(c).load([paragraphId])).get(paragraphId)!
  doc.transact(() => {
    for (const update of updatesOf(wording)) Y.applyUpdate(doc, update)
  })
  const text = doc.getText(textRoot)
  const indexOf = (anchor: Anchor) => {
    const position = decodeAnchor(anchor)
    const found = position && Y.createAbsolutePositionFromRelativePosition(position, doc)
    return found?.type === text ? found.index : null
  }
  const anchor = (index: number, assoc: number) =>
    base64Encode(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, assoc)))
  return {
    paragraphId,
    doc,
    text: text.toString(),
    indexOf,
    anchorAt: (index, like) => anchor(index, (like && decodeAnchor(like)?.assoc) || 0),
    spanAt: ({ start, end }) => ({ anchorStart: anchor(start, 0), anchorEnd: anchor(end, -1) }),
    spanOf({ anchorStart, anchorEnd }) {
      const start = anchorStart === null ? null : indexOf(anchorStart)
      const end = anchorEnd === null ? null : indexOf(anchorEnd)
      return start === null || end === null ? null : { start, end }
    },
    find: (anchor) => whereIs(doc, anchor),
    runsFrom: (index) => runsFrom(text, index),
  }
}

function decodeAnchor(anchor: Anchor): Y.RelativePosition | null {
  const bytes = base64Decode(anchor)
  if (!bytes) return null
  try {
    return Y.decodeRelativePosition(bytes)
  } catch {
    return null
  }
}

function runsFrom(text: Y.Text, index: number): { clientId: number; text: string }[] {
  const runs: { clientId: number; text: string }[] = []
  let at = 0
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const { str } = item.content
    const words = str.slice(Math.max(0, index - at))
    at += str.length
    const last = runs[runs.length - 1]
    if (last?.clientId === item.id.client) last.text += words
    else if (words) runs.push({ clientId: item.id.client, text: words })
  }
  return runs
}

/** Who makes the change: the words keep their own writers. */
export interface Carrier {
  personId: PersonId | null
  delegationId: DelegationId | null
  at: Date
  random(bytes: number): Uint8Array
}

/**
 * Write the words of `from`, from index `start` on, at the end of `to`, each stretch under a fresh client id
 * leased to whoever wrote it first. `glue` goes before them and is the carrier's own.
 * Nothing is deleted in `from`. `to` is open and current afterwards. The number of the update; null: no words.
 */
export async function carryWords(
  c: Conn,
  { from, start, to, glue }: { from: OpenWords; start: number; to: OpenWords; glue: string },
  carrier: Carrier,
): Promise<number | null> {
  const runs = from.runsFrom(start)
  if (runs.length === 0) return null
  const own = await lease(c, to.paragraphId, carrier)
  const ids = await leaseToWriters(c, { from: from.paragraphId, runs, to: to.paragraphId }, carrier)
  const pieces = runs.map((run) => ({ clientId: ids.get(run.clientId)!, text: run.text }))
  if (glue) pieces.unshift({ clientId: own, text: glue })
  return changeWords(c, to, { ...carrier, clientId: own }, (text) => {
    for (const piece of pieces) {
      to.doc.clientID = piece.clientId
      text.insert(text.length, piece.text)
    }
  })
}

/** A fresh client id in `to` for each of the runs' own, leased to whoever wrote under that one. */
export async function leaseToWriters(
  c: Conn,
  { from, runs, to }: { from: ParagraphId; runs: readonly { clientId: number }[]; to: ParagraphId },
  carrier: Carrier,
): Promise<Map<number, number>> {
  const ids = new Map<number, number>()
  for (const { clientId } of runs) {
    if (ids.has(clientId)) continue
    const writer = await wordings(c).lease(from, clientId)
    const { personId = null, delegationId = null } = writer ?? {}
    ids.set(clientId, await lease(c, to, { ...carrier, personId, delegationId }))
  }
  return ids
}

/** Delete what stands in [start, end). The number of the update. */
export async function cutWords(
  c: Conn,
  words: OpenWords,
  { start, end }: { start: number; end: number },
  carrier: Carrier,
): Promise<number | null> {
  if (start >= end) return null
  const clientId = await lease(c, words.paragraphId, carrier)
  return changeWords(c, words, { ...carrier, clientId }, (text) => text.delete(start, end - start))
}

/** One more update of the log; its number. */
export async function changeWords(
  c: Conn,
  words: OpenWords,
  { personId, clientId, at }: Pick<Carrier, 'personId' | 'at'> & { clientId: number },
  act: (text: Y.Text) => void,
): Promise<number> {
  const { doc, paragraphId } = words
  const made: Uint8Array[] = []
  const keep = (update: Uint8Array) => void made.push(update)
  doc.on('update', keep)
  act(doc.getText(textRoot))
  doc.off('update', keep)
  words.text = doc.getText(textRoot).toString()
  const seq = (await wordings(c).head(paragraphId)) + 1
  const authors = [{ personId, clientId, count: 1 }]
  await wordings(c).append({ paragraphId, seq, count: 1, update: Y.mergeUpdates(made), authors, at })
  return seq
}

/** D5: a client id nobody has had in this paragraph. */
export async function lease(c: Conn, paragraphId: ParagraphId, carrier: Carrier): Promise<number> {
  const { personId, delegationId, at, random } = carrier
  for (;;) {
    const clientId = new DataView(random(4).buffer).getUint32(0) & 0x7fffffff
    const row = { paragraphId, clientId, personId, delegationId, at }
    if (clientId >= leaseFloor && (await wordings(c).addLease(row))) return clientId
  }
}
