import { eq, inArray } from 'drizzle-orm'
import * as Y from 'yjs'
import { type AttributedRun, type Author, joinRuns } from '~/domain/documents/authorship'
import type { ParagraphId } from '~/domain/ids'
import type { Conn } from '../store'
import { textRoot, updatesOf, wordings } from './wordings'

const idsPerQuery = 200

/** Who wrote each character of the live texts: Yjs client id, then its lease, then the delegation or person (V4). */
export const attributions = (c: Conn) => ({
  /** The text in runs of one author each, in order; joined they are the text. */
  async of(paragraphId: ParagraphId): Promise<AttributedRun[]> {
    return (await attributions(c).ofMany([paragraphId])).get(paragraphId)!
  },

  /** Every id asked for is in the answer. */
  async ofMany(ids: readonly ParagraphId[]): Promise<Map<ParagraphId, AttributedRun[]>> {
    const found = await wordings(c).load(ids)
    const authors = await leased(c, ids)
    return new Map(
      ids.map((id) => {
        const runs = writtenRuns(updatesOf(found.get(id)!)).map(({ clientId, text }) => ({
          text,
          author: authors.get(`${id}/${clientId}`) ?? ({ kind: 'unknown' } as const),
        }))
        return [id, joinRuns(runs)]
      }),
    )
  },
})

/** Who held each client id of these paragraphs, by `paragraph/client`. */
async function leased(c: Conn, ids: readonly ParagraphId[]): Promise<Map<string, Author>> {
  const { clientLease: l, delegation, person } = c.t
  const authors = new Map<string, Author>()
  for (let i = 0; i < ids.length; i += idsPerQuery)
    for (const row of await c.q
      .select({
        paragraphId: l.paragraphId,
        clientId: l.clientId,
        personId: l.personId,
        delegationId: l.delegationId,
        personName: person.name,
        delegationName: delegation.name,
      })
      .from(l)
      .leftJoin(person, eq(person.id, l.personId))
      .leftJoin(delegation, eq(delegation.id, l.delegationId))
      .where(inArray(l.paragraphId, ids.slice(i, i + idsPerQuery))))
      authors.set(`${row.paragraphId}/${row.clientId}`, authorOf(row))
  return authors
}

interface Leased {
  personId: Conn['t']['clientLease']['$inferSelect']['personId']
  delegationId: Conn['t']['clientLease']['$inferSelect']['delegationId']
  personName: string | null
  delegationName: string | null
}

function authorOf({ personId, delegationId, personName, delegationName }: Leased): Author {
  if (delegationId && delegationName !== null)
    return { kind: 'delegation', id: delegationId, name: delegationName }
  if (personId) return { kind: 'person', id: personId, name: personName ?? '' }
  return { kind: 'platform' }
}

/** The visible characters in order, each run with the client id that inserted it. */
function writtenRuns(updates: readonly Uint8Array[]): { clientId: number; text: string }[] {
  const doc = new Y.Doc({ gc: true })
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    const runs: { clientId: number; text: string }[] = []
    for (let item = doc.getText(textRoot)._start; item; item = item.right)
      if (!item.deleted && item.content instanceof Y.ContentString)
        runs.push({ clientId: item.id.client, text: item.content.str })
    return runs
  } finally {
    doc.destroy()
  }
}
