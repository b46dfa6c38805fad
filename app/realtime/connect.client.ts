import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'

const refusedWithinMs = 10_000

/**
 * WebSocket where it passes. A proxy that refuses the upgrade is seen at once; one that swallows it is seen by its
 * silence, and from then on polling comes first and WebSocket is only tried beside it.
 */
export function connectLive(
  options: Pick<Partial<ManagerOptions & SocketOptions>, 'parser' | 'auth'> = {},
): Socket {
  const socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: refusedWithinMs,
    ...options,
  })
  socket.on('connect_error', ({ message }) => {
    if (message === 'timeout') socket.io.opts.transports = ['polling', 'websocket']
  })
  return socket
}
