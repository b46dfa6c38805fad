import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import WebSocket from 'ws'
import type { Joined } from '~/contracts/documents'
import { decodePacket, encodePacket, packetTypes } from '~/contracts/packets'
import type { Filled } from './serve-parley'
import { corked, type Peer, type Running, refusing, type Side, startProcess } from './side'

const filled = new Map<string, Filled>()

/** Our own gateway, spoken to frame by frame: a crowd of full clients would cost the generator its core. */
export const parley: Side = {
  name: 'parley',
  start: (folder, texts, people) =>
    startProcess('serve-parley', folder, [
      String(people),
      ...texts.map(({ name, text }) => `${name}=${text}`),
    ]),
  async connect(server, text, { as, write }) {
    const { cookies, paragraphs } = known(server)
    const paragraphId = paragraphs[text]
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`, {
      headers: { Cookie: cookies[as % cookies.length] },
      perMessageDeflate: false,
    })
    return joined(socket, { paragraphId, since: null, write, lease: null })
  },
}

function known({ folder }: Running): Filled {
  const found =
    filled.get(folder) ?? (JSON.parse(readFileSync(join(folder, 'filled.json'), 'utf8')) as Filled)
  filled.set(folder, found)
  return found
}

const joinId = 0
/** The first character of an event's text, '2', after the five bytes before the head. */
const eventType = 0x32

interface Join {
  paragraphId: string | undefined
  since: null
  write: boolean
  lease: null
}

async function joined(socket: WebSocket, join: Join): Promise<Peer> {
  let nextId = joinId + 1
  let told: (frame: { size: number; read(): Uint8Array }) => void = () => {}
  let stored: (count: number) => void = () => {}
  let answered: (answer: Joined, bytes: Uint8Array) => void = () => {}
  const say = (packet: string | Uint8Array) => socket.send(typeof packet === 'string' ? `4${packet}` : packet)
  const ask = (data: unknown[], id: number) =>
    say(encodePacket({ type: packetTypes.event, nsp: '/', data, id }))
  // binary frames are rows or the answer to the join; of acknowledgements only the number matters
  socket.on('message', (bytes: Buffer, isBinary: boolean) => {
    if (isBinary) return hear(bytes)
    const frame = bytes.toString('latin1')
    const kind = frame.slice(0, 2)
    if (kind.startsWith('0')) socket.send('40')
    else if (kind.startsWith('2')) socket.send('3')
    else if (kind === '40') ask(['document.join', join], joinId)
    else if (kind === '43') {
      if (!frame.includes('"ok":true')) throw new Error(`refused: ${frame}`)
      stored(1)
    }
  })
  function hear(frame: Buffer) {
    if (frame[5] === eventType) return told({ size: frame.length, read: () => bytesOf(frame) })
    const [answer, bytes] = decodePacket(frame).data as [Joined, Uint8Array]
    answered(answer, bytes)
  }
  const [answer, bytes] = await new Promise<[Joined, Uint8Array]>((resolve, reject) => {
    answered = (...content) => resolve(content)
    refusing(socket, reject)
  })
  const head = JSON.stringify(['document.update', { paragraphId: join.paragraphId }])
  return {
    clientId: answer.lease?.clientId ?? 0,
    whole: answer.ends.map((end, i) => bytes.subarray(answer.ends[i - 1] ?? 0, end)),
    send: (update) => say(framed(nextId++, head, update)),
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

/** What `encodePacket` makes of an event, but for the head being written out once: a page types slower. */
function framed(id: number, rest: string, update: Uint8Array): Buffer {
  const head = `${packetTypes.event}${id}${rest}`
  const frame = Buffer.allocUnsafe(5 + head.length + update.length)
  frame[0] = 1
  frame.writeUInt32BE(head.length, 1)
  frame.write(head, 5, 'latin1')
  frame.set(update, 5 + head.length)
  return frame
}

const bytesOf = (frame: Buffer) => (decodePacket(frame).data as unknown[]).at(-1) as Uint8Array
