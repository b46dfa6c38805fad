import * as Y from 'yjs'
import type { Access } from '~/contracts/documents'
import { base64Decode } from '~/domain/bytes'
import type { SaveState } from '~/domain/documents/save-state'
import type { TextName } from '~/domain/documents/text-name'
import { noSteps, turned, type UndoStack, type Way, without, withStep } from '~/domain/documents/undo-stack'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'
import { type Carried, carried, carriedFrom, followIds, isBack, statesOf } from './carried-ids'

const waitMs = 3_000

/** Typing in one text, as its own manager knows it. */
interface Words {
  document: LiveDocument
  item: Y.UndoManager['undoStack'][number]
}
/** A command that was done, by the index of its entry. */
interface Done {
  entry: number
  carried: Carried | null
}
type Step = Words | Done
const isWords = (step: Step): step is Words => 'document' in step

/** What has become of a command's undoing. `later`: it was not even asked for, and can be tried again. */
export type Answered = { entry: number; at: ParagraphId | null } | { refusal: string } | { later: string }

/** The page around the desk. */
export interface UndoPage {
  /** Undo the act of an entry. */
  ask(entry: number): Promise<Answered>
  /** Resolves once no command is on its way. */
  ready(): Promise<void>
  say(words: string): void
  /** Write here; the cursor at an index of its text. */
  go(id: ParagraphId, index?: number): void
}

export interface DeskUndo {
  turn(way: Way): void
  /** A command on these words is about to be asked for; call what comes back when it is done. It answers how to take it back. */
  starting(document?: LiveDocument | null, place?: string): (entry: number) => () => void
  attach(page: UndoPage): void
}

interface Kept {
  name: TextName
  manager: Y.UndoManager
  isHeld: boolean
}

interface Texts {
  hold(name: TextName): unknown
  release(name: TextName): void
}

const keepers = new WeakMap<LiveDocument, { manager: Y.UndoManager; undo: DeskUndo }>()
/** What undoes in a text's editor. */
export const undoIn = (document: LiveDocument) => keepers.get(document)!

