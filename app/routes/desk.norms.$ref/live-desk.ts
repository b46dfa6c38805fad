import type { AtDesk, DeskPeople, SuggestAnswer } from '~/contracts/documents'
import type { LiveEntry, WatchAnswer } from '~/contracts/live'
import { packetParser } from '~/contracts/packets'
import { gravest, type SaveState } from '~/domain/documents/save-state'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import type { ParagraphId, PersonId, SuggestionId } from '~/domain/ids'
import { connectLive } from '~/realtime/connect.client'
import { type LiveDocument, openDocument } from '~/realtime/document.client'
import { openKept } from '~/realtime/kept.client'
import { indexOf } from './carets'
import { type Left, openLeft } from './left-words'
import { type DeskUndo, openUndo } from './undo'

export { anchorsIn, spanIn } from './comment-anchors'
export { anchorIn, type Editor, openEditor } from './editor'
export { findIn } from './link-marks'
export { openSuggestion } from './open-suggestion'

const answerWithinMs = 10_000
const readAtMost = 70

/** The browser's half of the drafting desk: one connection, and the texts that are in view or being written. */
export interface LiveDesk {
  /** A paragraph's live text, or that of a suggestion on it; release it as often as it was held. */
  hold(id: ParagraphId, suggestionId?: SuggestionId): LiveDocument
  release(id: ParagraphId, suggestionId?: SuggestionId): void
  /** The text that is open now; null when nobody holds it. */
  current(id: ParagraphId, suggestionId?: SuggestionId): LiveDocument | null
  /** What earlier windows have left on this device; null where nothing outlives the window. */
  left(): Left | null
  /** Begin from what is stored; refused words stay kept, and go the way of what was left. */
  reopen(id: ParagraphId, suggestionId?: SuggestionId): void
  /** Whether more may be opened merely to be looked at: a connection opens only so many texts. */
  hasRoom(): boolean
  /** The same for words that are taken elsewhere; what comes back says that they have arrived there. */
  moveOn(id: ParagraphId): () => void
  /** Which suggestion the person's words on a paragraph go into. */
  suggest(id: ParagraphId): Promise<SuggestAnswer>
  state(): SaveState
  undo: DeskUndo
  /** A paragraph's words as they stand here; null where its text is not open. */
  wordsOf(id: ParagraphId): string | null
  /** When the server was last heard of; null: not yet. */
  heardAt(): number | null
  /** Everybody else at this desk, once each, with the paragraph they stand in. */
  people(): AtDesk[]
  /** How many more there are than are listed. */
  more(): number
  /** Where somebody writes, as an index in a text that is open here; null where that is not known. */
  cursorOf(key: number): { paragraphId: ParagraphId; index: number } | null
  /** Let others see which paragraph the person stands in, without writing. */
  stand(id: ParagraphId | null): void
  /** Whether others are told of the person; said before anything is opened, and whenever it changes. */
  hide(hidden: boolean): void
  onChange(listener: () => void): () => void
  close(): void
}

interface Held {
  name: TextName
  document: LiveDocument
  holds: number
  stop(): void
}

const isShutOut = ({ document }: Held) => {
  const state = document.state()
  return state.is === 'refused' && (state.code === 'not-allowed' || state.code === 'not-signed-in')
}

/** Of a paragraph that was removed nothing is missing; its text stays open as long as it may come back. */
function isGone({ document }: Held): boolean {
  const state = document.state()
  return state.is === 'refused' && state.code === 'paragraph-removed' && state.kept === 0
}

interface DeskOptions {
  norm: string
  person: PersonId
  /** The ledger's size when the page was read. */
  since: number
  hidden: boolean
  onEntry(): void
}

