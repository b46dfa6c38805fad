import type { Socket as TcpSocket } from 'node:net'
import type { Server, Socket } from 'socket.io'
import { encodePacket, packetTypes } from '~/contracts/packets'

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
  const { readyState, writeBuffer, transport } = connectionOf(socket)
  if (readyState !== 'open') return
  const wire = transport.name === 'websocket' ? transport.socket?._socket : undefined
  if (!wire || writeBuffer.length > 0) return void socket.conn.write(packet as never)
  if (wire.writableLength > backlogAtMost) return void socket.conn.close(true)
  wire.write(frame)
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

/** Several answers to one socket in one system call. */
export function together(sockets: Iterable<Socket>, act: () => void) {
  const wires = [...new Set(sockets)].flatMap(
    (socket) => connectionOf(socket).transport.socket?._socket ?? [],
  )
  for (const wire of wires) wire.cork()
  try {
    act()
  } finally {
    for (const wire of wires) wire.uncork()
  }
}
