// @ts-check
import { constants, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { compact } from '../../db/stores/compact.js'

// a thread of its own, so that nobody's typing waits while a long text is put together; Linux ranks each thread by
// itself, so where there is one core this one takes what the others leave
setPriority(0, constants.priority.PRIORITY_LOW)
parentPort?.on('message', ({ id, updates }) => {
  try {
    parentPort?.postMessage({ id, update: compact(updates) })
  } catch (error) {
    parentPort?.postMessage({ id, error })
  }
})
