import { performance } from 'node:perf_hooks'

const targetLoad = 0.5
const widestMs = 100
const lookEveryMs = 100

/**
 * When to commit next: at once while the event loop is mostly idle; the busier it is than half, the longer
 * changes are gathered, so that a crowd costs fewer and larger commits instead of a queue.
 */
export function flushPace() {
  let gapMs = 0
  let endedAt = 0
  let mark = performance.eventLoopUtilization()
  let markAt = performance.now()

  function adapt() {
    const at = performance.now()
    if (at - markAt < lookEveryMs) return
    const now = performance.eventLoopUtilization()
    const load = performance.eventLoopUtilization(now, mark).utilization
    mark = now
    markAt = at
    if (load > targetLoad) gapMs = Math.min(widestMs, gapMs * 1.3 + 0.5)
    else if (load < targetLoad * 0.8) gapMs = gapMs < 0.3 ? 0 : gapMs * 0.75
  }

  return {
    soon(run: () => void) {
      adapt()
      const wait = endedAt + gapMs - performance.now()
      if (wait < 1) setImmediate(run)
      else setTimeout(run, wait)
    },
    ended() {
      endedAt = performance.now()
    },
  }
}
