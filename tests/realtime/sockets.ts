import { io, type ManagerOptions, type Socket } from 'socket.io-client'
import { packetParser } from '~/contracts/packets'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { type LiveDocument, openDocument } from '~/realtime/document.client'
import type { Store } from '~db/store'
import { startServer } from '../server'
import { adders, fillWorld } from '../world'

/** The small world with one norm in drafting in the harbour forum, its second paragraph empty. */
export async function fillDraft(store: Store, at: Date) {
  const world = await fillWorld(store, at)
  const draft = await store.tx(async (c) => {
    const add = adders(c, at)
    const normId = await add.norm(world.forums.harbour, 14)
    const otherNormId = await add.norm(world.forums.valley, 15)
    return {
      normId,
      paragraph: await add.paragraph(normId, 0, 'States should report within 72 hours.'),
      empty: await add.paragraph(normId, 1, ''),
      foreign: await add.paragraph(otherNormId, 0, 'The valley decides for itself.'),
    }
  })
  return { ...world, ...draft }
}

export const startDraft = (options: { engine?: 'sqlite' | 'pg' } = {}) =>
  startServer<Awaited<ReturnType<typeof fillDraft>>>({ ...options, fill: fillDraft })
export type DraftServer = Awaited<ReturnType<typeof startDraft>>

/** Sockets of one test, all closed at its end. */
export function socketsTo(server: { origin: string; cookieOf(id: PersonId): Promise<string> }) {
  const open: Socket[] = []
  const connect = async (cookie: string | undefined, options: Partial<ManagerOptions> = {}) => {
    const socket = io(server.origin, {
      transports: ['websocket'],
      forceNew: true,
      parser: packetParser,
      reconnectionDelay: 10,
      reconnectionDelayMax: 50,
      ...(cookie && { extraHeaders: { Cookie: cookie } }),
      ...options,
    })
    open.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return socket
  }
  return {
    connect,
    as: async (person: PersonId, options?: Partial<ManagerOptions>) =>
      connect(await server.cookieOf(person), options),
    closeAll() {
      for (const socket of open.splice(0)) socket.disconnect()
    },
  }
}

/** Opened for writing, and ready for it. */
export async function openToWrite(socket: Socket, id: ParagraphId): Promise<LiveDocument> {
  const document = openDocument(socket, { paragraphId: id })
  document.write()
  await until(document, () => document.writable())
  return document
}

export const saved = (document: LiveDocument) => until(document, () => document.state().is === 'saved')
export const reads = (document: LiveDocument, text: string) =>
  until(document, () => document.text.toString() === text)

/** Until a claim about a document holds; asked again whenever anything about it changes. */
export function until(document: LiveDocument, claim: () => boolean, withinMs = 10_000): Promise<void> {
  if (claim()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      stop()
      const state = JSON.stringify(document.state())
      reject(new Error(`still not so: ${claim} with ${state}, "${document.text.toString().slice(0, 200)}"`))
    }, withinMs)
    const look = () => {
      if (!claim()) return
      stop()
      resolve()
    }
    const unlisten = document.onChange(look)
    document.text.observe(look)
    function stop() {
      clearTimeout(late)
      unlisten()
      document.text.unobserve(look)
    }
  })
}
