import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { corked, type Peer, refusing, type Side, startProcess } from './side'

const sync = 0
const auth = 2
const syncStatus = 8
const step1 = 0
const step2 = 1
const update = 2

/** Hocuspocus, spoken to frame by frame in its own protocol, as its provider does. */
export const hocuspocus: Side = {
  name: 'hocuspocus',
  async start(folder, texts) {
    const server = await startProcess('serve-hocuspocus', folder, [])
    for (const { name, text } of texts) {
      if (text === '') continue
      const founder = await hocuspocus.connect(server, name, { as: 0, write: true })
      if (founder.whole.every((bytes) => bytes.length <= 2)) {
        const doc = new Y.Doc()
        doc.clientID = 1
        doc.getText('t').insert(0, text)
        const stored = new Promise<void>((resolve) => founder.onStored(() => resolve()))
        founder.send(Y.encodeStateAsUpdate(doc))
        await stored
      }
      founder.close()
    }
    return server
  },
  async connect(server, name) {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`, { perMessageDeflate: false })
    return joined(socket, name)
  },
}

let nextClient = 70_000

async function joined(socket: WebSocket, name: string): Promise<Peer> {
  let told: (frame: { size: number; read(): Uint8Array }) => void = () => {}
  let stored: (count: number) => void = () => {}
  let synced: (whole: Uint8Array) => void = () => {}
  const head = encode((to) => encoding.writeVarString(to, name))
  const say = (write: (to: encoding.Encoder) => void) => socket.send(Buffer.concat([head, encode(write)]))
  const askForAll = () =>
    say((to) => {
      encoding.writeVarUint(to, sync)
      encoding.writeVarUint(to, step1)
      encoding.writeVarUint8Array(to, Uint8Array.of(0))
    })
  socket.on('message', (frame: Buffer) => {
    const kind = frame[head.length]
    if (kind === syncStatus) return stored(1)
    if (kind === auth) return askForAll()
    if (kind !== sync && kind !== 4) return
    const part = frame[head.length + 1]
    const read = () => decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(head.length + 2)))
    if (part === step2) synced(read())
    else if (part === update) told({ size: frame.length, read })
  })
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    synced = resolve
    refusing(socket, reject)
  })
  await new Promise((resolve) => socket.once('open', resolve))
  say((to) => {
    encoding.writeVarUint(to, auth)
    encoding.writeVarUint(to, 0)
    encoding.writeVarString(to, 'token')
    encoding.writeVarString(to, '4.7.0')
  })
  const received = await whole
  return {
    clientId: nextClient++,
    whole: [received],
    send: (bytes) =>
      say((to) => {
        encoding.writeVarUint(to, sync)
        encoding.writeVarUint(to, update)
        encoding.writeVarUint8Array(to, bytes)
      }),
    onStored(heard) {
      stored = heard
    },
    onFrame(heard) {
      told = heard
    },
    together: corked(socket),
    close: () => socket.terminate(),
  }
}

const encode = (write: (to: encoding.Encoder) => void) => {
  const to = encoding.createEncoder()
  write(to)
  return encoding.toUint8Array(to)
}
