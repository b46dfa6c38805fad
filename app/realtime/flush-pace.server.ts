import { performance } from 'node:perf_hooks'

const targetLoad = 0.5
const widestMs = 100
const lookEveryMs = 100
/** More changes of one writer in one commit than anybody types. */
const piledUp = 8
/** A pile is gathered for so many times what its last commit took. */
const pileGathers = 0.5

/**
 * When to commit next: at once while the event loop is mostly idle; the busier it is than half, the longer
 * changes are gathered, so that a crowd costs fewer and larger commits instead of a queue. Who sends a pile,
 * as after a time offline, waits for its end and not for each change, so a pile is gathered too.
 */
export function flushPace() {
  let gapMs = 0
  let pileMs = 0
  let beganAt = 0
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
      const wait = endedAt + Math.max(gapMs, pileMs) - performance.now()
      const begin = () => {
        beganAt = performance.now()
        run()
      }
      if (wait < 1) setImmediate(begin)
      else setTimeout(begin, wait)
    },
    /** `perWriter`: how many changes of one writer the commit held, on average. */
    ended(perWriter: number) {
      endedAt = performance.now()
      pileMs = perWriter < piledUp ? 0 : Math.min(widestMs, pileGathers * (endedAt - beganAt))
    },
  }
}
