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
  /** What was typed for it just before, such as the first of many lines: undone with it. */
  typed: Words | null
}
type Step = Words | Done
const isWords = (step: Step): step is Words => 'document' in step
const wordsOf = (step: Step) => (isWords(step) ? step : step.typed)

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
  /**
   * A command on these words is about to be asked for; call what comes back when it is done. It answers how to take it
   * back. `typed`: what was typed for it.
   */
  starting(document?: LiveDocument | null, place?: string, typed?: Typed): (entry: number) => () => void
  /** What was typed last, in this text. */
  typed(document: LiveDocument): Typed
  attach(page: UndoPage): void
}

/** Typing that belongs to a command. */
export type Typed = Words | null

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
    const used = new Set([...stack.undo, ...stack.redo].map((step) => wordsOf(step)?.document))
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
    change(withStep(stack, step, (s) => wordsOf(s)?.document ?? null))
  }

  function forget(document: LiveDocument) {
    for (const step of [...stack.undo, ...stack.redo])
      if (!isWords(step) && step.typed?.document === document) step.typed = null
    change(without(stack, (step) => wordsOf(step)?.document === document))
  }

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
    const done = await turnTyped(way, step)
    change(turned(stack, way, step, done?.inverse ?? null))
    if (done) page?.go(known.get(step.document)!.name.paragraphId, done.at)
  }

  /** Typing taken back or done again, what turns it round, and where it stood; null where nothing is written any more. */
  async function turnTyped(way: Way, { document, item }: Words) {
    const { manager } = known.get(document)!
    const { state, access, writable } = document
    // a paragraph that had been removed may be back
    if (state().is === 'refused') document.again()
    await until(document, () => writable() || state().is === 'refused' || isRead(state(), access()))
    if (!writable()) {
      page?.say('You cannot write in that paragraph any more, so your words there stay as they are.')
      return null
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
    if (!done) page?.say('Of these words nothing is left there: they were moved or deleted meanwhile.')
    return { inverse: done && inverse ? { document, item: inverse } : null, at }
  }

  async function turnDone(way: Way, step: Done) {
    const { carried: was } = step
    // to be undone again it is the words as they are before they go
    const before = was && way === 'redo' ? (carried(was.text, was.words) ?? was) : was
    const since = before && statesOf(before.text)
    const again = way === 'redo' && step.typed ? await turnTyped(way, step.typed) : null
    const answer = (await page?.ask(step.entry)) ?? { later: '' }
    if (!('entry' in answer)) {
      if (again?.inverse) step.typed = (await turnTyped('undo', again.inverse))?.inverse ?? null
      if ('later' in answer) return page?.say(answer.later)
      change(turned(stack, way, step, null))
      return page?.say(answer.refusal)
    }
    const isCarried = before && way === 'undo' && (await cameBack(before, since!))
    const index = isCarried ? before.text.length - before.words.trimStart().length : undefined
    const typed = way === 'undo' && step.typed ? await turnTyped(way, step.typed) : again
    const inverse = { entry: answer.entry, carried: before, typed: typed?.inverse ?? null }
    change(turned(stack, way, step, inverse))
    if (answer.at) page?.go(answer.at, typed?.at ?? index)
  }

  async function cameBack(before: Carried, since: ReadonlyMap<number, number>): Promise<boolean> {
    const { text, words, runs } = before
    const owner = [...known.keys()].find((document) => document.text === text)
    if (!owner) return false
    await until(owner, () => isBack(before, since), text)
    if (!isBack(before, since)) return false
    const now = carried(text, words)!.runs
    for (const step of stack.undo.map(wordsOf))
      if (step?.document === owner) followIds(step.item.insertions, runs, now)
    return true
  }

  const undo: DeskUndo = {
    turn: (way) => turn(way),
    starting(document, place, typed = null) {
      const position = place === undefined ? null : base64Decode(place)
      const carried =
        document && position ? carriedFrom(document.text, Y.decodeRelativePosition(position)) : null
      return (entry) => {
        const isLeft = typed !== null && stack.undo.includes(typed)
        const step: Done = { entry, carried, typed: isLeft ? typed : null }
        if (isLeft) stack = without(stack, (other) => other === typed)
        did(step)
        return () => turn('undo', step)
      }
    },
    typed(document) {
      const last = stack.undo.at(-1)
      return last && isWords(last) && last.document === document ? last : null
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
