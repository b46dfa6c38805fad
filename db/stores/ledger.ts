import { createHash } from 'node:crypto'
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, max, or, sql } from 'drizzle-orm'
import { encodeEntry } from '~/domain/ledger/canonical'
import type { EntryBody } from '~/domain/ledger/entry'
import { leafHash, nodeHash } from '~/domain/ledger/merkle'
import type { Conn, Store } from '../store'

export const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

const sequenceBatch = 1_000
const running = new WeakMap<Store, Promise<unknown>>()

export interface NodeAt {
  level: number
  index: number
}

export const ledger = (c: Conn) => ({
  /** Write an entry inside the running transaction; returns its row number. Refuses (throws) what is not canonical. */
  async append(body: EntryBody): Promise<number> {
    const bytes = encodeEntry(body)
    const [row] = await c.prep('ledger.append', (q, t) =>
      q
        .insert(t.ledgerEntry)
        .values({
          type: sql.placeholder('type'),
          subject: sql.placeholder('subject'),
          at: sql.placeholder('at'),
          body: sql.placeholder('body'),
          leaf: sql.placeholder('leaf'),
        })
        .returning({ seq: t.ledgerEntry.seq }),
    )({
      type: body.t,
      subject: body.on,
      at: new Date(body.at),
      body: new TextDecoder().decode(bytes),
      leaf: leafHash(sha256, bytes),
    })
    // one writer: the index is known at once. PostgreSQL must not make writers wait for each other here.
    if (c.engine === 'sqlite') await sequence(c)
    return row!.seq
  },

  /** The index of a committed row, sequencing on PostgreSQL whatever is waiting. */
  async settle(store: Store, seq: number): Promise<number> {
    const known = async () => {
      const [row] = await store.read.prep('ledger.indexOf', (q, t) =>
        q
          .select({ index: t.ledgerEntry.index })
          .from(t.ledgerEntry)
          .where(eq(t.ledgerEntry.seq, sql.placeholder('seq'))),
      )({ seq })
      return row?.index ?? null
    }
    for (;;) {
      const index = await known()
      if (index !== null) return index
      await sequenceAll(store)
    }
  },

  /** How many entries the tree has. */
  async size(): Promise<number> {
    const [row] = await c.prep('ledger.size', (q, t) =>
      q.select({ top: max(t.ledgerEntry.index) }).from(t.ledgerEntry),
    )()
    return row?.top == null ? 0 : Number(row.top) + 1
  },

  find: (index: number) =>
    c.q
      .select()
      .from(c.t.ledgerEntry)
      .where(eq(c.t.ledgerEntry.index, index))
      .then((r) => r[0] ?? null),

  /** What was recorded about a subject at an instant, under any of the names; in order. */
  at: (subject: string, at: Date, types: readonly string[]) =>
    c.q
      .select()
      .from(c.t.ledgerEntry)
      .where(
        and(
          eq(c.t.ledgerEntry.subject, subject),
          eq(c.t.ledgerEntry.at, at),
          inArray(c.t.ledgerEntry.type, [...types]),
        ),
      )
      .orderBy(asc(c.t.ledgerEntry.seq)),

  /** What was recorded about a subject after an entry, under any of the names; in order. */
  async after(subject: string, index: number, types: readonly string[]) {
    const { ledgerEntry: e } = c.t
    const named = await ledger(c).find(index)
    return c.q
      .select({ type: e.type, body: e.body })
      .from(e)
      .where(and(eq(e.subject, subject), gt(e.seq, named!.seq), inArray(e.type, [...types])))
      .orderBy(asc(e.seq))
  },

  /** Newest first, before the given index. */
  page: (before: number, n: number, subject?: string) =>
    c.q
      .select()
      .from(c.t.ledgerEntry)
      .where(
        and(lt(c.t.ledgerEntry.index, before), subject ? eq(c.t.ledgerEntry.subject, subject) : undefined),
      )
      .orderBy(desc(c.t.ledgerEntry.index))
      .limit(n),

  /** In order, from the given index on. */
  since: (from: number, n: number) =>
    c.q
      .select()
      .from(c.t.ledgerEntry)
      .where(and(isNotNull(c.t.ledgerEntry.index), gte(c.t.ledgerEntry.index, from)))
      .orderBy(asc(c.t.ledgerEntry.index))
      .limit(n),

  /** Whether any entry from the given index on is about one of the subjects ('all' is every subject). */
  async touched(subjects: readonly string[], from: number): Promise<boolean> {
    const { ledgerEntry: e } = c.t
    const about = subjects.includes('all') ? undefined : inArray(e.subject, [...subjects])
    const [row] = await c.q
      .select({ seq: e.seq })
      .from(e)
      .where(and(gte(e.index, from), about))
      .limit(1)
    return row !== undefined
  },

  /** The hashes of complete subtrees, in the order asked for. Level 0 is the leaves. */
  async nodes(wanted: readonly NodeAt[]): Promise<Uint8Array[]> {
    const { ledgerEntry: e, ledgerNode: n } = c.t
    const leaves = wanted.filter((w) => w.level === 0).map((w) => w.index)
    const inner = wanted.filter((w) => w.level > 0)
    const found = new Map<string, Uint8Array>()
    if (leaves.length)
      for (const r of await c.q
        .select({ index: e.index, leaf: e.leaf })
        .from(e)
        .where(inArray(e.index, leaves)))
        found.set(`0/${r.index}`, r.leaf)
    if (inner.length)
      for (const r of await c.q
        .select()
        .from(n)
        .where(or(...inner.map((w) => and(eq(n.level, w.level), eq(n.index, w.index))))))
        found.set(`${r.level}/${r.index}`, r.hash)
    return wanted.map((w) => {
      const hash = found.get(`${w.level}/${w.index}`)
      if (!hash) throw new Error(`ledger node ${w.level}/${w.index} is missing`)
      return hash
    })
  },

  latestCheckpoint: () =>
    c.q
      .select()
      .from(c.t.ledgerCheckpoint)
      .orderBy(desc(c.t.ledgerCheckpoint.size))
      .limit(1)
      .then((r) => r[0] ?? null),

  async addCheckpoint(size: number, note: string, at: Date) {
    await c.q.insert(c.t.ledgerCheckpoint).values({ size, note, at }).onConflictDoNothing()
  },
})

