// @ts-check
import { parentPort } from 'node:worker_threads'
import { compact } from '../../db/stores/compact.js'

// a thread of its own, so that nobody's typing waits while a long text is put together
parentPort?.on('message', ({ id, updates }) => {
  try {
    parentPort?.postMessage({ id, update: compact(updates) })
  } catch (error) {
    parentPort?.postMessage({ id, error })
  }
})
