import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Deps } from '~/commands/deps.server'
import { type LiveEntry, publicRoom, Watch, type WatchAnswer } from '~/contracts/live'
import { guestParser } from '~/contracts/packets'
import type { Log } from '~/log.server'
import type { SessionCookie } from '~/session.server'
import type { Store } from '~db/store'
import { ledger } from '~db/stores/ledger'
import { openDocuments } from './documents.server'
import type { Limits } from './guests.server'

const lookEveryMs = 1_000
const entriesPerLook = 500
/** Of one socket, open paragraphs included; a page has a few. */
const roomsAtMost = 250

export interface Gateway {
  io: Server
  /** The ledger has grown: look now rather than at the next tick. */
  look(): void
  close(): Promise<void>
}

interface GatewayOptions {
  deps: Deps
  /** The session of a socket is the one its handshake's cookie names. */
  cookie: SessionCookie
  log: Log
  /** The one origin pages are served from; undefined: whatever host the handshake names. */
  publicUrl: string | undefined
  /** What one socket may ask for, where it is not the usual. */
  limits?: Limits
}

/** Sockets of one process: who watches which room, and what the ledger has to tell them. */
export async function openGateway(
  http: HttpServer,
  { deps, cookie, log, publicUrl, limits }: GatewayOptions,
): Promise<Gateway> {
  const { store } = deps
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: 1 << 18,
    perMessageDeflate: false,
    parser: guestParser,
    allowRequest: (req, answer) => answer(null, sameOrigin(req, publicUrl)),
  })
  io.on('connection', (socket) => {
    socket.on('watch', (message: unknown, reply: unknown) => {
      watch(store, socket, message)
        .then((answer) => typeof reply === 'function' && reply(answer))
        .catch((err: unknown) => log.error({ err }, 'a watch failed'))
    })
  })
  const documents = openDocuments(io, { deps, cookie, log, ...(limits && { limits }) })
  const teller = await tellRooms(io, store, log)
  await documents.warm()
  return {
    io,
    look() {
      teller.look()
      void documents.look()
    },
    async close() {
      teller.stop()
      await documents.close()
      await io.close()
    },
  }
}

/** S1 for sockets: a browser always names its page's origin on an upgrade; a foreign one is refused. */
function sameOrigin(req: IncomingMessage, publicUrl: string | undefined): boolean {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = req.headers.origin
  if (origin === undefined) return true
  return origin === (publicUrl ?? `http://${req.headers.host}`)
}

/** S2: rooms are named by public subjects only; whatever else is asked for is refused by name. */
async function watch(store: Store, socket: Socket, message: unknown): Promise<WatchAnswer> {
  const parsed = Watch.safeParse(message)
  if (!parsed.success)
    return {
      ok: false,
      reason: `watch: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`,
    }
  const { rooms, since } = parsed.data
  if (socket.rooms.size + rooms.length > roomsAtMost)
    return { ok: false, reason: 'watch: too many rooms at once' }
  const foreign = rooms.find((room) => !publicRoom.test(room))
  if (foreign !== undefined) return { ok: false, reason: `watch: no public room is called ${foreign}` }
  // join first, look second: an entry between the two is told twice, never missed
  await socket.join(rooms)
  const index = await ledger(store.read).size()
  const changed = since < index && (await ledger(store.read).touched(rooms, since))
  return { ok: true, index, changed }
}

/** Everything told to rooms is read from the ledger, so another process's acts are told like our own. */
async function tellRooms(io: Server, store: Store, log: Log) {
  let next = await ledger(store.read).size()
  let stamp = await store.stamp()
  let looking: Promise<void> | null = null
  let wanted = false

  const tell = async () => {
    for (;;) {
      const entries = await ledger(store.read).since(next, entriesPerLook)
      for (const { index, type, subject } of entries) {
        const entry: LiveEntry = { index: index!, type, subject }
        io.to(['all', subject]).emit('entry', entry)
        next = index! + 1
      }
      if (entries.length < entriesPerLook) return
    }
  }
  const look = () => {
    if (looking) {
      wanted = true
      return
    }
    looking = tell()
      .catch((err: unknown) => log.error({ err }, 'rooms could not be told'))
      .finally(() => {
        looking = null
        if (wanted) {
          wanted = false
          look()
        }
      })
  }
  const timer = setInterval(() => {
    store
      .stamp()
      .then((now) => {
        if (now === stamp) return
        stamp = now
        look()
      })
      .catch((err: unknown) => log.error({ err }, 'the store does not answer'))
  }, lookEveryMs)
  return { look, stop: () => clearInterval(timer) }
}
