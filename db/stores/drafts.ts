import * as Y from 'yjs'
import { assert } from '~/domain/assert'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import type { Conn } from '../store'
import { leaseFloor, textRoot, updatesOf, wordings } from './wordings'

/** A live wording opened by the server: changed in memory, then saved as one more update of its log. */
export interface Draft {
  text(): string
  insert(at: number, words: string): void
  remove(at: number, length: number): void
  /** A mark on the character that stands at an offset; it goes where the character goes. */
  anchor(at: number): string
  /** Where a marked character stands now; null once it is deleted. */
  find(anchor: string): number | null
  /** Where it stands, or stood before it was deleted; null when this text never had it. */
  stood(anchor: string): number | null
  /**
   * Append what was changed, as the words of somebody. Nothing changed: nothing is written.
   * `like`: the words are credited to whoever wrote this marked character.
   */
  save(by: DraftWriter, like?: string): Promise<void>
}

interface DraftWriter {
  personId: PersonId | null
  delegationId: DelegationId | null
  at: Date
}

export const drafts = (c: Conn) => ({
  /** For changes within a transaction that holds the norm. `random` draws the client id of this one edit (D5). */
  async open(paragraphId: ParagraphId, random: (bytes: number) => Uint8Array): Promise<Draft> {
    const clientId = await drawClientId(c, paragraphId, random)
    const doc = await readDoc(c, paragraphId)
    const text = doc.getText(textRoot)
    const made: Uint8Array[] = []
    doc.clientID = clientId
    doc.on('update', (update) => made.push(update))
    return {
      text: () => text.toString(),
      insert: (at, words) => text.insert(at, words),
      remove: (at, length) => text.delete(at, length),
      anchor: (at) => anchorOf(text, at),
      find: (anchor) => whereIs(doc, anchor),
      stood: (anchor) => whereStood(doc, anchor),
      async save({ personId, delegationId, at }, like) {
        if (made.length === 0) return
        const mark = like === undefined ? null : decodeMark(like)
        const first = mark?.item && (await wordings(c).lease(paragraphId, mark.item.client))
        const credited = {
          personId: first ? first.personId : personId,
          delegationId: first ? first.delegationId : delegationId,
        }
        const leased = await wordings(c).addLease({ paragraphId, clientId, ...credited, at })
        assert(leased, 'a client id that was free is taken')
        const seq = (await wordings(c).head(paragraphId)) + 1
        const authors = [{ personId, clientId, count: 1 }]
        await wordings(c).append({ paragraphId, seq, count: 1, update: Y.mergeUpdates(made), authors, at })
      },
    }
  },

  /** The live texts with a way to find marked characters in them; every id asked for is in the answer. */
  async findable(paragraphIds: readonly ParagraphId[]) {
    const found = await wordings(c).load(paragraphIds)
    return new Map(
      paragraphIds.map((id) => {
        const doc = docOf(updatesOf(found.get(id)!))
        const text = doc.getText(textRoot).toString()
        return [id, { text, find: (anchor: string) => whereIs(doc, anchor) }]
      }),
    )
  },
})

async function drawClientId(c: Conn, paragraphId: ParagraphId, random: (bytes: number) => Uint8Array) {
  for (;;) {
    const clientId = new DataView(random(4).buffer).getUint32(0) & 0x7fffffff
    if (clientId >= leaseFloor && !(await wordings(c).lease(paragraphId, clientId))) return clientId
  }
}

const readDoc = async (c: Conn, id: ParagraphId) => docOf(updatesOf((await wordings(c).load([id])).get(id)!))

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: true })
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

const anchorOf = (text: Y.Text, at: number): string =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at, 0))).toString('base64')

export function whereIs(doc: Y.Doc, anchor: string): number | null {
  const mark = knownMark(doc, anchor)
  // the mark of a deleted character would lead to its neighbour
  if (!mark || Y.getItem(doc.store, mark.item!).deleted) return null
  return Y.createAbsolutePositionFromRelativePosition(mark, doc)?.index ?? null
}

function whereStood(doc: Y.Doc, anchor: string): number | null {
  const mark = knownMark(doc, anchor)
  return mark && (Y.createAbsolutePositionFromRelativePosition(mark, doc)?.index ?? null)
}

function knownMark(doc: Y.Doc, anchor: string): Y.RelativePosition | null {
  const mark = decodeMark(anchor)
  return mark?.item && Y.getState(doc.store, mark.item.client) > mark.item.clock ? mark : null
}

function decodeMark(anchor: string): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(Buffer.from(anchor, 'base64'))
  } catch {
    return null
  }
}