export async function openDesk({ norm, person, since, hidden, onEntry }: DeskOptions): Promise<LiveDesk> {
  let isFull = false
  const kept = await openKept({
    personId: person,
    norm,
    failed() {
      isFull = true
      changed()
    },
  })
  const manner = { hidden }
  const connect = () => connectLive({ parser: packetParser, auth: (tell) => tell(manner) })
  const socket = connect()
  const room = `norm/${norm}`
  const open = new Map<TextId, Held>()
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const left = kept && openLeft(kept, connect, changed)
  const undo = openUndo({ hold, release })
  let shown = since
  /** Whoever may not read the draft any more keeps the page, and what it holds of their words. */
  const reread = () => {
    if (![...open.values()].some(isShutOut)) onEntry()
  }
  let heardAt: number | null = null
  const heard = () => {
    heardAt = Date.now()
  }
  // it asks whether anybody is there when nothing else is said
  socket.io.on('ping', changed)
  socket.on('connect', () => {
    socket.io.engine.on('packet', heard)
    socket.emit('watch', { rooms: [room], since: shown }, (answer: WatchAnswer) => {
      if (answer.ok && answer.changed) reread()
      if (answer.ok) shown = answer.index
    })
  })
  socket.on('entry', (entry: LiveEntry) => {
    shown = entry.index + 1
    reread()
  })

  let present: Omit<DeskPeople, 'norm'> = { people: [], more: 0 }
  socket.on('desk.people', (news: DeskPeople) => {
    if (news.norm !== norm) return
    present = news
    changed()
  })
  let standing: ParagraphId | null = null
  let stoodIn: ParagraphId | null = null
  /** Told once the text is open, and again after the connection broke. */
  function tellStanding() {
    const document = standing === stoodIn || !standing ? null : open.get(standing)?.document
    if (!document || document.self() === null) return
    stoodIn = standing
    document.point(null)
  }
  socket.on('disconnect', () => {
    stoodIn = null
    present = { people: [], more: 0 }
    changed()
  })

  function start(name: TextName, holds: number) {
    const id = textId(name)
    const body = name.suggestionId ? hold({ paragraphId: name.paragraphId }).text : null
    const document = openDocument(socket, name, {
      body,
      person,
      keep(outbox) {
        kept?.keep(name, outbox)
        return undefined
      },
    })
    const stop = document.onChange(() => {
      endIfDone(id)
      tellStanding()
      changed()
    })
    open.set(id, { name, document, holds, stop })
    undo.follow(name, document)
    return document
  }

  function hold(name: TextName) {
    const held = open.get(textId(name))
    if (!held) return start(name, 1)
    held.holds++
    // whoever wants it again knows that it has come back
    if (isGone(held)) held.document.again()
    return held.document
  }

  function end(id: TextId) {
    const held = open.get(id)
    if (!held) return 0
    held.stop()
    held.document.leave()
    open.delete(id)
    undo.end(held.document)
    if (held.name.suggestionId) release({ paragraphId: held.name.paragraphId })
    return held.holds
  }

  function release(name: TextName) {
    const held = open.get(textId(name))
    if (!held) return
    held.holds--
    endIfDone(textId(name))
    changed()
  }

  /** Suggestions follow the paragraph's text, so they begin anew with it. */
  function reopen(name: TextName) {
    const forks = [...open.values()].filter(
      (held) => !name.suggestionId && held.name.suggestionId && held.name.paragraphId === name.paragraphId,
    )
    const restarted = forks.map((fork) => ({ name: fork.name, holds: end(textId(fork.name)) }))
    start(name, end(textId(name)))
    for (const fork of restarted) start(fork.name, fork.holds)
    const words = kept?.part(textId(name)) ?? null
    changed()
    return words
  }

  /** Words that are not stored yet keep a text open, however far the reader has scrolled. */
  function endIfDone(id: TextId) {
    const held = open.get(id)
    if (!held || held.holds > 0) return
    const state = held.document.state()
    // a paragraph that is gone keeps nobody waiting, unless words were on their way to it
    if (state.is === 'saved' || (state.is === 'refused' && state.kept === 0)) end(id)
  }

  const desk: LiveDesk = {
    hold: (paragraphId, suggestionId) => hold({ paragraphId, suggestionId }),
    release: (paragraphId, suggestionId) => release({ paragraphId, suggestionId }),
    current: (paragraphId, suggestionId) => open.get(suggestionId ?? paragraphId)?.document ?? null,
    hasRoom: () => open.size < readAtMost,
    left: () => (isFull ? null : left),
    reopen(paragraphId, suggestionId) {
      const words = reopen({ paragraphId, suggestionId })
      if (words) left?.take(words)
    },
    moveOn(paragraphId) {
      const words = reopen({ paragraphId })
      return () => words && void kept?.drop(words)
    },
    suggest: (paragraphId) => socket.timeout(answerWithinMs).emitWithAck('document.suggest', { paragraphId }),
    wordsOf(id) {
      const document = open.get(id)?.document
      return document && document.state().is !== 'opening' ? document.text.toString() : null
    },
    heardAt: () => heardAt,
    undo,
    state: () => gravest([...open.values()].flatMap((held) => (isGone(held) ? [] : held.document.state()))),
    people() {
      const own = new Set([...open.values()].map(({ document }) => document.self()))
      const others = present.people.filter(({ key }) => !own.has(key))
      // whoever has two windows is one person, who stands where either of them does
      const once = new Map<string, AtDesk>()
      for (const p of others) {
        const name = `${p.name}\n${p.speaksFor}`
        if (!once.get(name)?.at) once.set(name, p)
      }
      return [...once.values()]
    },
    more: () => present.more,
    cursorOf(key) {
      for (const { name, document } of open.values()) {
        const cursor = document.people().find((p) => p.key === key)?.cursor
        const index = cursor && !name.suggestionId ? indexOf(document.text, cursor.head) : null
        if (index !== null && index !== undefined) return { paragraphId: name.paragraphId, index }
      }
      return null
    },
    stand(id) {
      standing = id
      tellStanding()
    },
    hide(now) {
      manner.hidden = now
      socket.emit('document.hide', manner)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const id of [...open.keys()]) end(id)
      listeners.clear()
      socket.disconnect()
      left?.close()
    },
  }
  return desk
}
