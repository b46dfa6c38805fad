import type { Socket } from 'socket.io'

interface Connection {
  writeBuffer: readonly { data?: unknown }[]
  transport: { socket?: { bufferedAmount?: number } }
}

/** Bytes a socket has been sent and has not taken: in our queue, and in the WebSocket's own. */
export function backlogBytes(socket: Socket): number {
  const { writeBuffer, transport } = socket.conn as unknown as Connection
  const queued = writeBuffer.reduce((n, p) => n + (typeof p.data === 'string' ? p.data.length : 0), 0)
  return queued + (transport.socket?.bufferedAmount ?? 0)
}
