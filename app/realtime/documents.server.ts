import type { Server, Socket } from 'socket.io'
import type { z } from 'zod'
import {
  type Access,
  type AccessNow,
  Join,
  type JoinAnswer,
  type Lease,
  Leave,
  type People,
  Point,
  type Refused,
  type Rows,
  refused,
  Update,
  type UpdateAnswer,
} from '~/contracts/documents'
import { type Bucket, fullBucket, type Pace, take } from '~/domain/documents/bucket'
import { judgeUpdate } from '~/domain/documents/judge-update'
import { type DocumentRefusal, passes } from '~/domain/documents/refusal'
import type { ParagraphId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { normLimits } from '~/domain/norms/norm'
import type { Log } from '~/log.server'
import { type SessionCookie, signedIn } from '~/session.server'
import type { Store } from '~db/store'
import { textRoot } from '~db/stores/wordings'
import { type AccessNowRead, readAccess, type Speaker } from './access.server'
import { decodeUpdate } from './decode-update'
import { openHub } from './hub.server'
import { openLeases } from './leases.server'
import { type LiveText, measure, updatesSince } from './live-text'
import { openPresence } from './presence.server'
import { backlogBytes } from './slow-consumer'

/** What one socket may ask for. Honest clients send one change at a time and stay far below. */
export const paces = {
  messages: { perSecond: 100, burst: 400 },
  updates: { perSecond: 40, burst: 200 },
  bytes: { perSecond: 64 * 1024, burst: 512 * 1024 },
  points: { perSecond: 12, burst: 24 },
} satisfies Record<string, Pace>
const joinedAtMost = 100
const waitingAtMost = 64
const backlogAtMost = 1 << 20
const lookEveryMs = 1_000
/** Sessions expire by themselves, without anything in the store moving. */
const looksBetweenFullOnes = 10

export interface DocumentsOptions {
  store: Store
  cookie: SessionCookie
  now(): Date
  random(bytes: number): Uint8Array
  log: Log
}

/** One socket's part in one text. */
interface Member {
  text: LiveText
  speaker: Speaker
  access: Access
  lease: Lease | null
  /** The clock of the next character under the lease, waiting changes included. */
  next: number
  /** Changes not yet answered. */
  waiting: number
  lost(): void
}

interface Guest {
  key: number
  socket: Socket
  joined: Map<ParagraphId, Member>
  buckets: Record<keyof typeof paces, Bucket>
  /** Joining and leaving go one after the other. */
  turn: Promise<unknown>
}

const roomOf = (paragraphId: ParagraphId) => `text/${paragraphId}`

/** Live texts over sockets: who may join which, what they send, and what they are told. */
export function openDocuments(io: Server, { store, cookie, now, random, log }: DocumentsOptions) {
  const guests = new Set<Guest>()
  const leases = openLeases({ store, now, random })
  const presence = openPresence((people: People) =>
    io.to(roomOf(people.paragraphId)).emit('document.people', people),
  )
  const hub = openHub({
    store,
    now,
    log,
    publish(text, { seq, count, update }) {
      const rows: Rows = { paragraphId: text.id, seq, count, update: toBase64(update) }
      io.to(roomOf(text.id)).emit('document.rows', rows)
    },
  })
  let nextKey = 1

  io.on('connection', (socket) => {
    const at = performance.now()
    const buckets = Object.fromEntries(
      Object.entries(paces).map(([name, pace]) => [name, fullBucket(pace, at)]),
    ) as Guest['buckets']
    const guest: Guest = { key: nextKey++, socket, joined: new Map(), buckets, turn: Promise.resolve() }
    guests.add(guest)
    socket.use((_event, next) => {
      if (spend(guest, 'messages')) next()
      else socket.conn.close(true)
    })
    const inTurn = (fn: () => unknown) => {
      guest.turn = guest.turn.then(fn).catch((err: unknown) => log.error({ err }, 'a live text failed'))
    }
    on(socket, 'document.join', Join, (input, reply) =>
      inTurn(async () => reply(await join(guest, input).catch(failed))),
    )
    on(socket, 'document.leave', Leave, ({ paragraphId }, reply) =>
      inTurn(() => {
        leave(guest, paragraphId)
        reply({ ok: true })
      }),
    )
    on(socket, 'document.update', Update, (input, reply) => update(guest, input, reply))
    on(socket, 'document.point', Point, (input, reply) => reply(point(guest, input)))
    socket.on('disconnect', () =>
      inTurn(() => {
        guests.delete(guest)
        for (const paragraphId of [...guest.joined.keys()]) leave(guest, paragraphId)
      }),
    )
  })

  const failed = (err: unknown) => {
    log.error({ err }, 'a paragraph could not be opened')
    return refused('try-again')
  }
  const spend = (guest: Guest, what: keyof typeof paces, amount = 1) =>
    take(guest.buckets[what], paces[what], performance.now(), amount)

  async function join(guest: Guest, input: Join): Promise<JoinAnswer> {
    const { paragraphId, since } = input
    const { socket } = guest
    if (!guest.joined.has(paragraphId) && guest.joined.size >= joinedAtMost) return refused('too-many')
    const person = await signedIn({ store, cookie, now: now() }, socket.handshake.headers.cookie)
    const speaker = person && { personId: person.personId, sessionId: person.sessionId }
    if (!person || !speaker) return refused('not-signed-in')
    const access = await readAccess(store.read, {
      paragraphs: [paragraphId],
      speakers: [speaker],
      now: now(),
    })
    const may = access.may(speaker, 'read', paragraphId)
    if (!may.ok) return refused(may.error)
    const member = await enter(guest, input, speaker, accessOf(access, speaker, paragraphId), may.value)
    // from here on nothing waits: what the answer leaves out, the room is told afterwards
    const { text } = member
    if (since !== null && since > text.seq) {
      leave(guest, paragraphId)
      return refused('history-differs')
    }
    presence.enter(paragraphId, {
      key: guest.key,
      name: person.who.name,
      speaksFor: speaksFor(may.value, person.who),
      cursor: null,
    })
    return {
      ok: true,
      seq: text.seq,
      updates: updatesSince(text, since).map(toBase64),
      access: member.access,
      lease: member.lease,
      self: guest.key,
    }
  }

  async function enter(
    guest: Guest,
    { paragraphId, write, lease: resume }: Join,
    speaker: Speaker,
    access: Access,
    capacity: NormCapacity,
  ): Promise<Member> {
    leave(guest, paragraphId)
    const lost = () => leave(guest, paragraphId)
    const text = await hub.hold(paragraphId)
    const member: Member = { text, speaker, access, lease: null, next: 0, waiting: 0, lost }
    try {
      if (write && access === 'write')
        member.lease = await leases.take({
          paragraphId,
          personId: speaker.personId,
          delegationId: capacity.delegation ?? null,
          resume,
          lost,
        })
    } catch (e) {
      hub.release(text)
      throw e
    }
    member.next = member.lease ? (text.clocks.get(member.lease.clientId) ?? 0) : 0
    guest.joined.set(paragraphId, member)
    void guest.socket.join(roomOf(paragraphId))
    return member
  }

  function leave(guest: Guest, paragraphId: ParagraphId) {
    const member = guest.joined.get(paragraphId)
    if (!member) return
    guest.joined.delete(paragraphId)
    void guest.socket.leave(roomOf(paragraphId))
    presence.leave(paragraphId, guest.key)
    if (member.lease) leases.giveBack(paragraphId, member.lease, member.lost)
    hub.release(member.text)
  }

  function update(guest: Guest, input: Update, reply: (answer: UpdateAnswer) => void) {
    const code = receive(guest, input, reply)
    if (code) reply(refused(code))
  }

  function receive(
    guest: Guest,
    { paragraphId, update }: Update,
    reply: (answer: UpdateAnswer) => void,
  ): DocumentRefusal | null {
    if (!spend(guest, 'updates') || !spend(guest, 'bytes', update.length)) return 'too-fast'
    const member = guest.joined.get(paragraphId)
    if (!member) return 'not-joined'
    if (member.waiting >= waitingAtMost) return 'too-fast'
    const bytes = fromBase64(update)
    return bytes ? submit(member, bytes, reply) : 'malformed'
  }

  /** Through the gate and into the queue; a refusal concerns the sender only. */
  function submit(
    member: Member,
    bytes: Uint8Array,
    reply: (answer: UpdateAnswer) => void,
  ): DocumentRefusal | null {
    const { text, lease, speaker } = member
    if (!lease) return 'no-lease'
    if (member.access !== 'write') return 'text-closed'
    const decoded = decodeUpdate(bytes)
    if (!decoded.ok) return decoded.error
    const own = { client: lease.clientId, clock: member.next }
    const judged = judgeUpdate(decoded.value, own, text.clocks, textRoot)
    if (!judged.ok) return judged.error
    const { duplicate, next, added } = judged.value
    if (!duplicate && !fits(text, added)) return 'text-too-long'
    const from = duplicate ? decoded.value.author!.clock : member.next
    const end = duplicate ? from + decoded.value.runs.reduce((n, run) => n + run.length, 0) : next
    member.next = next
    member.waiting++
    hub.submit(text, {
      by: speaker,
      clientId: lease.clientId,
      bytes,
      from,
      next: end,
      answer(answer) {
        member.waiting--
        if (!answer.ok) setBack(member, answer)
        reply(answer)
      },
    })
    return null
  }

  /** What was not stored never happened: the writer's next character has its old number. */
  function setBack(member: Member, answer: Refused) {
    member.next = member.text.clocks.get(member.lease!.clientId) ?? 0
    if (!passes(answer.code)) void look(true)
  }

  function point(guest: Guest, { paragraphId, cursor }: Point): { ok: true } | Refused {
    if (!guest.joined.has(paragraphId)) return refused('not-joined')
    if (!spend(guest, 'points')) return refused('too-fast')
    presence.point(paragraphId, guest.key, cursor)
    return { ok: true }
  }

  let stamp = ''
  let looks = 0
  let looking: Promise<void> | null = null

  /** Rights taken away, rows written by others, and sockets that do not read: seen within a second. */
  function look(full = false): Promise<void> {
    looking ??= lookOnce(full)
      .catch((err: unknown) => log.error({ err }, 'access to live texts could not be checked'))
      .finally(() => {
        looking = null
      })
    return looking
  }

  async function lookOnce(full: boolean) {
    for (const { socket } of guests) if (backlogBytes(socket) > backlogAtMost) socket.conn.close(true)
    const members = [...guests].flatMap((guest) => [...guest.joined.values()].map((m) => ({ guest, m })))
    if (members.length === 0) return
    const seen = await store.stamp()
    if (seen === stamp && !full && ++looks % looksBetweenFullOnes !== 0) return
    stamp = seen
    await hub.catchUp()
    const access = await readAccess(store.read, {
      paragraphs: [...new Set(members.map(({ m }) => m.text.id))],
      speakers: distinct(members.map(({ m }) => m.speaker)),
      now: now(),
    })
    for (const { guest, m } of members) if (guest.joined.get(m.text.id) === m) review(guest, m, access)
  }

  function review(guest: Guest, member: Member, access: AccessNowRead) {
    const { text, speaker } = member
    const can = accessOf(access, speaker, text.id)
    if (can === member.access) return
    member.access = can
    const why = access.may(speaker, can === 'none' ? 'read' : 'write', text.id)
    const code = why.ok ? null : why.error
    const told: AccessNow = {
      paragraphId: text.id,
      access: can,
      code,
      reason: code ? refused(code).reason : '',
    }
    guest.socket.emit('document.access', told)
    if (can === 'none') leave(guest, text.id)
  }

  const timer = setInterval(() => void look(), lookEveryMs)

  return {
    look: () => look(),
    async close() {
      clearInterval(timer)
      presence.close()
      await looking
      await hub.close()
    },
  }
}

const accessOf = (access: AccessNowRead, speaker: Speaker, id: ParagraphId): Access =>
  access.may(speaker, 'write', id).ok ? 'write' : access.may(speaker, 'read', id).ok ? 'read' : 'none'

function speaksFor({ as, delegation }: NormCapacity, who: Standing): string {
  const membership = who.memberships.find((m) => m.delegationId === delegation)
  return membership?.delegationName ?? (as === 'chair' ? 'Chair' : 'Secretariat')
}

const distinct = (speakers: Speaker[]) => [...new Map(speakers.map((s) => [s.sessionId, s])).values()]

/** D6: a paragraph stays within what a form could have sent. */
function fits(text: LiveText, added: number): boolean {
  if (text.lengthBound + added > normLimits.text) measure(text)
  if (text.lengthBound + added > normLimits.text) return false
  text.lengthBound += added
  return true
}

/** Parse, or tell the sender what is wrong; a message without a callback is answered to nobody. */
function on<S extends z.ZodType>(
  socket: Socket,
  event: string,
  schema: S,
  handle: (input: z.infer<S>, reply: (answer: object) => void) => unknown,
) {
  socket.on(event, (message: unknown, callback: unknown) => {
    const reply = (answer: object) => {
      if (typeof callback === 'function') callback(answer)
    }
    const parsed = schema.safeParse(message)
    if (parsed.success) return void handle(parsed.data, reply)
    const issue = parsed.error.issues[0]
    reply(refused('invalid', `${event}: ${issue?.path.join('.')}: ${issue?.message}`))
  })
}

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** Strictly: one spelling for one value. */
function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null
}
