import type { Socket as TcpSocket } from 'node:net'
import type { Server, Socket } from 'socket.io'
import { type Decoder, encodePacket, encodeStart, packetTypes } from '~/contracts/packets'

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
  wire.write(Buffer.concat([frame, framesOf(answers)]))
}

/** The TCP socket under a WebSocket that has nothing queued before it. */
function freeWire(socket: Socket): TcpSocket | undefined {
  const { writeBuffer, transport } = connectionOf(socket)
  return transport.name === 'websocket' && writeBuffer.length === 0 ? transport.socket?._socket : undefined
}

/** A frame as a server sends it: whole, unmasked, in one piece with its header. */
function webSocketFrame(packet: string | Uint8Array): Buffer {
  // bytes are always a message
  const body = typeof packet === 'string' ? Buffer.from(String.fromCharCode(message) + packet) : packet
  return Buffer.concat([headOf(typeof packet === 'string' ? opcodes.text : opcodes.bytes, body.length), body])
}

const opcodes = { text: 1, bytes: 2 }

function headOf(opcode: number, length: number): Buffer {
  const last = 0x80 | opcode
  if (length < 126) return Buffer.of(last, length)
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head[0] = last
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

/** Copied into a frame of their own when they are fewer. */
const worthSharing = 16 * 1024

/**
 * The library copies the bytes of an answer into each socket's frame. When two hundred join a long text at once that is
 * most of the work, and memory: the very same bytes are written to each, behind a head of its own.
 */
export function shareBytesOfAnswers(socket: Socket) {
  const library = socket as unknown as { ack(id: number): (...content: unknown[]) => void }
  const usual = library.ack.bind(socket)
  library.ack = (id) => {
    const answer = usual(id)
    return (...content) => {
      const bytes = content[content.length - 1]
      const wire = bytes instanceof Uint8Array && bytes.length >= worthSharing ? freeWire(socket) : undefined
      if (!wire || connectionOf(socket).readyState !== 'open') return answer(...content)
      const start = encodeStart({ type: packetTypes.ack, nsp: '/', data: content.slice(0, -1), id })
      const shared = bytes as Uint8Array
      wire.cork()
      wire.write(Buffer.concat([headOf(opcodes.bytes, start.length + shared.length), start]))
      wire.write(shared)
      wire.uncork()
    }
  }
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
  if (wire) wire.write(framesOf(answers))
  else for (const text of textsOf(answers)) socket.conn.write(text as never)
}

/** A page may wait for a thousand: where all are short they are put into bytes in one go. */
function framesOf(answers: Answers): Buffer {
  const texts = textsOf(answers)
  if (!texts.every(isShort)) return Buffer.concat(texts.map(webSocketFrame))
  let frames = ''
  for (const text of texts)
    frames += String.fromCharCode(0x80 | opcodes.text, text.length + 1, message) + text
  return Buffer.from(frames, 'latin1')
}

/** Of the protocol below. */
const message = 0x34
const short = /^[\x20-\x7e]{0,124}$/
const isShort = (text: string) => short.test(text)

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
