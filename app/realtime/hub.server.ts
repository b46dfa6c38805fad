import { refused } from '~/contracts/documents'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import type { ParagraphId } from '~/domain/ids'
import type { Log } from '~/log.server'
import { type Conn, isUniqueViolation, type Store } from '~db/store'
import { type LogRow, wordings } from '~db/stores/wordings'
import type { ReadAccess } from './access.server'
import { together } from './fan-out.server'
import { flushPace } from './flush-pace.server'
import {
  addRow,
  type LiveText,
  liveText,
  mergeUpdates,
  type Pending,
  snapshotOf,
  startFromSnapshot,
} from './live-text.server'

const snapshotRows = 200
const snapshotBytes = 64 * 1024
/** What one row may hold; the rest goes with the next commit. */
const rowBytes = 512 * 1024
const attempts = 5

export interface Hub {
  /** The text in memory, loaded if it is not; it stays until released as often as held. */
  hold(id: ParagraphId): Promise<LiveText>
  release(text: LiveText): void
  /** Queue an update that has passed the gate: committed, then shown to everybody, then answered. */
  submit(text: LiveText, pending: Pending): void
  /** Take in rows that another process, or a command, has committed. */
  catchUp(): Promise<void>
  /** Commit what waits and stop. */
  close(): Promise<void>
}

interface HubOptions {
  store: Store
  now(): Date
  log: Log
  readAccess: ReadAccess
  /** A row has been committed. */
  publish(text: LiveText, row: Pick<LogRow, 'seq' | 'count' | 'update'>): void
}

/** The texts that somebody has open, and the one queue through which all their changes are committed. */
export function openHub({ store, now, log, readAccess, publish }: HubOptions): Hub {
  const texts = new Map<ParagraphId, Promise<LiveText>>()
  const loaded = new Map<ParagraphId, LiveText>()
  const dirty = new Set<LiveText>()
  const snapshots = new Set<Promise<void>>()
  const pace = flushPace()
  let working: Promise<void> = Promise.resolve()
  let scheduled = false
  let closed = false

  /** Commits and catching up change `seq`, so they go one after the other. */
  const alone = (fn: () => Promise<void>) => {
    working = working.then(fn).catch((err: unknown) => log.error({ err }, 'live text failed'))
    return working
  }

  function schedule() {
    if (scheduled || dirty.size === 0) return
    scheduled = true
    pace.soon(() => {
      void alone(async () => {
        scheduled = false
        await flush(take(dirty))
        pace.ended()
        schedule()
      })
    })
  }

  async function flush(batch: Batch[]) {
    for (let attempt = 1; batch.length > 0; attempt++) {
      const done = await tryCommit({ store, log, readAccess }, batch, now())
      if (done.is === 'committed') return finish(done.outcomes)
      if (done.is === 'failed' || attempt === attempts) return giveUp(batch)
      for (const { text } of batch) await catchUpText(text)
    }
  }

  function finish(outcomes: Outcome[]) {
    for (const { text, row, answers } of outcomes) {
      if (row) takeIn(text, row)
      together(
        answers.map(({ entry }) => entry.to),
        () => {
          for (const { entry, code } of answers)
            entry.answer(code ? refused(code) : { ok: true, seq: text.seq })
        },
      )
      release(text)
    }
  }

  function takeIn(text: LiveText, row: Pick<LogRow, 'seq' | 'count' | 'update'>) {
    addRow(text, row)
    publish(text, row)
    if (text.tail.length > snapshotRows || text.tailBytes > snapshotBytes) snapshot(text)
  }

  function giveUp(batch: Batch[]) {
    for (const { text, entries } of batch) {
      for (const entry of entries) entry.answer(refused('try-again'))
      release(text)
    }
  }

  function snapshot(text: LiveText) {
    const made = snapshotOf(text)
    startFromSnapshot(text, made)
    const saved = store
      .tx((c) => wordings(c).saveSnapshot(text.id, made.seq, made.update), 'text')
      .catch((err: unknown) => log.error({ err }, 'a snapshot was not stored'))
      .finally(() => snapshots.delete(saved))
    snapshots.add(saved)
  }

  async function catchUpText(text: LiveText) {
    if ((await wordings(store.read).head(text.id)) === text.seq) return
    for (const row of await wordings(store.read).since(text.id, text.seq)) takeIn(text, row)
  }

  async function hold(id: ParagraphId): Promise<LiveText> {
    const loading = texts.get(id) ?? load(id)
    texts.set(id, loading)
    const text = await loading
    // it may have been let go between loading and now
    if (texts.get(id) !== loading) return hold(id)
    text.holds++
    return text
  }

  function release(text: LiveText) {
    text.holds--
    if (text.holds > 0 || text.pending.length > 0) return
    texts.delete(text.id)
    loaded.delete(text.id)
  }

  async function load(id: ParagraphId): Promise<LiveText> {
    try {
      const text = liveText(id, (await wordings(store.read).load([id])).get(id)!)
      loaded.set(id, text)
      return text
    } catch (e) {
      texts.delete(id)
      throw e
    }
  }

  return {
    hold,
    release,
    submit(text, entry) {
      if (closed) return entry.answer(refused('try-again'))
      text.pending.push(entry)
      dirty.add(text)
      schedule()
    },
    catchUp: () =>
      alone(async () => {
        for (const text of [...loaded.values()]) await catchUpText(text)
      }),
    async close() {
      closed = true
      while (dirty.size > 0 || scheduled) {
        await new Promise((resolve) => setImmediate(resolve))
        await working
      }
      await working
      await Promise.all(snapshots)
    },
  }
}

