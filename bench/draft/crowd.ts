import { keysIn, typist } from './keystrokes'
import type { Frame, Peer, Running, Side } from './side'

const everyMs = 200
const bucketMs = 0.5
const latestMs = 30_000
const drainMs = 15_000

export interface CrowdFigures {
  /** Of the keystrokes of the window, times receivers: the share that had arrived when it ended. */
  share: number
  /** Of all of them, once they had arrived. */
  p50: number
  p99: number
  cpuPercent: number
  cpuUsPerDelivery: number
  memoryMb: number
}

export const foundingText = 'The States should report what they have found. '.repeat(12)

/** `writers` people in one paragraph, each at five keystrokes a second, and everybody hears everything. */
export async function crowd(side: Side, server: Running, text: string, writers: number, seconds: number) {
  const peers: Peer[] = []
  for (let i = 0; i < writers; i += 50)
    peers.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(50, writers - i) }, (_, k) =>
          side.connect(server, text, { as: i + k, write: true }),
        ),
      )),
    )
  const arrivals = count(peers)
  const stop = type(peers, arrivals.sent)
  await pause(1_500)
  arrivals.begin()
  const cpu = server.cpuMs()
  const began = performance.now()
  await pause(seconds * 1_000)
  const lasted = performance.now() - began
  const used = server.cpuMs() - cpu
  const share = arrivals.end(writers)
  const delivered = arrivals.inWindow()
  stop()
  await arrivals.drained(writers)
  const memoryMb = server.memoryMb()
  for (const peer of peers) peer.close()
  return {
    share,
    p50: arrivals.percentile(0.5),
    p99: arrivals.percentile(0.99),
    cpuPercent: (100 * used) / lasted,
    cpuUsPerDelivery: (1_000 * used) / delivered,
    memoryMb,
  } satisfies CrowdFigures
}

type Sent = (key: { client: number; clock: number; deletes: boolean }, at: number) => void

/** Everybody types, each at their own moment of the fifth of a second. Returns how to stop. */
function type(peers: readonly Peer[], sent: Sent) {
  const typists = peers.map((peer, i) => {
    const left = (i * 7) % (foundingText.length - 1)
    return { peer, typist: typist(peer.clientId, { left, right: left + 1 }) }
  })
  const began = performance.now()
  let next = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / everyMs) * typists.length)
    // a generator that falls behind drops keystrokes rather than sending a burst
    if (due - next > typists.length) next = due - typists.length
    for (; next < due; next++) {
      const { peer, typist } = typists[next % typists.length]!
      const key = typist.next()
      sent({ client: peer.clientId, clock: key.clock, deletes: key.deletes }, performance.now())
      peer.send(key.update)
    }
  }, 4)
  return () => clearInterval(timer)
}

const keyOf = (clock: number, deletes: boolean) => 2 * clock + Number(deletes)

/** Everybody hears the same frames in the same order, so each is read once and counted for all. */
function count(peers: readonly Peer[]) {
  const sentAt = new Map<number, number[]>()
  const histogram = new Uint32Array(latestMs / bucketMs)
  const frames: { size: number; times: number[] }[] = []
  const window = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  let offered = 0
  let arrived = 0
  let inWindow = 0
  const timesOf = (frame: Frame) =>
    keysIn(frame.read()).flatMap((key) => sentAt.get(key.client)?.[keyOf(key.clock, key.deletes)] ?? [])
  for (const peer of peers) {
    let nth = 0
    sentAt.set(peer.clientId, [])
    peer.onFrame((frame) => {
      const known = frames[nth] ?? { size: frame.size, times: timesOf(frame) }
      frames[nth++] = known
      if (known.size !== frame.size) throw new Error('clients heard different frames')
      const now = performance.now()
      if (now >= window.from && now < window.to) inWindow += known.times.length
      for (const at of known.times) {
        if (at < window.from || at >= window.to) continue
        arrived++
        const bucket = Math.min(histogram.length - 1, Math.floor((now - at) / bucketMs))
        histogram[bucket] = histogram[bucket]! + 1
      }
    })
  }
  return {
    sent(key: { client: number; clock: number; deletes: boolean }, at: number) {
      sentAt.get(key.client)![keyOf(key.clock, key.deletes)] = at
      if (at >= window.from && at < window.to) offered++
    },
    begin() {
      window.from = performance.now()
    },
    /** The share of what was offered that has arrived at everybody. */
    end(receivers: number) {
      window.to = performance.now()
      return arrived / (offered * receivers)
    },
    inWindow: () => inWindow,
    async drained(receivers: number) {
      const until = performance.now() + drainMs
      while (arrived < offered * receivers && performance.now() < until) await pause(50)
    },
    percentile(share: number) {
      let left = arrived * share
      for (let i = 0; i < histogram.length; i++) {
        left -= histogram[i]!
        if (left <= 0) return (i + 0.5) * bucketMs
      }
      return latestMs
    },
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
