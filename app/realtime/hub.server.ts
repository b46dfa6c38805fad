import type { Deps } from '~/commands/deps.server'
import { refused, type UpdateAnswer } from '~/contracts/documents'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import type { SuggestionOwner } from '~/domain/documents/suggestion'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import type { Log } from '~/log.server'
import { type Conn, isUniqueViolation, type Store } from '~db/store'
import { type LogRow, wordings } from '~db/stores/wordings'
import type { AccessNowRead, ReadAccess, Speaker } from './access.server'
import { openCompactor } from './compactor.server'
import { together } from './fan-out.server'
import { flushPace } from './flush-pace.server'
import {
  addRow,
  askedOf,
  type LiveText,
  liveText,
  mergeUpdates,
  type Pending,
  startFromSnapshot,
  updatesSince,
  wantsSnapshot,
} from './live-text.server'
import { mergeParts } from './merge-updates'
import { openFork } from './open-fork.server'
import { textLog } from './text-log.server'

/** What one row may hold; the rest goes with the next commit. */
const rowBytes = 512 * 1024
const attempts = 5

export interface Hub {
  /**
   * The text in memory, loaded if it is not; it stays until released as often as held. `owner`: of a
   * suggestion; `opened`: whether it is there, or the first words are to open it.
   */
  hold(name: TextName, suggestion?: Suggested): Promise<LiveText>
  release(text: LiveText): void
  /** Queue an update that has passed the gate: committed, then shown to everybody, then answered. */
  submit(text: LiveText, pending: Pending): void
  /** Take in rows that another process, or a command, has committed. */
  catchUp(): Promise<void>
  /** Commit what waits and stop. */
  close(): Promise<void>
}

export interface Suggested {
  owner: SuggestionOwner
  opened: boolean
}

interface HubOptions {
  deps: Deps
  log: Log
  readAccess: ReadAccess
  /** A row has been committed. */
  publish(text: LiveText, row: Pick<LogRow, 'seq' | 'count' | 'update'>): void
}

/** The texts that somebody has open, and the one queue through which all their changes are committed. */
export function openHub({ deps, log, readAccess, publish }: HubOptions): Hub {
  const { store, now } = deps
  const texts = new Map<TextId, Promise<LiveText>>()
  const loaded = new Map<TextId, LiveText>()
  const dirty = new Set<LiveText>()
  const snapshots = new Set<Promise<void>>()
  const pace = flushPace()
  const compactor = openCompactor()
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
        const waiting = take(dirty)
        await flush(waiting)
        pace.ended(perWriter(waiting))
        schedule()
      })
    })
  }

  async function flush(waiting: Batch[]) {
    const batch: Batch[] = []
    for (const one of waiting) if (!(await openFirst(one))) batch.push(one)
    for (let attempt = 1; batch.length > 0; attempt++) {
      const done = await tryCommit({ store, log, readAccess }, batch, now())
      if (done.is === 'committed') return finish(done.outcomes)
      if (done.is === 'failed' || attempt === attempts) return giveUp(batch)
      for (const { text } of batch) await catchUpText(text)
    }
  }

  /** Whether the words have been dealt with: those that open a suggestion are a command of their own. */
  async function openFirst(batch: Batch): Promise<boolean> {
    const { text, entries } = batch
    if (text.fork?.opened !== false) return false
    try {
      const speakers = entries.map((entry) => entry.by)
      const access = await readAccess(store.read, { texts: [text.name], speakers, now: now() })
      const outcome = decide(text, entries, refusalBy(access, text))
      const ref = access.normRef(text.name.paragraphId) ?? ''
      const code = outcome.row && (await openFork(deps, text, ref, outcome.row))
      if (code === 'already-open') return false
      finish([code ? refusedOutcome(outcome, code) : outcome])
    } catch (err) {
      log.error({ err }, 'a suggestion could not be opened')
      giveUp([batch])
    }
    return true
  }

  function finish(outcomes: Outcome[]) {
    for (const { text, row, accepted, answers } of outcomes) {
      if (row) addRow(text, row, accepted)
      const stored: UpdateAnswer = { ok: true, seq: text.seq }
      together(() => {
        for (const { entry, code } of answers) entry.answer(code ? refused(code) : stored)
        if (row) publish(text, row)
      })
      if (wantsSnapshot(text)) snapshot(text)
      release(text)
    }
  }

  function giveUp(batch: Batch[]) {
    for (const { text, entries } of batch) {
      for (const entry of entries) entry.answer(refused('try-again'))
      release(text)
    }
  }

  /** What is committed meanwhile stays in the tail. */
  function snapshot(text: LiveText) {
    let { seq } = text
    const gather = () => {
      seq = text.seq
      return updatesSince(text, null)
    }
    // the rows of a suggestion are few and stay as they are
    if (text.fork) return startFromSnapshot(text, { seq, update: mergeUpdates(gather()) })
    text.compacting = true
    const saved = compactor
      .compact(gather)
      .then(async (update) => {
        if (!update) return
        startFromSnapshot(text, { seq, update })
        text.compacting = false
        await store.tx((c) => wordings(c).saveSnapshot(text.name.paragraphId, seq, update), 'text')
        // nothing more may come that would ask for the next one
        if (wantsSnapshot(text)) snapshot(text)
      })
      .catch((err: unknown) => log.error({ err }, 'a snapshot was not made'))
      .finally(() => snapshots.delete(saved))
    snapshots.add(saved)
  }

  async function catchUpText(text: LiveText) {
    const stored = textLog(store.read, text.name)
    if ((await stored.head()) === text.seq) return
    for (const row of await stored.since(text.seq)) {
      addRow(text, row)
      publish(text, row)
    }
    if (wantsSnapshot(text)) snapshot(text)
  }

  async function hold(name: TextName, suggestion?: Suggested): Promise<LiveText> {
    const id = textId(name)
    const loading = texts.get(id) ?? load(name, suggestion)
    texts.set(id, loading)
    const text = await loading
    // it may have been let go between loading and now
    if (texts.get(id) !== loading) return hold(name, suggestion)
    text.holds++
    return text
  }

  function release(text: LiveText) {
    text.holds--
    if (text.holds > 0 || text.pending.length > 0) return
    texts.delete(text.id)
    loaded.delete(text.id)
    if (text.fork) release(text.fork.body)
  }

  async function load(name: TextName, suggestion?: Suggested): Promise<LiveText> {
    const { paragraphId, suggestionId } = name
    let body: LiveText | null = null
    try {
      if (suggestionId) body = await hold({ paragraphId })
      const fork = body && { ...suggestion!, body }
      const text = liveText(name, await textLog(store.read, name).load(), fork)
      loaded.set(text.id, text)
      return text
    } catch (e) {
      texts.delete(textId(name))
      if (body) release(body)
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
      await compactor.close()
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
  /** What the row is made of. */
  accepted: readonly Pending[]
  answers: { entry: Pending; code: DocumentRefusal | null }[]
}

/** Empty the queues, up to what a row may hold. The texts are held until they are answered. */
function take(dirty: Set<LiveText>): Batch[] {
  return [...dirty].map((text) => {
    let bytes = 0
    let n = 0
    while (
      n < text.pending.length &&
      (n === 0 || (bytes + text.pending[n]!.bytes.length <= rowBytes && fits(text, n)))
    )
      bytes += text.pending[n++]!.bytes.length
    const entries = text.pending.splice(0, n)
    text.holds++
    if (text.pending.length === 0) dirty.delete(text)
    return { text, entries }
  })
}

function perWriter(batches: Batch[]): number {
  const writers = new Set<number>()
  let changes = 0
  for (const { entries } of batches) {
    changes += entries.length
    for (const { clientId } of entries) writers.add(clientId)
  }
  return changes / Math.max(1, writers.size)
}

/** A row of a suggestion's log is one writer's. */
const fits = ({ fork, pending }: LiveText, n: number) =>
  !fork || pending[n]!.clientId === pending[0]!.clientId

type Tried = { is: 'committed'; outcomes: Outcome[] } | { is: 'overtaken' } | { is: 'failed' }

type Tools = Pick<HubOptions, 'log' | 'readAccess'> & { store: Store }

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
    texts: batch.map((b) => b.text.name),
    speakers: [...new Set(batch.flatMap((b) => b.entries.map((e) => e.by)))],
    now,
    hold: true,
  })
  const outcomes: Outcome[] = []
  for (const { text, entries } of batch) {
    // nobody but this hub has written since the end of the log was last seen
    if (seenAt === null || text.seenAt !== seenAt) {
      if ((await textLog(c, text.name).head()) !== text.seq) return null
      text.seenAt = seenAt
    }
    const outcome = decide(text, entries, refusalBy(access, text))
    if (outcome.row) await textLog(c, text.name).append(outcome.row, now)
    outcomes.push(outcome)
  }
  return outcomes
}