interface Batch {
  text: LiveText
  entries: Pending[]
}

interface Outcome {
  text: LiveText
  row: LogRow | null
  answers: { entry: Pending; code: DocumentRefusal | null }[]
}

/** Empty the queues, up to what a row may hold. The texts are held until they are answered. */
function take(dirty: Set<LiveText>): Batch[] {
  return [...dirty].map((text) => {
    let bytes = 0
    let n = 0
    while (n < text.pending.length && (n === 0 || bytes + text.pending[n]!.bytes.length <= rowBytes))
      bytes += text.pending[n++]!.bytes.length
    const entries = text.pending.splice(0, n)
    text.holds++
    if (text.pending.length === 0) dirty.delete(text)
    return { text, entries }
  })
}

type Tried = { is: 'committed'; outcomes: Outcome[] } | { is: 'overtaken' } | { is: 'failed' }

type Tools = Pick<HubOptions, 'store' | 'log' | 'readAccess'>

async function tryCommit(tools: Tools, batch: Batch[], now: Date): Promise<Tried> {
  const { store, log } = tools
  try {
    const outcomes = await store.tx((c) => commit(c, tools, batch, now), 'text')
    return outcomes ? { is: 'committed', outcomes } : { is: 'overtaken' }
  } catch (err) {
    if (isUniqueViolation(err)) return { is: 'overtaken' }
    log.error({ err }, 'changes to live text were not stored')
    return { is: 'failed' }
  }
}

/** D4: one transaction for all texts; null when another process has written to one of them meanwhile. */
async function commit(
  c: Conn,
  { store, readAccess }: Tools,
  batch: Batch[],
  now: Date,
): Promise<Outcome[] | null> {
  const seenAt = store.changes?.() ?? null
  const access = await readAccess(c, {
    paragraphs: batch.map((b) => b.text.id),
    speakers: batch.flatMap((b) => b.entries.map((e) => e.by)),
    now,
    hold: true,
  })
  const outcomes: Outcome[] = []
  for (const { text, entries } of batch) {
    // nobody but this hub has written since the end of the log was last seen
    if (seenAt === null || text.seenAt !== seenAt) {
      if ((await wordings(c).head(text.id)) !== text.seq) return null
      text.seenAt = seenAt
    }
    const outcome = decide(text, entries, (by) => {
      const may = access.may(by, 'write', text.id)
      return may.ok ? null : may.error
    })
    if (outcome.row) await wordings(c).append({ ...outcome.row, at: now })
    outcomes.push(outcome)
  }
  return outcomes
}

/** Which of the waiting updates become part of the log, in the order they came. */
function decide(
  text: LiveText,
  entries: Pending[],
  forbidden: (by: Pending['by']) => DocumentRefusal | null,
): Outcome {
  const clocks = new Map<number, number>()
  const accepted: Pending[] = []
  const answers = entries.map((entry) => {
    const at = clocks.get(entry.clientId) ?? text.clocks.get(entry.clientId) ?? 0
    // what a broken connection made somebody send twice is acknowledged without a row
    if (entry.next <= at && entry.next > entry.from) return { entry, code: null }
    const code = forbidden(entry.by)
    if (code) return { entry, code }
    if (entry.from !== at) return { entry, code: 'out-of-order' as const }
    clocks.set(entry.clientId, entry.next)
    accepted.push(entry)
    return { entry, code: null }
  })
  return { text, row: accepted.length > 0 ? rowOf(text, accepted) : null, answers }
}

function rowOf(text: LiveText, accepted: Pending[]): LogRow {
  return {
    paragraphId: text.id,
    seq: text.seq + 1,
    count: accepted.length,
    update: mergeUpdates(accepted.map((e) => e.bytes)),
    authors: authorsOf(accepted),
  }
}

/** Runs of updates by the same writer. */
function authorsOf(accepted: Pending[]): LogRow['authors'] {
  const authors: LogRow['authors'] = []
  for (const { by, clientId } of accepted) {
    const last = authors[authors.length - 1]
    if (last?.clientId === clientId) last.count++
    else authors.push({ personId: by.personId, clientId, count: 1 })
  }
  return authors
}
