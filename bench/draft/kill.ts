import * as Y from 'yjs'
import { pause } from './crowd'
import { chance, keysIn, typist } from './keystrokes'
import type { Founded, Running, Side } from './side'

const writers = 20
const everyMs = 200

export interface KillFigures {
  acknowledged: number
  /** Acknowledged to their writer, and gone after the restart. */
  acknowledgedLost: number
  /** Shown to somebody else, and gone after the restart. */
  visibleLost: number
}

/**
 * Twenty writers, SIGKILL at a random moment, a restart on the same data; nobody comes back but a fresh
 * reader. An edit counts as there when its character is known to the text, deleted or not.
 */
export async function killed(
  side: Side,
  folder: string,
  founded: readonly Founded[],
  { round, longestMs }: { round: number; longestMs: number },
): Promise<KillFigures> {
  const name = founded[0]!.name
  const server = await side.start(folder, founded, writers)
  const { acknowledged, shown } = await typeUntilKilled(side, server, name, round, longestMs)
  const again = await side.start(folder, [], writers)
  const fresh = await side.connect(again, name, { as: 0, write: false })
  const there = clocksOf(fresh.whole)
  fresh.close()
  await again.stop('SIGKILL')
  const gone = (edits: readonly Edit[]) =>
    edits.filter(({ client, clock }) => clock >= (there.get(client) ?? 0)).length
  return {
    acknowledged: acknowledged.length,
    acknowledgedLost: gone(acknowledged),
    visibleLost: gone(shown),
  }
}

interface Edit {
  client: number
  clock: number
}

async function typeUntilKilled(side: Side, server: Running, name: string, round: number, longestMs: number) {
  const acknowledged: Edit[] = []
  const shown: Edit[] = []
  const peers = await Promise.all(
    Array.from({ length: writers }, (_, as) => side.connect(server, name, { as, write: true })),
  )
  const timers = peers.map((peer, i) => {
    const { next } = typist(peer.clientId, { left: i, right: i + 1 })
    const waiting: Edit[] = []
    peer.onStored(() => acknowledged.push(waiting.shift()!))
    if (i === 0) peer.onFrame((frame) => shown.push(...keysIn(frame.read()).filter((key) => !key.deletes)))
    return setInterval(() => {
      const { update, clock } = next()
      waiting.push({ client: peer.clientId, clock })
      peer.send(update)
    }, everyMs)
  })
  await pause(longestMs / 4 + chance(round)(longestMs))
  await server.stop('SIGKILL')
  for (const timer of timers) clearInterval(timer)
  await pause(50)
  for (const peer of peers) peer.close()
  return { acknowledged, shown }
}

function clocksOf(updates: readonly Uint8Array[]): Map<number, number> {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}
