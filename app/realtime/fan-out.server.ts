import type { Socket as TcpSocket } from 'node:net'
import type { Server, Socket } from 'socket.io'
import { type Decoder, encodePacket, packetTypes } from '~/contracts/packets'

/** Whoever has not taken this much is cut off; it comes back and asks for what it missed. */
const backlogAtMost = 1 << 20

interface Connection {
  readyState: string
  writeBuffer: readonly { data?: string | Uint8Array }[]
  transport: { name: string; socket?: { bufferedAmount?: number; _socket?: TcpSocket } }
}
const connectionOf = (socket: Socket) => socket.conn as unknown as Connection

/**
 * Tell a room. The WebSocket frame is built once, and the same bytes are written to every socket that has
 * nothing queued; queues, polling and changes of transport are left to the library.
 */
export function tellRoom(io: Server, room: string, event: string, ...content: unknown[]) {
  const members = io.sockets.adapter.rooms.get(room)
  if (!members) return
  const packet = encodePacket({ type: packetTypes.event, nsp: '/', data: [event, ...content] })
  const frame = webSocketFrame(packet)
  for (const id of members) {
    const socket = io.sockets.sockets.get(id)
    if (socket) tell(socket, packet, frame)
  }
}

function tell(socket: Socket, packet: string | Uint8Array, frame: Buffer) {
  if (connectionOf(socket).readyState !== 'open') return
  const wire = freeWire(socket)
  if (!wire) return void socket.conn.write(packet as never)
  if (wire.writableLength > backlogAtMost) return void socket.conn.close(true)
  const answers = gathered?.get(socket)
  if (!answers) return void wire.write(frame)
  gathered?.delete(socket)
  wire.write(Buffer.concat([frame, ...framesOf(answers)]))
}

/** The TCP socket under a WebSocket that has nothing queued before it. */
function freeWire(socket: Socket): TcpSocket | undefined {
  const { writeBuffer, transport } = connectionOf(socket)
  return transport.name === 'websocket' && writeBuffer.length === 0 ? transport.socket?._socket : undefined
}

/** A frame as a server sends it: whole, unmasked, in one piece with its header. */
function webSocketFrame(packet: string | Uint8Array): Buffer {
  // '4': a message, in the protocol below; bytes are always a message
  const body = typeof packet === 'string' ? Buffer.from(`4${packet}`) : packet
  const opcode = typeof packet === 'string' ? 1 : 2
  const head = headOf(body.length)
  head[0] = 0x80 | opcode
  return Buffer.concat([head, body])
}

function headOf(length: number): Buffer {
  if (length < 126) return Buffer.of(0, length)
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head[1] = length < 65_536 ? 126 : 127
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

/** Bytes a socket has been sent and has not taken: in our queue, and in the WebSocket's own. */
export function backlogBytes(socket: Socket): number {
  const { writeBuffer, transport } = connectionOf(socket)
  const queued = writeBuffer.reduce((n, { data }) => n + (data?.length ?? 0), 0)
  return queued + (transport.socket?.bufferedAmount ?? 0)
}

export const isBehind = (socket: Socket) => backlogBytes(socket) > backlogAtMost

/** Take what repeats the packet before as soon as it is read; false leaves it to the library. */
export function onRepeated(socket: Socket, take: NonNullable<Decoder['repeated']>) {
  const { decoder } = socket.client as unknown as { decoder: Decoder }
  decoder.repeated = take
}

/** The numbers of messages to one socket, and the answers to them. */
interface Answers {
  ids: number[]
  answers: object[]
}

/** Answers that are not written yet; null while each is written at once. */
let gathered: Map<Socket, Answers> | null = null

/** How a message is answered by its number: gathered by `together`, since the library frames and sends each by itself. */
export function answerTo(socket: Socket, id: number) {
  return (answer: object) => {
    if (!gathered) return writeAnswers(socket, { ids: [id], answers: [answer] })
    const waiting = gathered.get(socket)
    if (!waiting) return void gathered.set(socket, { ids: [id], answers: [answer] })
    waiting.ids.push(id)
    waiting.answers.push(answer)
  }
}

/** What a socket is answered and told while `act` runs goes out in one write, what it is told first. */
export function together(act: () => void) {
  gathered = new Map()
  try {
    act()
  } finally {
    const left = gathered
    gathered = null
    for (const [socket, answers] of left) writeAnswers(socket, answers)
  }
}

function writeAnswers(socket: Socket, answers: Answers) {
  if (connectionOf(socket).readyState !== 'open') return
  const wire = freeWire(socket)
  if (wire) wire.write(Buffer.concat(framesOf(answers)))
  else for (const text of textsOf(answers)) socket.conn.write(text as never)
}

const framesOf = (answers: Answers) => textsOf(answers).map(webSocketFrame)

/** Most are the very same answer under another number. */
function textsOf({ ids, answers }: Answers): string[] {
  let last: object | null = null
  let content = ''
  return answers.map((answer, i) => {
    if (answer !== last) content = JSON.stringify([answer])
    last = answer
    return `${packetTypes.ack}${ids[i]}${content}`
  })
}
