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
  const start = encodeStart({ ...packet, data: (data as unknown[]).slice(0, -1) })
  const frame = new Uint8Array(start.length + bytes.length)
  frame.set(start)
  frame.set(bytes, start.length)
  return frame
}

/** What comes before the bytes in the frame of a packet that carries some. */
export function encodeStart(packet: Packet): Uint8Array {
  const head = utf8.encode(asText(packet))
  const start = new Uint8Array(headAt + head.length)
  start[0] = mark
  new DataView(start.buffer).setUint32(1, head.length)
  start.set(head, headAt)
  return start
}

function asText({ type, nsp, data, id }: Packet): string {
  const place = nsp === '/' ? '' : `${nsp},`
  return `${type}${place}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`
}

/** A head that was read, but for its number: who types sends the same again with every change. */
interface KnownHead {
  bytes: Uint8Array
  packet: Packet & { data: unknown[] }
}

/** Throws on anything else: what is not of the protocol ends the connection. */
export function decodePacket(frame: string | Uint8Array): Packet {
  if (typeof frame === 'string') return fromText(frame)
  const places = placesIn(frame)
  return withBytes(readHead(frame, places), places.id, frame.subarray(places.end))
}

/** What stands where in a binary frame: its head begins with one digit for the type and the packet's number. */
interface Places {
  id: number | undefined
  /** Of the head after type and number. */
  rest: number
  /** Of the head's end, where the bytes begin. */
  end: number
}

function placesIn(frame: Uint8Array): Places {
  if (frame[0] !== mark || frame.length < headAt) throw new Error('a binary frame of another kind')
  const end = headAt + frame[1]! * 0x1000000 + (frame[2]! << 16) + (frame[3]! << 8) + frame[4]!
  if (end > frame.length) throw new Error('a binary frame that was cut off')
  const { id, from } = numberIn(frame, headAt + 1, end)
  return { id, rest: from, end }
}

function readHead(frame: Uint8Array, { id, rest, end }: Places): KnownHead {
  const { id: number, ...packet } = fromText(text.decode(frame.subarray(headAt, end)))
  if (packet.type !== packetTypes.event && packet.type !== packetTypes.ack)
    throw new Error('bytes in a packet that carries none')
  // after a namespace the number is part of the rest
  const own = id === undefined && number !== undefined ? { id: number } : {}
  return { bytes: frame.slice(rest, end), packet: { ...packet, ...own } as KnownHead['packet'] }
}

/** Compared in place: this is asked of every keystroke. */
function isKnown({ bytes, packet }: KnownHead, frame: Uint8Array, { rest, end }: Places): boolean {
  if (frame[headAt] !== digitZero + packet.type || bytes.length !== end - rest) return false
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== frame[rest + i]) return false
  return true
}

function withBytes({ packet }: KnownHead, id: number | undefined, bytes: Uint8Array): Packet {
  return { ...packet, ...(id !== undefined && { id }), data: [...packet.data, bytes] }
}

const digitZero = 0x30

/** The digits from a place on, up to as many as the protocol has; none where a namespace comes first. */
function numberIn(frame: Uint8Array, at: number, end: number): { id: number | undefined; from: number } {
  let from = at
  let id = 0
  for (; from < end && from - at < 15; from++) {
    const digit = frame[from]! - digitZero
    if (digit < 0 || digit > 9) break
    id = id * 10 + digit
  }
  return { id: from > at ? id : undefined, from }
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

/** What the library asks of a decoder, one for each connection; it listens for 'decoded' and nothing else. */
export class Decoder {
  private listeners: ((packet: Packet) => void)[] = []
  private known: KnownHead | null = null
  /** Is offered what comes with the same head as the packet before; what it does not take goes the usual way. */
  repeated: ((data: readonly unknown[], id: number | undefined, bytes: Uint8Array) => boolean) | null = null
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
    const packet = typeof frame === 'string' ? decodePacket(frame) : this.decode(frame)
    if (!packet) return
    this.accept(packet)
    for (const listener of this.listeners) listener(packet)
  }
  private decode(frame: ArrayBuffer | Uint8Array): Packet | null {
    const bytes = frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame
    const places = placesIn(bytes)
    const content = bytes.subarray(places.end)
    if (this.known && isKnown(this.known, bytes, places)) {
      if (this.repeated?.(this.known.packet.data, places.id, content)) return null
    } else this.known = readHead(bytes, places)
    return withBytes(this.known, places.id, content)
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
