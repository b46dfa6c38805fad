import { io } from 'socket.io-client'
import type { Present } from '~/contracts/documents'
import type { LiveEntry, WatchAnswer } from '~/contracts/live'
import { packetParser } from '~/contracts/packets'
import { gravest, type SaveState } from '~/domain/documents/save-state'
import type { ParagraphId } from '~/domain/ids'
import { type LiveDocument, openDocument } from '~/realtime/document.client'

export { type Editor, openEditor } from './editor'

/** The browser's half of the drafting desk: one connection, and the texts that are in view or being written. */
export interface LiveDesk {
  /** The paragraph's live text; release it as often as it was held. */
  hold(id: ParagraphId): LiveDocument
  release(id: ParagraphId): void
  /** The text that is open now; null when nobody holds it. */
  current(id: ParagraphId): LiveDocument | null
  /** Throw the window's copy away, refused words included, and begin from what is stored. */
  reopen(id: ParagraphId): void
  state(): SaveState
  /** Everybody else at this desk, once each. */
  people(): Present[]
  onChange(listener: () => void): () => void
  close(): void
}

interface Held {
  document: LiveDocument
  holds: number
  stop(): void
}

export function openDesk(room: string, since: number, onEntry: () => void): LiveDesk {
  const socket = io({ transports: ['websocket', 'polling'], parser: packetParser })
  const open = new Map<ParagraphId, Held>()
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  let shown = since
  socket.on('connect', () => {
    socket.emit('watch', { rooms: [room], since: shown }, (answer: WatchAnswer) => {
      if (answer.ok && answer.changed) onEntry()
      if (answer.ok) shown = answer.index
    })
  })
  socket.on('entry', (entry: LiveEntry) => {
    shown = entry.index + 1
    onEntry()
  })

  function start(id: ParagraphId, holds: number) {
    const document = openDocument(socket, id)
    const stop = document.onChange(() => {
      endIfDone(id)
      changed()
    })
    open.set(id, { document, holds, stop })
    return document
  }

  function end(id: ParagraphId) {
    const held = open.get(id)
    held?.stop()
    held?.document.leave()
    open.delete(id)
    return held?.holds ?? 0
  }

  /** Words that are not stored yet keep a text open, however far the reader has scrolled. */
  function endIfDone(id: ParagraphId) {
    const held = open.get(id)
    if (!held || held.holds > 0) return
    const state = held.document.state()
    // a paragraph that is gone keeps nobody waiting, unless words were on their way to it
    if (state.is === 'saved' || (state.is === 'refused' && state.kept === 0)) end(id)
  }

  const desk: LiveDesk = {
    hold(id) {
      const held = open.get(id)
      if (!held) return start(id, 1)
      held.holds++
      return held.document
    },
    release(id) {
      const held = open.get(id)
      if (!held) return
      held.holds--
      endIfDone(id)
      changed()
    },
    current: (id) => open.get(id)?.document ?? null,
    reopen(id) {
      start(id, end(id))
      changed()
    },
    state: () => gravest([...open.values()].map(({ document }) => document.state())),
    people() {
      const everybody = [...open.values()].flatMap(({ document }) => document.people())
      return [...new Map(everybody.map((p) => [`${p.name}\n${p.speaksFor}`, p])).values()]
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const id of [...open.keys()]) end(id)
      listeners.clear()
      socket.disconnect()
    },
  }
  return desk
}
