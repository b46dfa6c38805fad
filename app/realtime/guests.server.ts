import type { Socket } from 'socket.io'
import type { z } from 'zod'
import { type Access, Hide, type Lease, refused } from '~/contracts/documents'
import { type Bucket, fullBucket, type Pace, take } from '~/domain/documents/bucket'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import type { TextId } from '~/domain/documents/text-name'
import type { Speaker } from './access.server'
import { answerTo, onRepeated, shareBytesOfAnswers } from './fan-out.server'
import type { LiveText } from './live-text.server'

/** D7: what one socket may ask for. Honest clients send one change at a time and stay far below. */
export const usualLimits = {
  messages: { perSecond: 100, burst: 400 },
  updates: { perSecond: 40, burst: 200 },
  bytes: { perSecond: 64 * 1024, burst: 512 * 1024 },
  points: { perSecond: 12, burst: 24 },
  /** Changes of one text not yet answered. */
  waiting: 64,
} satisfies Record<string, Pace | number>
export type Limits = Readonly<Record<'messages' | 'updates' | 'bytes' | 'points', Pace> & { waiting: number }>

/** One socket's part in one text. */
export interface Member {
  text: LiveText
  speaker: Speaker
  /** The reference of its norm. */
  norm: string
  access: Access
  /** Why the wording may not be changed just now; null when it may. */
  why: DocumentRefusal | null
  lease: Lease | null
  /** The clock of the next character under the lease, waiting changes included. */
  next: number
  /** Changes not yet answered. */
  waiting: number
  lost(): void
}

/** One socket, whoever is behind it. */
export interface Guest {
  key: number
  socket: Socket
  /** Who it is, by the cookie the connection was opened with; undefined until somebody is found. */
  speaker: Speaker | undefined
  joined: Map<TextId, Member>
  /** Whether others are not told of them. */
  hidden: boolean
  /** Whether so much more may still be asked for. */
  spend(what: keyof Omit<Limits, 'waiting'>, amount?: number): boolean
  limits: Limits
  /** Joining and leaving go one after the other. */
  inTurn(act: () => unknown): void
}

/** An answer, and bytes that belong to it. */
export type Reply = (answer: object, bytes?: Uint8Array) => void

let nextKey = 1

export function welcome(socket: Socket, limits: Limits, failed: (err: unknown) => void): Guest {
  const buckets = new Map<Pace, Bucket>()
  let turn: Promise<unknown> = Promise.resolve()
  shareBytesOfAnswers(socket)
  return {
    key: nextKey++,
    socket,
    speaker: undefined,
    joined: new Map(),
    hidden: Hide.safeParse(socket.handshake.auth).data?.hidden ?? false,
    limits,
    spend(what, amount = 1) {
      const pace = limits[what]
      const now = performance.now()
      const bucket = buckets.get(pace) ?? fullBucket(pace, now)
      buckets.set(pace, bucket)
      return take(bucket, pace, now, amount)
    },
    inTurn(act) {
      turn = turn.then(act).catch(failed)
    },
  }
}

/**
 * Parse, or tell the sender what is wrong; a message without a callback is answered to nobody. Bytes that
 * come with a message are its `update`.
 */
export function listen<S extends z.ZodType>(
  socket: Socket,
  event: string,
  schema: S,
  handle: (input: z.infer<S>, reply: Reply, message: unknown) => unknown,
) {
  socket.on(event, (...content: unknown[]) => {
    const callback = content[content.length - 1]
    const reply: Reply = (...answer) => {
      if (typeof callback === 'function') callback(...answer)
    }
    const [message, update] = content
    const parsed = schema.safeParse(
      update instanceof Uint8Array && typeof message === 'object' ? { ...message, update } : message,
    )
    if (parsed.success) return void handle(parsed.data, reply, message)
    const issue = parsed.error.issues[0]
    reply(refused('invalid', `${event}: ${issue?.path.join('.')}: ${issue?.message}`))
  })
}

/**
 * The same for messages that follow one another with nothing but their bytes changed, as when somebody types: those
 * are taken as they are read, since the library's way to a listener costs more than storing them.
 */
export function listenToRuns<I extends { update: Uint8Array }>(
  guest: Guest,
  event: string,
  schema: z.ZodType<I>,
  handle: (input: I, update: Uint8Array, reply: Reply) => unknown,
) {
  const { socket } = guest
  let last: { message: unknown; input: I } | null = null
  listen(socket, event, schema, (input, reply, message) => {
    last = { message, input }
    handle(input, input.update, reply)
  })
  onRepeated(socket, ([name, message], id, update) => {
    if (!last || name !== event || message !== last.message || id === undefined) return false
    if (guest.spend('messages')) handle(last.input, update, answerTo(socket, id))
    else socket.conn.close(true)
    return true
  })
}
