import * as Y from 'yjs'
import type { Conn } from '../store'
import { type Carrier, carryWords, changeWords, lease, leaseToWriters, type OpenWords } from './carried-words'
import { textRoot, wordings } from './wordings'

/** What one update has taken out of a text. */
export interface TakenOut {
  /** The update's number; null: nothing was taken out. */
  seq: number | null
  /** White space that was taken out before the words and is in no other text. */
  seam: string
}

interface PutBack {
  from: OpenWords
  to: OpenWords
  taken: TakenOut
}

/**
 * The words of `from` stand in `to` again, each where it stood before it was taken out, so that what others have
 * anchored or deleted there stays where it was. Each is credited to whoever wrote it; nothing is deleted in `from`.
 * `places`: where each UTF-16 unit of `from` stands in `to`.
 */
export async function putBackWords(
  c: Conn,
  { from, to, taken }: PutBack,
  carrier: Carrier,
): Promise<{ seq: number | null; places: number[] }> {
  const removed = taken.seq === null ? [] : await removedBy(c, to, taken.seq)
  if (removed.length < taken.seam.length || removed.length === 0)
    return append(c, { from, to, taken }, carrier)
  const units = await unitsOf(c, { from, to, taken }, { removed, carrier })
  const clientId = await lease(c, to.paragraphId, carrier)
  const seq = await changeWords(c, to, { ...carrier, clientId }, (text) => insertAll(text, groupsOf(units)))
  return { seq, places: placesOf(to.doc, units).slice(taken.seam.length) }
}

/** Where nothing was taken out, the words go to the end. */
async function append(c: Conn, { from, to, taken }: PutBack, carrier: Carrier) {
  const at = to.text.length + (from.text === '' ? 0 : taken.seam.length)
  const seq = await carryWords(c, { from, start: 0, to, glue: taken.seam }, carrier)
  return { seq, places: Array.from({ length: from.text.length }, (_, i) => at + i) }
}

/** A character taken out, which the text still knows the place of. */
interface Removed {
  id: Y.ID
  /** Nothing stands between it and the one before it. */
  follows: boolean
}

/** In the order of the text. */
async function removedBy(c: Conn, { paragraphId, doc }: OpenWords, seq: number): Promise<Removed[]> {
  const row = await wordings(c).rowEndingAt(paragraphId, seq)
  if (!row) return []
  const { ds } = Y.decodeUpdate(row)
  const found: Removed[] = []
  let follows = false
  for (let item = doc.getText(textRoot)._start; item; item = item.right)
    for (let offset = 0; offset < item.length; offset++) {
      const id = Y.createID(item.id.client, item.id.clock + offset)
      const isRemoved = Y.isDeleted(ds, id)
      if (isRemoved) found.push({ id, follows })
      follows = isRemoved
    }
  return found
}

/** One UTF-16 unit to be written, under whose client id, and behind which character. */
interface Unit {
  text: string
  clientId: number
  after: Y.ID
  /** It is written in one piece with the unit before it. */
  joined: boolean
}

async function unitsOf(
  c: Conn,
  { from, to, taken }: PutBack,
  { removed, carrier }: { removed: readonly Removed[]; carrier: Carrier },
): Promise<Unit[]> {
  const space = [...taken.seam].map((text, i) => ({ text, clientId: removed[i]!.id.client }))
  const runs = from.runsFrom(0)
  const spaceIds = await leaseToWriters(c, { from: to.paragraphId, runs: space, to: to.paragraphId }, carrier)
  const ids = await leaseToWriters(c, { from: from.paragraphId, runs, to: to.paragraphId }, carrier)
  const written = [
    ...space.map(({ text, clientId }) => ({ text, clientId: spaceIds.get(clientId)! })),
    ...runs.flatMap((run) => run.text.split('').map((text) => ({ text, clientId: ids.get(run.clientId)! }))),
  ]
  // where others have written into the words meanwhile, which stood where is no longer known one by one
  const isAligned = removed.length === written.length
  const last = removed.length - 1
  return written.map((unit, i) => {
    const at = isAligned || i < space.length ? i : last
    const isSame = written[i - 1]?.clientId === unit.clientId
    const together = isAligned ? removed[at]!.follows || isLowSurrogate(unit.text) : i > space.length
    return { ...unit, after: removed[at]!.id, joined: isSame && together }
  })
}
const isLowSurrogate = (unit: string) => unit >= '\udc00' && unit <= '\udfff'

interface Group {
  text: string
  clientId: number
  after: Y.ID
}

function groupsOf(units: readonly Unit[]): Group[] {
  const groups: Group[] = []
  for (const { text, clientId, after, joined } of units) {
    const last = groups.at(-1)
    if (!joined || !last) groups.push({ text, clientId, after })
    else Object.assign(last, { text: last.text + text, after })
  }
  return groups
}

/** Beside the very characters named: inserting by index would go past everything that has been deleted there. */
function insertAll(text: Y.Text, groups: readonly Group[]) {
  const insert = (transaction: Y.Transaction) => {
    const { store } = transaction.doc
    let before: { after: Y.ID; item: Y.Item } | null = null
    for (const group of groups) {
      const goesOn: boolean = before !== null && Y.compareIDs(before.after, group.after)
      const left: Y.Item = goesOn ? before!.item : Y.getItemCleanEnd(transaction, store, group.after)
      const { right } = left
      const id = Y.createID(group.clientId, Y.getState(store, group.clientId))
      const content = new Y.ContentString(group.text)
      const item = new Y.Item(id, left, left.lastId, right, right?.id ?? null, text, null, content)
      item.integrate(transaction, 0)
      before = { after: group.after, item }
    }
  }
  // not as a local change, so that the text forgets where it last looked for an index
  Y.transact(text.doc!, insert, null, false)
}

/** Where the units stand now: those of one client id have been written in their order. */
function placesOf(doc: Y.Doc, units: readonly Unit[]): number[] {
  const ofClient = new Map<number, number[]>()
  for (const [i, { clientId }] of units.entries()) {
    const own = ofClient.get(clientId)
    if (own) own.push(i)
    else ofClient.set(clientId, [i])
  }
  const places: number[] = []
  let index = 0
  for (let item = doc.getText(textRoot)._start; item; item = item.right) {
    if (item.deleted) continue
    const own = ofClient.get(item.id.client)
    for (let i = 0; own && i < item.length; i++) places[own[item.id.clock + i]!] = index + i
    index += item.length
  }
  return places
}
