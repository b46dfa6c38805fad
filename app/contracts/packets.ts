/**
 * The packets of socket.io's protocol, with one difference: where the protocol sends a text frame and then
 * a frame for each piece of bytes, a packet whose last argument is bytes travels here as one binary frame,
 *
 *     1 | length of the head, 32 bits, big end first | head | bytes
 *
 * whose head is the text of the packet without its bytes. Packets without bytes are the protocol's own, so a
 * client that never sends or hears bytes needs nothing of this. Server and browser run this same file.
 */
export interface Packet {
  type: number
  nsp: string
  data?: unknown
  id?: number
}

export const packetTypes = { connect: 0, disconnect: 1, event: 2, ack: 3, refused: 4 } as const

const mark = 1
const headAt = 5
const utf8 = new TextEncoder()
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodePacket(packet: Packet): string | Uint8Array {
  const { data } = packet
  const bytes = Array.isArray(data) ? data[data.length - 1] : undefined
  if (!(bytes instanceof Uint8Array)) return asText(packet)
  const head = utf8.encode(asText({ ...packet, data: (data as unknown[]).slice(0, -1) }))
  const frame = new Uint8Array(headAt + head.length + bytes.length)
  frame[0] = mark
  new DataView(frame.buffer).setUint32(1, head.length)
  frame.set(head, headAt)
  frame.set(bytes, headAt + head.length)
  return frame
}

function asText({ type, nsp, data, id }: Packet): string {
  const place = nsp === '/' ? '' : `${nsp},`
  return `${type}${place}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`
}

/** Throws on anything else: what is not of the protocol ends the connection. */
export function decodePacket(frame: string | Uint8Array): Packet {
  if (typeof frame === 'string') return fromText(frame)
  if (frame[0] !== mark || frame.length < headAt) throw new Error('a binary frame of another kind')
  const end = headAt + new DataView(frame.buffer, frame.byteOffset).getUint32(1)
  if (end > frame.length) throw new Error('a binary frame that was cut off')
  const packet = fromText(text.decode(frame.subarray(headAt, end)))
  if (packet.type !== packetTypes.event && packet.type !== packetTypes.ack)
    throw new Error('bytes in a packet that carries none')
  const data = packet.data as unknown[]
  data.push(frame.subarray(end))
  return packet
}

const shape = /^([0-4])(?:(\/[^,]*),)?(\d{0,15})/

function fromText(frame: string): Packet {
  const found = shape.exec(frame)
  if (!found) throw new Error('not a packet')
  const [whole, type, nsp = '/', id] = found
  const packet: Packet = { type: Number(type), nsp }
  if (id) packet.id = Number(id)
  if (frame.length > whole.length) packet.data = JSON.parse(frame.slice(whole.length))
  if (!isSound(packet)) throw new Error('a packet whose content is of another kind')
  return packet
}

/** Names that the library gives a meaning of its own. */
const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']

function isSound({ type, data }: Packet): boolean {
  const isObject = typeof data === 'object' && data !== null
  if (type === packetTypes.connect) return data === undefined || isObject
  if (type === packetTypes.disconnect) return data === undefined
  if (type === packetTypes.refused) return typeof data === 'string' || isObject
  if (!Array.isArray(data)) return false
  return type === packetTypes.ack || (typeof data[0] === 'string' && !reserved.includes(data[0]))
}

class Encoder {
  encode(packet: Packet) {
    return [encodePacket(packet)]
  }
}

/** What the library asks of a decoder; it listens for 'decoded' and nothing else. */
class Decoder {
  private listeners: ((packet: Packet) => void)[] = []
  on(_event: 'decoded', listener: (packet: Packet) => void) {
    this.listeners.push(listener)
    return this
  }
  off(_event: 'decoded', listener: (packet: Packet) => void) {
    this.listeners = this.listeners.filter((other) => other !== listener)
    return this
  }
  removeListener(event: 'decoded', listener: (packet: Packet) => void) {
    return this.off(event, listener)
  }
  add(frame: string | ArrayBuffer | Uint8Array) {
    const packet = decodePacket(frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame)
    this.accept(packet)
    for (const listener of this.listeners) listener(packet)
  }
  /** Throws on what is not to be taken in; that ends the connection. */
  protected accept(_packet: Packet) {}
  destroy() {}
}

/**
 * The server's, one for each connection. The library makes a socket of each request to connect, and of any number of
 * them that come in one message; and it takes in answers to questions that nobody asked. A browser connects once,
 * to the one namespace there is, and is never asked anything.
 */
class GuestDecoder extends Decoder {
  private connected = false
  protected override accept({ type, nsp }: Packet) {
    const again = type === packetTypes.connect && this.connected
    if (again || nsp !== '/' || type === packetTypes.ack || type === packetTypes.refused)
      throw new Error('a packet that no client of ours sends')
    this.connected = true
  }
}

/** The `parser` option of a client, and of a server. */
export const packetParser = { Encoder, Decoder }
export const guestParser = { Encoder, Decoder: GuestDecoder }
