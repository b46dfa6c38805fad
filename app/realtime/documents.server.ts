import type { Server } from 'socket.io'
import {
  type AccessNow,
  Join,
  type Joined,
  Leave,
  type People,
  Point,
  type Refused,
  type Rows,
  refused,
  Update,
} from '~/contracts/documents'
import { type AccessCode, passes } from '~/domain/documents/refusal'
import type { ParagraphId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import type { NormCapacity } from '~/domain/norms/may-norm'
import type { Log } from '~/log.server'
import { type SessionCookie, signedIn } from '~/session.server'
import type { Store } from '~db/store'
import { type AccessNowRead, openAccess, type Speaker } from './access.server'
import { isBehind, tellRoom } from './fan-out.server'
import { type Guest, type Limits, listen, type Member, usualLimits, welcome } from './guests.server'
import { openHub } from './hub.server'
import { openLeases } from './leases.server'
import { updatesFor } from './live-text.server'
import { openPresence } from './presence.server'
import { receiveUpdate } from './submit.server'

const joinedAtMost = 100
const lookEveryMs = 1_000
/** Sessions expire by themselves, without anything in the store moving. */
const looksBetweenFullOnes = 10

type Answer = [answer: Refused | Joined, bytes?: Uint8Array]

export interface DocumentsOptions {
  store: Store
  cookie: SessionCookie
  now(): Date
  random(bytes: number): Uint8Array
  log: Log
  limits?: Limits
}

const roomOf = (paragraphId: ParagraphId) => `text/${paragraphId}`

/** Live texts over sockets: who may join which, what they send, and what they are told. */
export function openDocuments(io: Server, options: DocumentsOptions) {
  const { store, cookie, now, random, log, limits = usualLimits } = options
  const guests = new Set<Guest>()
  const readAccess = openAccess(store)
  const leases = openLeases({ store, now, random })
  const presence = openPresence((people: People) =>
    tellRoom(io, roomOf(people.paragraphId), 'document.people', people),
  )
  const hub = openHub({
    store,
    now,
    log,
    readAccess,
    publish(text, { seq, count, update }) {
      const rows: Rows = { paragraphId: text.id, seq, count }
      tellRoom(io, roomOf(text.id), 'document.rows', rows, update)
    },
  })
  const failed = (err: unknown) => log.error({ err }, 'a live text failed')

  io.on('connection', (socket) => {
    const guest = welcome(socket, limits, failed)
    guests.add(guest)
    socket.use((_event, next) => {
      if (guest.spend('messages')) next()
      else socket.conn.close(true)
    })
    listen(socket, 'document.join', Join, (input, reply) =>
      guest.inTurn(async () => {
        const [answer, bytes] = await join(guest, input).catch(unavailable)
        reply(answer, bytes)
      }),
    )
    listen(socket, 'document.leave', Leave, ({ paragraphId }, reply) =>
      guest.inTurn(() => {
        leave(guest, paragraphId)
        reply({ ok: true })
      }),
    )
    listen(socket, 'document.update', Update, (input, reply) =>
      receiveUpdate(hub, guest, input, { reply, after: (answer) => passes(answer.code) || void look(true) }),
    )
    listen(socket, 'document.point', Point, (input, reply) => reply(point(guest, input)))
    socket.on('disconnect', () =>
      guest.inTurn(() => {
        guests.delete(guest)
        for (const paragraphId of [...guest.joined.keys()]) leave(guest, paragraphId)
      }),
    )
  })

  function unavailable(err: unknown): Answer {
    failed(err)
    return [refused('try-again')]
  }

  async function join(guest: Guest, input: Join): Promise<Answer> {
    const { paragraphId, since } = input
    if (!guest.joined.has(paragraphId) && guest.joined.size >= joinedAtMost) return [refused('too-many')]
    const person = await signedIn({ store, cookie, now: now() }, guest.socket.handshake.headers.cookie)
    if (!person) return [refused('not-signed-in')]
    const speaker = { personId: person.personId, sessionId: person.sessionId }
    const access = await readAccess(store.read, {
      paragraphs: [paragraphId],
      speakers: [speaker],
      now: now(),
    })
    const may = access.may(speaker, 'read', paragraphId)
    if (!may.ok) return [refused(may.error)]
    const member = await enter(guest, input, speaker, {
      access: access.to(speaker, paragraphId),
      why: whyNot(access, speaker, paragraphId),
      as: may.value,
    })
    // from here on nothing waits: what the answer leaves out, the room is told afterwards
    const { text } = member
    if (since !== null && since > text.seq) {
      leave(guest, paragraphId)
      return [refused('history-differs')]
    }
    const { name } = person.who
    presence.enter(paragraphId, {
      key: guest.key,
      name,
      speaksFor: speaksFor(may.value, person.who),
      cursor: null,
    })
    const { ends, bytes } = updatesFor(text, since)
    const { access: can, lease } = member
    return [{ ok: true, seq: text.seq, ends, access: can, lease, self: guest.key }, bytes]
  }

  async function enter(
    guest: Guest,
    { paragraphId, write, lease: resume }: Join,
    speaker: Speaker,
    { as, ...can }: Pick<Member, 'access' | 'why'> & { as: NormCapacity },
  ): Promise<Member> {
    leave(guest, paragraphId)
    const lost = () => leave(guest, paragraphId)
    const text = await hub.hold(paragraphId)
    const member: Member = { text, speaker, ...can, lease: null, next: 0, waiting: 0, lost }
    try {
      if (write && can.access === 'write') {
        const delegationId = as.delegation ?? null
        const { personId } = speaker
        member.lease = await leases.take({ paragraphId, personId, delegationId, resume, lost })
      }
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

  function point(guest: Guest, { paragraphId, cursor }: Point): { ok: true } | Refused {
    if (!guest.joined.has(paragraphId)) return refused('not-joined')
    if (!guest.spend('points')) return refused('too-fast')
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
    for (const { socket } of guests) if (isBehind(socket)) socket.conn.close(true)
    const members = [...guests].flatMap((guest) => [...guest.joined.values()].map((m) => ({ guest, m })))
    if (members.length === 0) return
    const seen = store.changes?.() ?? (await store.stamp())
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
    const can = access.to(speaker, text.id)
    const code = whyNot(access, speaker, text.id)
    if (can === member.access && code === member.why) return
    member.access = can
    member.why = code
    const reason = code ? refused(code).reason : ''
    const told: AccessNow = { paragraphId: text.id, access: can, code, reason }
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

/** The first of its reasons is that somebody may not even read. */
function whyNot(access: AccessNowRead, speaker: Speaker, id: ParagraphId): AccessCode | null {
  const may = access.may(speaker, 'write', id)
  return may.ok ? null : may.error
}

function speaksFor({ as, delegation }: NormCapacity, who: Standing): string {
  const membership = who.memberships.find((m) => m.delegationId === delegation)
  return membership?.delegationName ?? (as === 'chair' ? 'Chair' : 'Secretariat')
}

const distinct = (speakers: Speaker[]) => [...new Map(speakers.map((s) => [s.sessionId, s])).values()]
