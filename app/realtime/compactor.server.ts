import { join } from 'node:path'
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

/** Puts the updates of texts together beside the event loop, in a thread that is started for the first of them. */
export function openCompactor() {
  const waiting = new Map<number, Asked>()
  let thread: Worker | null = null
  let nextId = 1

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

  return {
    compact(updates: readonly Uint8Array[]): Promise<Uint8Array> {
      thread ??= started()
      const id = nextId++
      const made = new Promise<Uint8Array>((resolve, reject) => waiting.set(id, { resolve, reject }))
      thread.ref()
      thread.postMessage({ id, updates })
      return made
    },
    async close() {
      await thread?.terminate()
    },
  }
}