/** D21: one stack for all that one person does at a desk. */
export function openUndo(texts: Texts) {
  const known = new Map<LiveDocument, Kept>()
  let stack: UndoStack<Step> = noSteps
  let page: UndoPage | null = null
  let running: Promise<unknown> = Promise.resolve()
  let waiting = 0

  function change(now: UndoStack<Step>) {
    stack = now
    const used = new Set([...stack.undo, ...stack.redo].map((step) => isWords(step) && step.document))
    for (const [document, kept] of known) {
      if (used.has(document) === kept.isHeld) continue
      kept.isHeld = !kept.isHeld
      if (kept.isHeld) texts.hold(kept.name)
      else texts.release(kept.name)
    }
  }

  function did(step: Step) {
    // what is typed next is a step of its own
    for (const { manager } of known.values())
      if (!isWords(step) || manager.undoStack.at(-1) !== step.item) manager.stopCapturing()
    change(withStep(stack, step, (s) => (isWords(s) ? s.document : null)))
  }

  const forget = (document: LiveDocument) =>
    change(without(stack, (step) => isWords(step) && step.document === document))

  /** Hear of everything that is typed in a text from now on. */
  function follow(name: TextName, document: LiveDocument) {
    const manager = new Y.UndoManager(document.text, { captureTimeout: 800 })
    known.set(document, { name, manager, isHeld: false })
    keepers.set(document, { manager, undo })
    manager.on('stack-item-added', ({ stackItem: item }) => {
      if (!manager.undoing && !manager.redoing) did({ document, item })
    })
    document.onChange(() => {
      const state = document.state()
      // a removed paragraph may come back; nothing else does
      if (state.is === 'refused' && state.code !== 'paragraph-removed') queueMicrotask(() => forget(document))
    })
  }

  function turn(way: Way, step?: Step) {
    if (waiting > 20) return
    waiting++
    running = running.then(async () => {
      await page?.ready()
      const last = step ?? stack[way].at(-1)
      if (!last) page?.say(`There is nothing of yours to ${way} here.`)
      else if (isWords(last)) await turnWords(way, last)
      else await turnDone(way, last)
      waiting--
    })
  }

  async function turnWords(way: Way, step: Words) {
    const { document, item } = step
    const { name, manager } = known.get(document)!
    const { state, access, writable } = document
    // a paragraph that had been removed may be back
    if (state().is === 'refused') document.again()
    await until(document, () => writable() || state().is === 'refused' || isRead(state(), access()))
    if (!writable()) {
      change(turned(stack, way, step, null))
      return page?.say('You cannot write in that paragraph any more, so your words there stay as they are.')
    }
    let at: number | undefined
    const look = ({ delta }: Y.YTextEvent) => {
      at = delta.slice(0, 2).reduce((n, part) => n + (part.retain ?? String(part.insert ?? '').length), 0)
    }
    manager[`${way}Stack`] = [item]
    document.text.observe(look)
    const done = manager[way]()
    document.text.unobserve(look)
    const inverse = manager[way === 'undo' ? 'redoStack' : 'undoStack'].pop()
    manager.undoStack = []
    manager.redoStack = []
    manager.stopCapturing()
    change(turned(stack, way, step, done && inverse ? { document, item: inverse } : null))
    if (!done) page?.say('Of these words nothing is left there: they were moved or deleted meanwhile.')
    page?.go(name.paragraphId, at)
  }

  async function turnDone(way: Way, step: Done) {
    const { carried: was } = step
    // to be undone again it is the words as they are before they go
    const before = was && way === 'redo' ? (carried(was.text, was.words) ?? was) : was
    const since = before && statesOf(before.text)
    const answer = (await page?.ask(step.entry)) ?? { later: '' }
    if ('later' in answer) return page?.say(answer.later)
    if ('refusal' in answer) {
      change(turned(stack, way, step, null))
      return page?.say(answer.refusal)
    }
    const isCarried = before && way === 'undo' && (await cameBack(before, since!))
    const index = isCarried ? before.text.length - before.words.trimStart().length : undefined
    change(turned(stack, way, step, { entry: answer.entry, carried: before }))
    if (answer.at) page?.go(answer.at, index)
  }

  async function cameBack(before: Carried, since: ReadonlyMap<number, number>): Promise<boolean> {
    const { text, words, runs } = before
    const owner = [...known.keys()].find((document) => document.text === text)
    if (!owner) return false
    await until(owner, () => isBack(before, since), text)
    if (!isBack(before, since)) return false
    const now = carried(text, words)!.runs
    for (const step of stack.undo)
      if (isWords(step) && step.document === owner) followIds(step.item.insertions, runs, now)
    return true
  }

  const undo: DeskUndo = {
    turn: (way) => turn(way),
    starting(document, place) {
      const position = place === undefined ? null : base64Decode(place)
      const carried =
        document && position ? carriedFrom(document.text, Y.decodeRelativePosition(position)) : null
      return (entry) => {
        const step: Done = { entry, carried }
        did(step)
        return () => turn('undo', step)
      }
    },
    attach(now) {
      page = now
    },
  }
  return {
    ...undo,
    follow,
    /** The text is no longer open. */
    end(document: LiveDocument) {
      known.delete(document)
      forget(document)
    },
  }
}

const isRead = (state: SaveState, access: Access) => state.is === 'saved' && access !== 'write'

/** Resolves once it is so, or when that takes too long. */
function until(document: LiveDocument, claim: () => boolean, text?: Y.Text): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(late)
      stop()
      text?.unobserve(look)
      resolve()
    }
    const look = () => claim() && end()
    const late = setTimeout(end, waitMs)
    const stop = document.onChange(look)
    text?.observe(look)
    look()
  })
}
