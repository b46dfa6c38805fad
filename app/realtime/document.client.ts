import type { Socket } from 'socket.io-client'
import * as Y from 'yjs'
import type {
  Access,
  AccessNow,
  Cursor,
  History,
  Join,
  JoinAnswer,
  Lease,
  People,
  Present,
  Refused,
  Rows,
  UpdateAnswer,
} from '~/contracts/documents'
import { type DocumentRefusal, passes } from '~/domain/documents/refusal'
import { rowMark } from '~/domain/documents/row-mark'
import type { SaveState } from '~/domain/documents/save-state'
import { type TextName, textId } from '~/domain/documents/text-name'
import type { PersonId } from '~/domain/ids'

const answerWithinMs = 10_000
const againAfterMs = 500
const pointEveryMs = 100
/** Changes made while waiting are merged into one message up to this size. */
const unitBytes = 32 * 1024

/** Changes sent together; sealed once sent, so that sending again sends the same. */
export interface Unit {
  update: Uint8Array
  edits: number
  sent: boolean
}

/** What is not stored yet, and what it takes to send it from another window later. */
export interface Outbox {
  lease: Lease | null
  history: History | null
  units: readonly Unit[]
  /** The whole text as it stands here. */
  words: string
}

interface DocumentOptions {
  /** The paragraph's text, for a suggestion on it. */
  body?: Y.Text | null
  /** Whose window it is. */
  person?: PersonId
  /** Told after every change of what is not stored yet; null: all is stored. */
  keep?(outbox: Outbox | null): Promise<unknown> | undefined
  /** Whether a change is sent only once it is kept. */
  keepFirst?: boolean
  /** Begin with what another window has left. */
  left?: Pick<Outbox, 'lease' | 'history' | 'units'>
}

export interface LiveDocument {
  text: Y.Text
  /** A suggestion stands on its paragraph's text; null for a paragraph's own. */
  body: Y.Text | null
  /** The number of the last update in it; 0 while it is opening. */
  seq(): number
  state(): SaveState
  access(): Access
  /** Everybody else who has the paragraph open. */
  people(): Present[]
  /** The key under which others are told of this window; null while there is none. */
  self(): number | null
  /** Whether local edits are accepted now: there is a client id of our own, and nothing was refused. */
  writable(): boolean
  /** Ask for a client id of our own. Edit only once `writable`. */
  write(): void
  point(cursor: Cursor | null): void
  /** Ask once more for a text that was refused, with all that is known of it; only while nothing of it waits to be sent. */
  again(): void
  /** Called after every change of state, access or people; returns how to stop. */
  onChange(listener: () => void): () => void
  leave(): void
}

/**
 * One live text in this window: a paragraph's, or that of a suggestion, which follows `body`. A change is saved when the server has stored it; until then
 * it is kept here and sent again after every reconnection, one message at a time, so that order holds.
 */
