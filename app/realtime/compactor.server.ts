import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '~db/root'

interface Asked {
  resolve(update: Uint8Array): void
  reject(err: unknown): void
}

interface Answer {
  id: number
  update?: Uint8Array
  error?: unknown
}

/** The thread rests so many times what its last text took: it may have to share one core with everybody who types. */
const rests = 8
/** And no longer: who joins is sent all that is waiting to be put together. */
const restAtMostMs = 1_000

/** On closing, what waits is still done, so that whoever comes after a restart is sent less; but not for longer. */
const closesWithinMs = 2_000

/**
 * Puts the updates of texts together beside the event loop, in a thread that is started for the first of them. One text
 * after the other.
 */
export function openCompactor() {
  const waiting = new Map<number, Asked>()
  let thread: Worker | null = null
  let nextId = 1
  let turn: Promise<unknown> = Promise.resolve()
  let restedAt = 0
  const closing = new AbortController()
  let endsAt = Number.POSITIVE_INFINITY

  function started(): Worker {
    const worker = new Worker(join(projectRoot, 'app/realtime/compact-worker.js'))
    const failed = (err: unknown) => {
      if (thread === worker) thread = null
      for (const { reject } of waiting.values()) reject(err)
      waiting.clear()
    }
    worker.on('message', ({ id, update, error }: Answer) => {
      if (update) waiting.get(id)?.resolve(update)
      else waiting.get(id)?.reject(error)
      waiting.delete(id)
      // idle, it keeps no process alive
      if (waiting.size === 0) worker.unref()
    })
    worker.on('error', failed)
    worker.on('exit', (code) => failed(new Error(`the compacting thread ended with ${code}`)))
    return worker
  }

  function ask(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    thread ??= started()
    const id = nextId++
    const made = new Promise<Uint8Array>((resolve, reject) => waiting.set(id, { resolve, reject }))
    thread.ref()
    thread.postMessage({ id, updates })
    return made
  }

  async function afterRest(gather: () => readonly Uint8Array[]): Promise<Uint8Array | null> {
    const { signal } = closing
    await pause(restedAt - performance.now(), null, { signal, ref: false }).catch(() => {})
    const began = performance.now()
    if (began >= endsAt) return null
    try {
      return await ask(gather())
    } finally {
      const ended = performance.now()
      restedAt = ended + Math.min(restAtMostMs, rests * (ended - began))
    }
  }

  return {
    /** `gather` is asked when it is the text's turn; null: this was closed before. */
    async compact(gather: () => readonly Uint8Array[]): Promise<Uint8Array | null> {
      if (closing.signal.aborted) return null
      const made = turn.then(() => afterRest(gather))
      turn = made.catch(() => {})
      return made
    },
    async close() {
      endsAt = performance.now() + closesWithinMs
      closing.abort()
      await turn
      await thread?.terminate()
    },
  }
}