/** Why somebody may not write, asked once for each of them. */
function refusalBy(access: AccessNowRead, text: LiveText) {
  const asked = askedOf(text)
  const known = new Map<Speaker, DocumentRefusal | null>()
  return (by: Speaker) => {
    let code = known.get(by)
    if (code === undefined) {
      const may = access.may(by, 'write', asked)
      code = may.ok ? null : may.error
      known.set(by, code)
    }
    return code
  }
}

const refusedOutcome = ({ text, answers }: Outcome, refusal: DocumentRefusal): Outcome => ({
  text,
  row: null,
  accepted: [],
  answers: answers.map(({ entry, code }) => ({ entry, code: code ?? refusal })),
})

/** Which of the waiting updates become part of the log, in the order they came. */
function decide(
  text: LiveText,
  entries: Pending[],
  forbidden: (by: Speaker) => DocumentRefusal | null,
): Outcome {
  const clocks = new Map<number, number>()
  const accepted: Pending[] = []
  const answers = entries.map((entry) => {
    const at = clocks.get(entry.clientId) ?? text.counts.clocks.get(entry.clientId) ?? 0
    // what a broken connection made somebody send twice is acknowledged without a row
    if (entry.next <= at && entry.next > entry.from) return { entry, code: null }
    const code = forbidden(entry.by)
    if (code) return { entry, code }
    if (entry.from !== at) return { entry, code: 'out-of-order' as const }
    clocks.set(entry.clientId, entry.next)
    accepted.push(entry)
    return { entry, code: null }
  })
  return { text, row: accepted.length > 0 ? rowOf(text, accepted) : null, accepted, answers }
}

function rowOf(text: LiveText, accepted: Pending[]): LogRow {
  return {
    paragraphId: text.name.paragraphId,
    seq: text.seq + 1,
    count: accepted.length,
    // one alone is copied: what came is part of a larger buffer that it would keep
    update: accepted.length === 1 ? Uint8Array.from(accepted[0]!.bytes) : mergeParts(accepted),
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
