import { performance } from 'node:perf_hooks'

/** Of its core, which others may want too: more of it where a commit is short, since gathering spares little there. */
const targetLoad = { short: 0.8, long: 0.52 }
const shortMs = 4
/** Of its time: a loop that waits for a core that others use is slow, and yet not the one to be spared. */
const targetBusy = 0.85
const widestMs = 100
const lookEveryMs = 100
/** More changes of one writer in one commit than anybody types. */
const piledUp = 8
/** A pile is gathered for so many times what its last commit took. */
const pileGathers = 0.5

/**
 * When to commit next: at once while the process leaves its core mostly idle; the busier it is than half, the longer
 * changes are gathered, so that a crowd costs fewer and larger commits instead of a queue. Who sends a pile,
 * as after a time offline, waits for its end and not for each change, so a pile is gathered too.
 */
export function flushPace() {
  const pressure = openPressure()
  let gapMs = 0
  let pileMs = 0
  /** A commit and its telling, of late. */
  let tookMs = 0
  let beganAt = 0
  let endedAt = 0

  function adapt() {
    const now = pressure(tookMs < shortMs ? targetLoad.short : targetLoad.long)
    if (now === null) return
    if (now > 1) gapMs = Math.min(widestMs, gapMs * 1.3 + 0.5)
    else if (now < 0.8) gapMs = gapMs < 0.3 ? 0 : gapMs * 0.75
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
      tookMs += (endedAt - beganAt - tookMs) / 8
      pileMs = perWriter < piledUp ? 0 : Math.min(widestMs, pileGathers * (endedAt - beganAt))
    },
  }
}

/** How much is asked of the process, as a share of what may be; null: it was asked just before. */
function openPressure() {
  let at = performance.now()
  let used = process.cpuUsage()
  let busy = performance.eventLoopUtilization()
  return (targetLoad: number): number | null => {
    const wallMs = performance.now() - at
    if (wallMs < lookEveryMs) return null
    const { user, system } = process.cpuUsage(used)
    const { utilization } = performance.eventLoopUtilization(busy)
    at += wallMs
    used = process.cpuUsage()
    busy = performance.eventLoopUtilization()
    return Math.max((user + system) / 1_000 / wallMs / targetLoad, utilization / targetBusy)
  }
}
