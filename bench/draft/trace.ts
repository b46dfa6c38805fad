import * as Y from 'yjs'
import { trace } from './keystrokes'
import type { Peer, Running, Side } from './side'

const inFlight = 1_024

export interface TraceFigures {
  editsPerSecond: number
  cpuUsPerEdit: number
  memoryMb: number
}

/** One writer as fast as acknowledgements come back, `observers` who hear it all; the final text is checked. */
export async function replay(
  side: Side,
  server: Running,
  name: string,
  { observers, edits }: { observers: number; edits: number },
): Promise<TraceFigures> {
  const writer = await side.connect(server, name, { as: 0, write: true })
  const listeners = await Promise.all(
    Array.from({ length: observers }, (_, i) => side.connect(server, name, { as: i + 1, write: false })),
  )
  const { updates, text } = trace(writer.clientId, edits, 8_000)
  const copies = listeners.map((peer, i) => listenTo(peer, i === 0))
  const cpu = server.cpuMs()
  const began = performance.now()
  await sendAll(writer, updates)
  await copies[0]!.reads(text)
  const seconds = (performance.now() - began) / 1_000
  const used = server.cpuMs() - cpu
  const memoryMb = server.memoryMb()
  const fresh = await side.connect(server, name, { as: 0, write: false })
  const doc = new Y.Doc()
  for (const update of fresh.whole) Y.applyUpdate(doc, update)
  if (doc.getText('t').toString() !== text) throw new Error(`${side.name}: the text is not what was typed`)
  for (const peer of [writer, fresh, ...listeners]) peer.close()
  return { editsPerSecond: edits / seconds, cpuUsPerEdit: (1_000 * used) / edits, memoryMb }
}

function sendAll(writer: Peer, updates: readonly Uint8Array[]): Promise<void> {
  let sent = 0
  let stored = 0
  let due = false
  return new Promise((resolve) => {
    const go = () => {
      due = false
      writer.together(() => {
        while (sent < updates.length && sent - stored < inFlight) writer.send(updates[sent++]!)
      })
      if (stored >= updates.length) resolve()
    }
    writer.onStored((count) => {
      stored += count
      // once a turn, as a page does: a write for each answer would measure the wire
      if (!due) setImmediate(go)
      due = true
    })
    go()
  })
}

/** The first listener applies what it hears; of the others the frames are enough. */
function listenTo(peer: Peer, applies: boolean) {
  const heard: Uint8Array[] = []
  peer.onFrame((frame) => {
    if (applies) heard.push(frame.read().slice())
  })
  return {
    async reads(text: string) {
      const doc = new Y.Doc()
      for (const update of peer.whole) Y.applyUpdate(doc, update)
      for (let done = 0, tries = 0; tries < 2_000; tries++) {
        doc.transact(() => {
          while (done < heard.length) Y.applyUpdate(doc, heard[done++]!)
        })
        if (doc.getText('t').toString() === text) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      throw new Error('an observer did not hear everything')
    },
  }
}
