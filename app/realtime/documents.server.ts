import type { Server } from 'socket.io'
import type { Deps } from '~/commands/deps.server'
import {
  type AccessNow,
  type DeskPeople,
  Hide,
  Join,
  type Joined,
  Leave,
  type People,
  Point,
  type Refused,
  type Rows,
  refused,
  Suggest,
  type SuggestAnswer,
  Update,
} from '~/contracts/documents'
import { passes } from '~/domain/documents/refusal'
import type { SuggestionOwner } from '~/domain/documents/suggestion'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import type { ParagraphId, PersonId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import type { NormCapacity } from '~/domain/norms/may-norm'
import type { Log } from '~/log.server'
import { openSession, type SessionCookie } from '~/session.server'
import type { Store } from '~db/store'
import { people } from '~db/stores/people'
import { suggestions } from '~db/stores/suggestions'
import { type AccessNowRead, openAccess, type Speaker, type TextAsked, type TextCode } from './access.server'
import { isBehind, tellRoom } from './fan-out.server'
import {
  type Guest,
  type Limits,
  listen,
  listenToRuns,
  type Member,
  usualLimits,
  welcome,
} from './guests.server'
import { openHistory } from './history.server'
import { openHub, type Suggested } from './hub.server'
import { openLeases } from './leases.server'
import { askedOf, type LiveText, updatesFor } from './live-text.server'
import { oneAtATime } from './one-at-a-time'
import { openPresence } from './presence.server'
import { receiveUpdate } from './submit.server'

const joinedAtMost = 100
const lookEveryMs = 1_000
/** Sessions expire by themselves, without anything in the store moving. */
const looksBetweenFullOnes = 10

type Answer = [answer: Refused | Joined, bytes?: Uint8Array]

export interface DocumentsOptions {
  deps: Deps
  cookie: SessionCookie
  log: Log
  limits?: Limits
}

const roomOf = (name: TextName) => `text/${textId(name)}`
/** All who have a text of a norm open, by the norm's reference. Nobody can ask to watch it. */
const deskRoom = (norm: string) => `desk/${norm}`

/** Live texts over sockets: who may join which, what they send, and what they are told. */
export function openDocuments(io: Server, options: DocumentsOptions) {
  const { deps, cookie, log, limits = usualLimits } = options
  const { store, now, random } = deps
  const guests = new Set<Guest>()
  const readAccess = openAccess(store)
  const history = openHistory(store)
  const leases = openLeases({ store, now, random })
  const presence = openPresence({
    text: (people: People) => tellRoom(io, roomOf(people), 'document.people', people),
    desk: (people: DeskPeople) => tellRoom(io, deskRoom(people.norm), 'desk.people', people),
  })
  const hub = openHub({
    deps,
    log,
    readAccess,
    publish(text, { seq, count, update }) {
      const rows: Rows = { ...text.name, seq, count }
      tellRoom(io, roomOf(text.name), 'document.rows', rows, update)
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
    listen(socket, 'document.suggest', Suggest, (input, reply) =>
      guest.inTurn(async () => reply(await suggestionFor(guest, input).catch(() => refused('try-again')))),
    )
    listen(socket, 'document.leave', Leave, (name, reply) =>
      guest.inTurn(() => {
        leave(guest, textId(name))
        reply({ ok: true })
      }),
    )
    listenToRuns(guest, 'document.update', Update, (name, update, reply) =>
      receiveUpdate(hub, guest, name, update, {
        reply,
        after: (answer) => passes(answer.code) || void look(true),
      }),
    )
    listen(socket, 'document.point', Point, (input, reply) => reply(point(guest, input)))
    listen(socket, 'document.hide', Hide, ({ hidden }, reply) =>
      guest.inTurn(() => {
        guest.hidden = hidden
        for (const member of guest.joined.values()) presence.hide(placeOf(guest, member), hidden)
        reply({ ok: true })
      }),
    )
    socket.on('disconnect', () =>
      guest.inTurn(() => {
        guests.delete(guest)
        for (const id of [...guest.joined.keys()]) leave(guest, id)
      }),
    )
  })

  function unavailable(err: unknown): Answer {
    failed(err)
    return [refused('try-again')]
  }

  /** Asked once a connection; whether the session still stands is part of every question about access. */
  async function speakerOf(guest: Guest): Promise<Speaker | undefined> {
    const { cookie: header } = guest.socket.handshake.headers
    guest.speaker ??= (await openSession({ store, cookie, now: now() }, header)) ?? undefined
    return guest.speaker
  }

  async function join(guest: Guest, input: Join): Promise<Answer> {
    const { paragraphId, suggestionId, since } = input
    const id = textId(input)
    if (!guest.joined.has(id) && guest.joined.size >= joinedAtMost) return [refused('too-many')]
    const speaker = await speakerOf(guest)
    if (!speaker) return [refused('not-signed-in')]
    // D19: words that wait in one person's window are not sent by the next who signs in
    if (input.person && input.person !== speaker.personId) return [refused('another-person')]
    const access = await readAccess(store.read, { texts: [input], speakers: [speaker], now: now() })
    const suggested = suggestionId && (await findSuggestion(store, access, speaker, input))
    const asked = { paragraphId, suggestionId, owner: suggested?.owner }
    const may = access.may(speaker, 'read', asked)
    if (!may.ok) return [refused(may.error)]
    const can = {
      access: access.to(speaker, asked),
      why: whyNot(access, speaker, asked),
      as: may.value,
      norm: access.normRef(paragraphId) ?? '',
    }
    const member = await enter(guest, input, speaker, can, suggested)
    if (!member) return [refused('history-differs')]
    const stands = await history.of(member.text)
    // from here on nothing waits: what the answer leaves out, the room is told afterwards
    const { text } = member
    const mark = stands.seq === text.seq ? stands.mark : null
    const who = access.standing(speaker)!
    const person = { name: who.name, speaksFor: speaksFor(may.value, who) }
    presence.enter(placeOf(guest, member), person, guest.hidden)
    void guest.socket.join(deskRoom(member.norm))
    const { ends, bytes } = updatesFor(text, since)
    const { lease } = member
    const { personId } = speaker
    const reserved = can.access === 'write' && !lease ? leases.reserve({ paragraphId, personId }) : null
    return [
      {
        ok: true,
        seq: text.seq,
        ends,
        access: can.access,
        lease,
        reserved,
        history: { epoch: stands.epoch, seq: text.seq, mark },
        self: guest.key,
      },
      bytes,
    ]
  }

  /** D17: whether what the client has is the beginning of what is stored. */
  async function isSameHistory(text: LiveText, { since, history: copy }: Join) {
    if (since !== null && since > text.seq) return false
    return !copy || (await history.goesOn(text, copy))
  }

  /** Null: the client's copy is of another history. */
  async function enter(
    guest: Guest,
    input: Join,
    speaker: Speaker,
    { as, ...can }: Pick<Member, 'access' | 'why' | 'norm'> & { as: NormCapacity },
    suggested: Suggested | undefined,
  ): Promise<Member | null> {
    const { paragraphId, suggestionId, write, lease: resume } = input
    const name: TextName = { paragraphId, ...(suggestionId && { suggestionId }) }
    const lost = () => leave(guest, textId(name))
    lost()
    const text = await hub.hold(name, suggested)
    const member: Member = { text, speaker, ...can, lease: null, next: 0, waiting: 0, lost }
    try {
      if (!(await isSameHistory(text, input))) {
        hub.release(text)
        return null
      }
      if (write && can.access === 'write') {
        const delegationId = as.delegation ?? null
        const { personId } = speaker
        const isGone = () => !guest.socket.connected
        member.lease = await leases.take({ text, personId, delegationId, resume, lost, isGone })
      }
    } catch (e) {
      hub.release(text)
      throw e
    }
    member.next = member.lease ? (text.counts.clocks.get(member.lease.clientId) ?? 0) : 0
    guest.joined.set(text.id, member)
    void guest.socket.join(roomOf(name))
    return member
  }

  /** D13: looking leaves no trace; the answer names what the first words would open. */
  async function suggestionFor(guest: Guest, { paragraphId }: Suggest): Promise<SuggestAnswer> {
    const speaker = await speakerOf(guest)
    if (!speaker) return refused('not-signed-in')
    const access = await readAccess(store.read, { texts: [{ paragraphId }], speakers: [speaker], now: now() })
    const may = access.may(speaker, 'suggest', { paragraphId })
    if (!may.ok) return refused(may.error)
    const owner = ownerBy(speaker, may.value)
    return { ok: true, suggestionId: await suggestions(store.read).ofOwner(paragraphId, owner) }
  }

  function leave(guest: Guest, id: TextId) {
    const member = guest.joined.get(id)
    if (!member) return
    const { name } = member.text
    guest.joined.delete(id)
    void guest.socket.leave(roomOf(name))
    if (presence.leave(placeOf(guest, member))) void guest.socket.leave(deskRoom(member.norm))
    if (member.lease) leases.giveBack(name, member.lease, member.lost)
    hub.release(member.text)
  }

  function point(guest: Guest, { cursor, ...name }: Point): { ok: true } | Refused {
    const member = guest.joined.get(textId(name))
    if (!member) return refused('not-joined')
    if (!guest.spend('points')) return refused('too-fast')
    presence.point(placeOf(guest, member), cursor)
    return { ok: true }
  }

  let stamp = ''
  let looks = 0
  /** Rights taken away, rows written by others, and sockets that do not read: seen within a second. */
  const looking = oneAtATime((full) =>
    lookOnce(full).catch((err: unknown) => log.error({ err }, 'access to live texts could not be checked')),
  )
  const look = (full = false): Promise<void> => looking.ask(full)

  async function lookOnce(full: boolean) {
    for (const { socket } of guests) if (isBehind(socket)) socket.conn.close(true)
    const members = [...guests].flatMap((guest) => [...guest.joined.values()].map((m) => ({ guest, m })))
    if (members.length === 0) return
    const seen = store.changes?.() ?? (await store.stamp())
    if (seen === stamp && !full && ++looks % looksBetweenFullOnes !== 0) return
    stamp = seen
    await hub.catchUp()
    const access = await readAccess(store.read, {
      texts: [...new Set(members.map(({ m }) => m.text))].map(({ name }) => name),
      speakers: distinct(members.map(({ m }) => m.speaker)),
      now: now(),
    })
    for (const { guest, m } of members) if (guest.joined.get(m.text.id) === m) review(guest, m, access)
  }

  function review(guest: Guest, member: Member, access: AccessNowRead) {
    const { text, speaker } = member
    const asked = askedOf(text)
    const can = access.to(speaker, asked)
    const code = whyNot(access, speaker, asked)
    if (can === member.access && code === member.why) return
    member.access = can
    member.why = code
    const reason = code ? refused(code).reason : ''
    const told: AccessNow = { ...text.name, access: can, code, reason }
    guest.socket.emit('document.access', told)
    if (can === 'none') leave(guest, text.id)
  }

  const timer = setInterval(() => looking.isRunning() || void look(), lookEveryMs)

  return {
    /** Everything a join asks is asked once for nobody: after a restart all come at once, and the first pays for what is cold. */
    async warm() {
      const paragraphId = '' as ParagraphId
      const speaker: Speaker = { personId: '' as PersonId, sessionId: '' }
      await openSession({ store, cookie, now: now() }, await cookie.serialize('nobody'))
      await people(store.read).standing(speaker.personId)
      await readAccess(store.read, { texts: [{ paragraphId }], speakers: [speaker], now: now() })
      hub.release(await hub.hold({ paragraphId }))
    },
    look: () => look(),
    async close() {
      clearInterval(timer)
      presence.close()
      await looking.done()
      await hub.close()
    },
  }
}

const placeOf = ({ key }: Guest, { text: { name }, norm }: Member) => ({ name, norm, key })

/** The first of its reasons is that somebody may not even read. */
function whyNot(access: AccessNowRead, speaker: Speaker, text: TextAsked): TextCode | null {
  const may = access.may(speaker, 'write', text)
  return may.ok ? null : may.error
}

/** The suggestion asked for; undefined: there is none, and the speaker's first words would not open it either. */
async function findSuggestion(
  { read }: Pick<Store, 'read'>,
  access: AccessNowRead,
  speaker: Speaker,
  { paragraphId, suggestionId }: TextName,
): Promise<Suggested | undefined> {
  const opened = access.suggestion(suggestionId!)
  if (opened) return { owner: opened, opened: true }
  const may = access.may(speaker, 'suggest', { paragraphId })
  if (!may.ok) return undefined
  const owner = ownerBy(speaker, may.value)
  const wouldBe = (await suggestions(read).ofOwner(paragraphId, owner)) === suggestionId
  return wouldBe ? { owner, opened: false } : undefined
}

const ownerBy = ({ personId }: Speaker, { delegation }: NormCapacity): SuggestionOwner => ({
  authorId: personId,
  delegationId: delegation ?? null,
  status: 'open',
})

function speaksFor({ as, delegation }: NormCapacity, who: Standing): string {
  const membership = who.memberships.find((m) => m.delegationId === delegation)
  return membership?.delegationName ?? (as === 'chair' ? 'Chair' : 'Secretariat')
}

const distinct = (speakers: Speaker[]) => [...new Map(speakers.map((s) => [s.sessionId, s])).values()]
