import { diffWordsWithSpace } from 'diff'
import { and, asc, desc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import type { Conn } from '../store'
import { readOnce } from './read-texts'

/** The root type of every wording: one flat text. */
export const textRoot = 't'

/** The Yjs client id of a paragraph's founding text. Leases are drawn above `leaseFloor`, so nobody else gets it. */
export const foundingClientId = 1
export const leaseFloor = 1 << 16

/** One row of the log: `count` updates from `seq` on, merged. */
export type LogRow = Pick<
  Conn['t']['docUpdate']['$inferSelect'],
  'paragraphId' | 'seq' | 'count' | 'update' | 'authors'
>

/** What a paragraph's log amounts to: the snapshot, then the rows after it, oldest first. */
export interface Wording {
  snapshot: { seq: number; update: Uint8Array } | null
  rows: Pick<LogRow, 'seq' | 'count' | 'update'>[]
}

/** Whom new words are credited to. */
export interface Writer {
  personId: PersonId | null
  delegationId?: DelegationId | null
}

export const updatesOf = ({ snapshot, rows }: Wording): Uint8Array[] => [
  ...(snapshot ? [snapshot.update] : []),
  ...rows.map((row) => row.update),
]

const idsPerQuery = 200

export const wordings = (c: Conn) => ({
  /** The live text as committed now; '' when nothing was ever written. */
  async text(paragraphId: ParagraphId): Promise<string> {
    return (await wordings(c).texts([paragraphId])).get(paragraphId)!
  },

  /** The live texts of many paragraphs; every id asked for is in the answer. */
  async texts(paragraphIds: readonly ParagraphId[]): Promise<Map<ParagraphId, string>> {
    const found = await wordings(c).load(paragraphIds)
    return new Map(
      paragraphIds.map((id) => {
        const updates = updatesOf(found.get(id)!)
        return [id, readOnce(updates, () => readText(updates))]
      }),
    )
  },

  /** The founding text of a new paragraph, one line; the log must still be empty. */
  async create(paragraphId: ParagraphId, text: string, by: Writer & { at: Date }) {
    const { personId, delegationId = null, at } = by
    await c.q
      .insert(c.t.clientLease)
      .values({ paragraphId, clientId: foundingClientId, personId, delegationId, at })
    if (text === '') return
    const authors = [{ personId: by.personId, clientId: foundingClientId, count: 1 }]
    const update = foundingUpdate(text)
    await wordings(c).append({ paragraphId, seq: 1, count: 1, update, authors, at: by.at })
  },

  /**
   * An edit made by the server for somebody: the live text becomes `text`, and only words that differ are touched.
   * `clientId`: drawn for this edit, above the floor; false when it was drawn before, and nothing is changed.
   */
  async revise(
    paragraphId: ParagraphId,
    text: string,
    { personId, delegationId = null, clientId, at }: Writer & { clientId: number; at: Date },
  ): Promise<boolean> {
    const found = (await wordings(c).load([paragraphId])).get(paragraphId)!
    const update = revision(updatesOf(found), text, clientId)
    if (!update) return true
    if (!(await wordings(c).addLease({ paragraphId, clientId, personId, delegationId, at }))) return false
    const seq = (await wordings(c).head(paragraphId)) + 1
    const authors = [{ personId, clientId, count: 1 }]
    await wordings(c).append({ paragraphId, seq, count: 1, update, authors, at })
    return true
  },

  /** Snapshots and tails of many logs at once. */
  async load(paragraphIds: readonly ParagraphId[]): Promise<Map<ParagraphId, Wording>> {
    const found = new Map<ParagraphId, Wording>(paragraphIds.map((id) => [id, { snapshot: null, rows: [] }]))
    for (let i = 0; i < paragraphIds.length; i += idsPerQuery)
      await loadSome(c, paragraphIds.slice(i, i + idsPerQuery), found)
    return found
  },

  /** The log after update number `seq`, oldest first. */
  since: (paragraphId: ParagraphId, seq: number) =>
    c.prep('wordings.since', (q, t) =>
      q
        .select({
          paragraphId: t.docUpdate.paragraphId,
          seq: t.docUpdate.seq,
          count: t.docUpdate.count,
          update: t.docUpdate.update,
          authors: t.docUpdate.authors,
        })
        .from(t.docUpdate)
        .where(
          and(
            eq(t.docUpdate.paragraphId, sql.placeholder('paragraphId')),
            gt(sql`${t.docUpdate.seq} + ${t.docUpdate.count} - 1`, sql.placeholder('seq')),
          ),
        )
        .orderBy(asc(t.docUpdate.seq)),
    )({ paragraphId, seq }),

  /** The number of the last committed update; 0 when there is none. */
  async head(paragraphId: ParagraphId): Promise<number> {
    const [last] = await c.prep('wordings.head', (q, t) =>
      q
        .select({ seq: t.docUpdate.seq, count: t.docUpdate.count })
        .from(t.docUpdate)
        .where(eq(t.docUpdate.paragraphId, sql.placeholder('paragraphId')))
        .orderBy(desc(t.docUpdate.seq))
        .limit(1),
    )({ paragraphId })
    return last ? last.seq + last.count - 1 : 0
  },

  /** The row whose last update has this number; null: no row ends there. */
  async rowEndingAt(paragraphId: ParagraphId, seq: number): Promise<Uint8Array | null> {
    const [row] = await c.prep('wordings.rowEndingAt', (q, t) =>
      q
        .select({ seq: t.docUpdate.seq, count: t.docUpdate.count, update: t.docUpdate.update })
        .from(t.docUpdate)
        .where(
          and(
            eq(t.docUpdate.paragraphId, sql.placeholder('paragraphId')),
            lte(t.docUpdate.seq, sql.placeholder('seq')),
          ),
        )
        .orderBy(desc(t.docUpdate.seq))
        .limit(1),
    )({ paragraphId, seq })
    return row && row.seq + row.count - 1 === seq ? row.update : null
  },

  /** Throws a unique violation when another process has written this number. */
  async append(row: LogRow & { at: Date }) {
    await c.prep('wordings.append', (q, t) =>
      q.insert(t.docUpdate).values({
        paragraphId: sql.placeholder('paragraphId'),
        seq: sql.placeholder('seq'),
        count: sql.placeholder('count'),
        update: sql.placeholder('update'),
        authors: sql.placeholder('authors'),
        at: sql.placeholder('at'),
      }),
    )({ ...row })
  },

  /** Replace the snapshot by one that covers more. */
  async saveSnapshot(paragraphId: ParagraphId, seq: number, state: Uint8Array) {
    const { docSnapshot: s } = c.t
    await c.q
      .insert(s)
      .values({ paragraphId, seq, state })
      .onConflictDoUpdate({ target: s.paragraphId, set: { seq, state }, setWhere: sql`${s.seq} < ${seq}` })
  },

  /** Where paragraphs stand: what access to them depends on. */
  async places(paragraphIds: readonly ParagraphId[]) {
    const { paragraph: p, norm: n, version: v } = c.t
    const rows = await c.q
      .select({
        id: p.id,
        removedAt: p.removedAt,
        state: p.state,
        normId: n.id,
        normRef: n.ref,
        forumId: n.forumId,
        stage: n.stage,
        versions: sql<number>`(select count(*) from ${v} where ${v.normId} = ${n.id})`,
      })
      .from(p)
      .innerJoin(n, eq(n.id, p.normId))
      .where(inArray(p.id, [...paragraphIds]))
    return new Map(
      rows.map(({ removedAt, versions, ...row }) => [
        row.id,
        { ...row, removed: removedAt !== null, frozen: Number(versions) > 0 },
      ]),
    )
  },

  lease: (paragraphId: ParagraphId, clientId: number) =>
    c.q
      .select()
      .from(c.t.clientLease)
      .where(and(eq(c.t.clientLease.paragraphId, paragraphId), eq(c.t.clientLease.clientId, clientId)))
      .then((r) => r[0] ?? null),

  /** False when the paragraph has seen this client id already. */
  addLease: (row: Conn['t']['clientLease']['$inferInsert']) =>
    c.q
      .insert(c.t.clientLease)
      .values(row)
      .onConflictDoNothing()
      .returning({ clientId: c.t.clientLease.clientId })
      .then((r) => r.length === 1),
})

async function loadSome(c: Conn, ids: readonly ParagraphId[], found: Map<ParagraphId, Wording>) {
  const { docUpdate: u, docSnapshot: s } = c.t
  for (const { paragraphId, seq, state } of await c.q
    .select()
    .from(s)
    .where(inArray(s.paragraphId, [...ids])))
    found.set(paragraphId, { snapshot: { seq, update: state }, rows: [] })
  // between the two reads the log may only have grown, and a row the snapshot covers already is harmless
  const whole = ids.filter((id) => !found.get(id)!.snapshot)
  const after = ids.flatMap((id) => {
    const { snapshot } = found.get(id)!
    return snapshot ? [and(eq(u.paragraphId, id), gt(u.seq, snapshot.seq))] : []
  })
  for (const { paragraphId, ...row } of await c.q
    .select({ paragraphId: u.paragraphId, seq: u.seq, count: u.count, update: u.update })
    .from(u)
    .where(or(inArray(u.paragraphId, whole), ...after))
    .orderBy(asc(u.paragraphId), asc(u.seq)))
    found.get(paragraphId)!.rows.push(row)
}

export function readText(updates: readonly Uint8Array[]): string {
  if (updates.length === 0) return ''
  return withDoc(updates, (doc) => doc.getText(textRoot).toString())
}

function withDoc<T>(updates: readonly Uint8Array[], read: (doc: Y.Doc) => T): T {
  const doc = new Y.Doc({ gc: true })
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return read(doc)
  } finally {
    doc.destroy()
  }
}

/** The update that turns the text into another, word by word; null when it says that already. */
function revision(updates: readonly Uint8Array[], wanted: string, clientId: number): Uint8Array | null {
  return withDoc(updates, (doc) => {
    const text = doc.getText(textRoot)
    const made: Uint8Array[] = []
    doc.clientID = clientId
    doc.on('update', (update) => made.push(update))
    doc.transact(() => {
      let at = 0
      for (const { value, added, removed } of diffWordsWithSpace(text.toString(), wanted)) {
        if (removed) text.delete(at, value.length)
        else if (added) text.insert(at, value)
        if (!removed) at += value.length
      }
    })
    return made[0] ?? null
  })
}

function foundingUpdate(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = foundingClientId
  doc.getText(textRoot).insert(0, text)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
