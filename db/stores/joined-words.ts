import * as Y from 'yjs'
import type { ParagraphId, PersonId } from '~/domain/ids'
import type { Conn } from '../store'
import type { OpenWords } from './carried-words'
import { textRoot, wordings } from './wordings'

/** A stretch of a text: white space from `start` on, then the words from `words` to `end`. */
export interface Stretch {
  start: number
  words: number
  end: number
  /** The words are those of the other text, each by the same person. */
  isSame: boolean
}

interface Joined {
  /** The words went into `into` with its update number `seq`, after white space. */
  into: OpenWords
  seq: number
  seam: string
  /** The text they came from, as it still is. */
  from: OpenWords
}

/**
 * Where words that went into another text stand there now; null where none of them is left, or where somebody
 * else has taken any out.
 */
export async function joinedStretch(
  c: Conn,
  joined: Joined,
  personId: PersonId | null,
): Promise<Stretch | null> {
  const { into, from, seq, seam } = joined
  const added = addedBy(await wordings(c).rowEndingAt(into.paragraphId, seq))
  if (!added || (await othersTookOut(c, { added, into, seq, personId }))) return null
  const { first, left } = standing(into.doc, added)
  const length = seam.length + from.text.length
  const credited = await creditsOf(c, from)
  for (const start of [first, into.text.length - length]) {
    const words = start + seam.length
    if (start < 0 || into.text.slice(start, start + length) !== seam + from.text) continue
    const credits = (await creditsOf(c, into)).slice(words, start + length)
    if (credits.every((who, i) => who === credited[i]))
      return { start, words, end: start + length, isSame: true }
  }
  if (left === 0) return null
  const hasSeam = into.text.slice(first).startsWith(seam)
  return { start: first, words: first + (hasSeam ? seam.length : 0), end: into.text.length, isSame: false }
}

type Ranges = ReturnType<typeof Y.createDeleteSet>

/** The characters that an update has put in. */
function addedBy(update: Uint8Array | null): Ranges | null {
  if (!update) return null
  const added = Y.createDeleteSet()
  for (const { id, length } of Y.decodeUpdate(update).structs) {
    const ranges = added.clients.get(id.client) ?? []
    added.clients.set(id.client, [...ranges, { clock: id.clock, len: length }])
  }
  return added
}

/** Where the first of the characters stands, or stood, and how many are left. */
function standing(doc: Y.Doc, added: Ranges): { first: number; left: number } {
  let index = 0
  let first: number | null = null
  let left = 0
  for (let item = doc.getText(textRoot)._start; item; item = item.right)
    for (let offset = 0; offset < item.length; offset++) {
      if (Y.isDeleted(added, Y.createID(item.id.client, item.id.clock + offset))) {
        first ??= index
        if (!item.deleted) left++
      }
      if (!item.deleted) index++
    }
  return { first: first ?? index, left }
}

async function othersTookOut(
  c: Conn,
  { added, into, seq, personId }: Pick<Joined, 'into' | 'seq'> & { added: Ranges; personId: PersonId | null },
): Promise<boolean> {
  const rows = await wordings(c).since(into.paragraphId, seq)
  return rows.some(
    ({ update, authors }) =>
      authors.some((a) => a.personId !== null && a.personId !== personId) &&
      overlaps(Y.decodeUpdate(update).ds.clients, added.clients),
  )
}

function overlaps(a: Ranges['clients'], b: Ranges['clients']): boolean {
  for (const [client, ranges] of a)
    for (const x of ranges)
      if (b.get(client)?.some((y) => x.clock < y.clock + y.len && y.clock < x.clock + x.len)) return true
  return false
}

/** By whom each UTF-16 unit is. */
async function creditsOf(c: Conn, words: OpenWords): Promise<string[]> {
  const runs = words.runsFrom(0)
  const authors = new Map<number, string>()
  for (const { clientId } of runs) {
    if (authors.has(clientId)) continue
    const lease = await wordings(c).lease(words.paragraphId, clientId)
    authors.set(clientId, lease?.delegationId ?? lease?.personId ?? '')
  }
  return runs.flatMap(({ clientId, text }) => Array<string>(text.length).fill(authors.get(clientId)!))
}

/** Whether anybody but this person and the platform has written in a paragraph after its update number `seq`. */
export async function othersWroteSince(
  c: Conn,
  { paragraphId, seq, personId }: { paragraphId: ParagraphId; seq: number; personId: PersonId | null },
): Promise<boolean> {
  const rows = await wordings(c).since(paragraphId, seq)
  return rows.some((row) => row.authors.some((a) => a.personId !== null && a.personId !== personId))
}