/** Give every waiting row its index; one batch after the other, one sequencer at a time in this process. */
export async function sequenceAll(store: Store): Promise<void> {
  const earlier = running.get(store)
  if (earlier) {
    await earlier
    return
  }
  const run = (async () => {
    while ((await store.tx(sequence)) === sequenceBatch);
  })()
  running.set(store, run)
  try {
    await run
  } finally {
    running.delete(store)
  }
}

async function sequence(c: Conn): Promise<number> {
  if (c.engine === 'pg') await c.rows(sql`select pg_advisory_xact_lock(7306)`)
  const waiting = await c.prep('ledger.waiting', (q, t) =>
    q
      .select({ seq: t.ledgerEntry.seq, leaf: t.ledgerEntry.leaf })
      .from(t.ledgerEntry)
      .where(isNull(t.ledgerEntry.index))
      .orderBy(asc(t.ledgerEntry.seq))
      .limit(sequenceBatch),
  )()
  const setIndex = c.prep('ledger.setIndex', (q, t) =>
    q
      .update(t.ledgerEntry)
      .set({ index: sql`${sql.placeholder('index')}` })
      .where(eq(t.ledgerEntry.seq, sql.placeholder('seq'))),
  )
  let index = waiting.length ? await ledger(c).size() : 0
  for (const { seq, leaf } of waiting) {
    await addNodes(c, index, leaf)
    await setIndex({ seq, index })
    index++
  }
  return waiting.length
}

/** Store each subtree that the new leaf completes: a right child completes its parent, and so on up. */
async function addNodes(c: Conn, leafIndex: number, leaf: Uint8Array) {
  const addNode = c.prep('ledger.addNode', (q, t) =>
    q.insert(t.ledgerNode).values({
      level: sql.placeholder('level'),
      index: sql.placeholder('index'),
      hash: sql.placeholder('hash'),
    }),
  )
  let hash = leaf
  for (let level = 0, index = leafIndex; index % 2 === 1; level++, index = (index - 1) / 2) {
    const [left] = await ledger(c).nodes([{ level, index: index - 1 }])
    hash = nodeHash(sha256, left!, hash)
    await addNode({ level: level + 1, index: (index - 1) / 2, hash })
  }
}
