import * as Y from 'yjs'
import type { Running, Side } from './side'

export interface StormFigures {
  cpuMsPerJoin: number
  totalMs: number
}

/** So many clients one after the other; milliseconds of each until it holds the whole text. */
export async function warmJoins(
  side: Side,
  server: Running,
  text: string,
  clients: number,
): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < clients; i++) {
    const began = performance.now()
    const peer = await side.connect(server, text, { as: i, write: false })
    took.push(performance.now() - began)
    peer.close()
  }
  return took
}

/** So many clients in the same instant, each until it holds the whole text. */
export async function storm(
  side: Side,
  server: Running,
  text: string,
  clients: number,
): Promise<StormFigures> {
  const cpu = server.cpuMs()
  const began = performance.now()
  const peers = await Promise.all(
    Array.from({ length: clients }, (_, i) => side.connect(server, text, { as: i, write: false })),
  )
  const totalMs = performance.now() - began
  const used = server.cpuMs() - cpu
  for (const peer of peers) peer.close()
  return { cpuMsPerJoin: used / clients, totalMs }
}

/** The first client of a server that has just been started again, until it holds the whole text, milliseconds. */
export async function firstJoin(side: Side, server: Running, text: string): Promise<number> {
  const began = performance.now()
  const peer = await side.connect(server, text, { as: 0, write: false })
  const doc = new Y.Doc()
  for (const update of peer.whole) Y.applyUpdate(doc, update)
  const ms = performance.now() - began
  if (doc.getText('t').length === 0) throw new Error(`${side.name}: the text was empty after the restart`)
  peer.close()
  return ms
}
