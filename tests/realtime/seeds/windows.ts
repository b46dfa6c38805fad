import type { Socket } from 'socket.io-client'
import * as Y from 'yjs'
import type { ParagraphId } from '~/domain/ids'
import { type LiveDocument, openDocument } from '~/realtime/document.client'
import type { Chance } from './chance'
import type { Letters } from './letters'

interface Opened {
  document: LiveDocument
  undo: Y.UndoManager
  /** Letters typed here that the server has not yet said it has stored. */
  unsaved: string
}

/** One person's window: a real client, and the edits it makes at random. */
export interface Window {
  /** As the platform credits what is typed here. */
  author: string
  socket: Socket
  opened: Map<ParagraphId, Opened>
  open(id: ParagraphId): void
  leave(id: ParagraphId): void
  /** One random edit in one of the paragraphs that can be written here; false where none can. */
  edit(): boolean
  /** Send the last change once more, as if its acknowledgement had been lost. */
  resend(): void
  unsaved(): string
}

interface Tools {
  pick: Chance
  letters: Letters
}

export function openWindow(socket: Socket, author: string, { pick, letters }: Tools): Window {
  const opened = new Map<ParagraphId, Opened>()
  let last: unknown[] | null = null
  socket.onAnyOutgoing((...message: unknown[]) => {
    if (message[0] === 'document.update') last = message.filter((part) => typeof part !== 'function')
  })

  function open(id: ParagraphId) {
    if (opened.has(id)) return
    const document = openDocument(socket, { paragraphId: id })
    document.write()
    const here: Opened = {
      document,
      undo: new Y.UndoManager(document.text, { captureTimeout: 0 }),
      unsaved: '',
    }
    document.text.observe((event, transaction) => {
      if (!transaction.local) return
      const typed = event.delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
      letters.typed(author, typed)
      letters.mayBeGone(deletedIn(transaction))
      here.unsaved += typed
    })
    document.onChange(() => {
      if (document.state().is !== 'saved') return
      letters.stored(here.unsaved)
      here.unsaved = ''
    })
    opened.set(id, here)
  }

  function edit() {
    const writable = [...opened.values()].filter(({ document }) => document.writable())
    const here = pick.of(writable)
    if (!here) return false
    const { text } = here.document
    const units = text.toString()
    const kind = pick.below(16)
    if (kind === 0) here.undo.undo()
    else if (kind === 1) here.undo.redo()
    else if (kind === 2) text.insert(someplace(units, pick), paste(pick, letters))
    else if (kind === 3) here.document.point(cursorIn(text, pick))
    else if (kind < 7) remove(text, pick)
    else if (kind < 9)
      text.doc!.transact(() => {
        const at = remove(text, pick)
        text.insert(at, letters.word(1 + pick.below(3)))
      })
    else
      text.insert(
        someplace(units, pick),
        pick.once(5) ? ` ${letters.word(1)}` : letters.word(1 + pick.below(3)),
      )
    return true
  }

  return {
    author,
    socket,
    opened,
    open,
    edit,
    leave(id) {
      opened.get(id)?.document.leave()
      opened.delete(id)
    },
    resend() {
      if (last && socket.connected) socket.emit(...(last as [string, ...unknown[]]))
    },
    unsaved: () => [...opened.values()].map((here) => here.unsaved).join(''),
  }
}

function deletedIn(transaction: Y.Transaction): string {
  let words = ''
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) words += struct.content.str
  })
  return words
}

/** Never inside a character. */
export function someplace(text: string, pick: Chance): number {
  const characters = [...text]
  return characters.slice(0, pick.below(characters.length + 1)).join('').length
}

function paste(pick: Chance, letters: Letters): string {
  return Array.from({ length: 2 + pick.below(6) }, () => letters.word(1 + pick.below(4))).join(' ')
}

/** Up to four characters go, brackets excepted: those are for commands to place and to lift. */
function remove(text: Y.Text, pick: Chance): number {
  const units = text.toString()
  const at = someplace(units, pick)
  const [run = ''] = /^[^[\]]*/u.exec(units.slice(at))!
  const { length } = [...run].slice(0, 1 + pick.below(4)).join('')
  if (length > 0) text.delete(at, length)
  return at
}

function cursorIn(text: Y.Text, pick: Chance) {
  const at = Y.createRelativePositionFromTypeIndex(text, someplace(text.toString(), pick))
  const place = JSON.parse(JSON.stringify(Y.relativePositionToJSON(at)))
  return { anchor: { assoc: 0, ...place }, head: { assoc: 0, ...place } }
}