export function openDocument(
  socket: Socket,
  name: TextName,
  { body = null, person, keep, keepFirst = false, left }: DocumentOptions = {},
): LiveDocument {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  const listeners = new Set<() => void>()
  const outbox: Unit[] = left?.units.map((unit) => ({ ...unit, sent: true })) ?? []
  let seq: number | null = null
  let history: History | null = left?.history ?? null
  let lease: Lease | null = left?.lease ?? null
  let reserved: Lease | null = null
  let access: Access = 'none'
  let people: Present[] = []
  let self = -1
  let wantsWrite = left !== undefined
  let joined = false
  let sending = false
  let keeping = 0
  let refusal: { code: DocumentRefusal; reason: string } | null = null
  /** Answers to what was asked over an earlier connection no longer matter. */
  let connection = 0

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const isOwn = (news: TextName) => textId(news) === textId(name)
  const kept = () => outbox.reduce((n, unit) => n + unit.edits, 0)

  function told() {
    const kept = keep?.(outbox.length > 0 ? { lease, history, units: outbox, words: text.toString() } : null)
    if (!keepFirst || !kept) return
    keeping++
    void kept.then(() => {
      keeping--
      pump()
    })
  }

  function stop({ code, reason }: Pick<Refused, 'code' | 'reason'>) {
    refusal = { code, reason }
    joined = false
    changed()
  }

  /** Write under this client id from now on. */
  function take(own: Lease) {
    lease = own
    doc.clientID = own.clientId
  }

  function ask<A>(event: string, content: unknown[], answered: (answer: A, bytes: Bytes) => void) {
    const asked = connection
    socket.timeout(answerWithinMs).emit(event, ...content, (late: Error | null, answer: A, bytes: Bytes) => {
      if (asked !== connection) return
      if (late) reconnect()
      else answered(answer, bytes)
    })
  }

  function reconnect() {
    disconnected()
    if (socket.connected) join()
  }

  function join() {
    if (refusal) return
    connection++
    sending = false
    const message: Join = {
      ...name,
      since: seq,
      write: wantsWrite,
      lease: lease ?? reserved,
      history,
      ...(person && { person }),
    }
    ask<JoinAnswer>('document.join', [message], (answer, bytes) => {
      if (!answer.ok && passes(answer.code)) return void setTimeout(join, againAfterMs)
      if (!answer.ok) return stop(answer)
      if (answer.lease && lease && answer.lease.clientId !== lease.clientId && outbox.length > 0)
        return stop({
          code: 'no-lease',
          reason: 'The connection was lost for too long to go on where it broke.',
        })
      answer.ends.forEach((end, i) => {
        apply(bytes.subarray(answer.ends[i - 1] ?? 0, end))
      })
      // what another window has left stands here too, on top of what is stored
      if (seq === null) for (const unit of outbox) apply(unit.update)
      seq = answer.seq
      access = answer.access
      self = answer.self
      history = answer.history
      reserved = answer.reserved
      if (answer.lease) take(answer.lease)
      joined = true
      // joining anew is coming anew: where the cursor stood is forgotten with it
      if (pointed) point(pointed)
      changed()
      if (wantsWrite && !message.write) join()
      else pump()
    })
  }

  const apply = (update: Bytes) => Y.applyUpdate(doc, update, remote)

  function pump() {
    const unit = outbox[0]
    if (!unit || sending || keeping > 0 || !joined || !lease) return
    sending = true
    unit.sent = true
    ask<UpdateAnswer>('document.update', [name, unit.update], (answer) => {
      if (answer.ok) {
        outbox.shift()
        told()
      } else if (answer.code === 'not-joined') return reconnect()
      else if (!passes(answer.code)) return stop(answer)
      const next = () => {
        sending = false
        changed()
        pump()
      }
      if (answer.ok) next()
      else setTimeout(next, againAfterMs)
    })
    changed()
  }

  function edited(update: Uint8Array, origin: unknown) {
    if (origin === remote) return
    const last = outbox[outbox.length - 1]
    if (last && !last.sent && last.update.length + update.length <= unitBytes) {
      last.update = Y.mergeUpdates([last.update, update])
      last.edits++
    } else outbox.push({ update, edits: 1, sent: false })
    told()
    if (sending || !joined) changed()
    pump()
  }

  function rows(row: Rows, update: Bytes) {
    if (!isOwn(row) || !joined || seq === null) return
    if (row.seq + row.count <= seq + 1) return
    // something between was missed: ask for everything since what we have
    if (row.seq > seq + 1) {
      joined = false
      return join()
    }
    seq = row.seq + row.count - 1
    if (history) history = { ...history, seq, mark: rowMark(update) }
    apply(update)
  }

  function mayNow(news: AccessNow) {
    if (!isOwn(news)) return
    const { access: now, code, reason } = news
    access = now
    if (now === 'none') return stop({ code: code ?? 'not-allowed', reason })
    if (now === 'write' && wantsWrite && !lease) return join()
    changed()
  }

  function seen(news: People) {
    if (!isOwn(news)) return
    people = news.people.filter((person) => person.key !== self)
    changed()
  }

  function disconnected() {
    connection++
    joined = false
    sending = false
    people = []
    // whoever is about to write does so under the id set aside for this
    if (wantsWrite && !lease && reserved) take(reserved)
    changed()
  }

  let pointed: Cursor | null = null
  const point = throttled((cursor: Cursor | null) => {
    if (joined && socket.connected) socket.emit('document.point', { ...name, cursor })
  })

  const heard = {
    connect: join,
    disconnect: disconnected,
    'document.rows': rows,
    'document.access': mayNow,
    'document.people': seen,
  }
  for (const [event, listener] of Object.entries(heard)) socket.on(event, listener as () => void)
  doc.on('update', edited)
  if (body) apply(Y.encodeStateAsUpdate(body.doc!))
  body?.doc?.on('update', apply)
  if (socket.connected) join()

  return {
    text,
    body,
    seq: () => seq ?? 0,
    state: () => {
      if (refusal) return { is: 'refused', code: refusal.code, why: refusal.reason, kept: kept() }
      if (!joined && seq === null) return { is: 'opening' }
      if (!joined) return { is: isOffline() ? 'offline' : 'reconnecting', kept: kept() }
      return outbox.length > 0 ? { is: 'saving', kept: kept() } : { is: 'saved' }
    },
    access: () => access,
    people: () => people,
    self: () => (joined ? self : null),
    writable: () => refusal === null && lease !== null && seq !== null && access === 'write',
    write() {
      if (wantsWrite) return
      wantsWrite = true
      if (joined) join()
      else if (reserved && !lease) {
        take(reserved)
        changed()
      }
    },
    point(cursor) {
      pointed = cursor
      point(cursor)
    },
    again() {
      if (outbox.length > 0) return
      refusal = null
      if (socket.connected) join()
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    leave() {
      for (const [event, listener] of Object.entries(heard)) socket.off(event, listener as () => void)
      if (joined) socket.emit('document.leave', name)
      connection++
      listeners.clear()
      body?.doc?.off('update', apply)
      doc.destroy()
    },
  }
}

type Bytes = Uint8Array

const remote = 'remote'

const isOffline = () => typeof navigator !== 'undefined' && navigator.onLine === false

/** The last of many calls, at most once every `pointEveryMs`. */
function throttled<A>(call: (argument: A) => void) {
  let waiting: { argument: A } | null = null
  let resting = false
  return (argument: A) => {
    waiting = { argument }
    if (resting) return
    const run = () => {
      if (!waiting) {
        resting = false
        return
      }
      const { argument } = waiting
      waiting = null
      resting = true
      call(argument)
      setTimeout(run, pointEveryMs)
    }
    run()
  }
}
