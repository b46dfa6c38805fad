import { Compartment, EditorState, type Transaction } from '@codemirror/state'
import { EditorView, type KeyBinding, keymap, type ViewUpdate } from '@codemirror/view'
import { yCollab, ySyncAnnotation } from 'y-codemirror.next'
import * as Y from 'yjs'
import { base64Encode } from '~/domain/bytes'
import type { Findable } from '~/domain/norms/bracket-place'
import { cleanPaste, isFromWord, withoutListMarks } from '~/domain/norms/clean-paste'
import { normLimits } from '~/domain/norms/norm'
import { linesOf, pasteLimits } from '~/domain/norms/split-text'
import type { LiveDocument } from '~/realtime/document.client'
import type { BracketView } from '~/ui/brackets/bracket-view'
import type { TextLink } from '~/ui/norms/text-links'
import { carets, peopleMoved, placeAt } from './carets'
import { bracketsChanged, type HeldOptions, heldBrackets } from './held-brackets'
import { linkMarks, linksChanged } from './link-marks'
import { redlineMarks } from './redline-marks'
import { textKeys } from './text-keys'
import { type DeskUndo, undoIn } from './undo'

export interface EditorOptions {
  parent: HTMLElement
  label: string
  language: string
  nonce: string
  keys: EditorKeys
  /** References and terms in the words as they are now. */
  links?(now: Findable): readonly TextLink[]
  /** Absent where brackets are only words. */
  held?: HeldOptions & {
    /** Alt B. */
    place(): void
  }
}

/** What goes beyond the words of one paragraph. A place is a relative position, base64. */
export interface EditorKeys {
  /** Enter: a paragraph is one line. */
  split(place: string): void
  /** Backspace at the very start. */
  merge(): void
  /** Several lines were pasted; the first has been inserted already. */
  addLines(lines: string[], place: string): void
  move(direction: 'up' | 'down'): void
  indent(direction: 'in' | 'out'): void
  menu(place: string): void
  leave(): void
  say(words: string): void
  /** A paragraph is to be chosen; `literal` is what was typed to ask for it. */
  refer?(literal: string): void
  /** The selected words are a term. */
  define?(): void
  /** Go to the words to begin with; false: none are offered. */
  openings?(): boolean
}

export interface Editor {
  focus(at?: { x: number; y: number }): void
  /** The selected words; null while none are selected. */
  selection(): { start: string; end: string; quote: string } | null
  place(): string
  /** Put words where the selection is; marks on their first and last character. */
  write(words: string): { start: string; end: string } | null
  /** Marks on the first and last selected character. */
  marks(): { start: string; end: string } | null
  /** Draw references and terms anew. */
  relink(): void
  /** Others are held now. */
  brackets(now: readonly BracketView[]): void
  select(index: number): void
  label(words: string): void
  destroy(): void
}

/** A small editor on one paragraph's live text. */
export function openEditor(document: LiveDocument, options: EditorOptions): Editor {
  const { text } = document
  const writing = new Compartment()
  const { manager: undoManager, undo } = undoIn(document)
  const anchorAt = (index: number) => anchorIn(text, index)
  const apart = () => undoManager.stopCapturing()
  const mayWrite = () => EditorState.readOnly.of(!document.writable())
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: text.toString(),
      extensions: [
        EditorView.cspNonce.of(options.nonce),
        EditorView.lineWrapping,
        look,
        EditorView.perLineTextDirection.of(true),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          lang: options.language,
          dir: 'auto',
          spellcheck: 'true',
        }),
        writing.of(mayWrite()),
        EditorState.transactionFilter.of(oneLineOfText),
        keymap.of([
          ...structureKeys(options.keys, anchorAt),
          bracketKey(options.held),
          ...legalKeys(options.keys),
          ...textKeys,
        ]),
        EditorView.domEventHandlers({
          paste: pasting({ keys: options.keys, anchorAt, apart }),
          beforeinput: undoing(undo),
        }),
        EditorView.inputHandler.of((view, _from, _to, typed) => asksToRefer(options.keys, view, typed)),
        yCollab(text, null, { undoManager }),
        heldBrackets(text, options.held),
        options.links ? linkMarks(text, options.links) : [],
        carets(text, document.people),
        document.body ? redlineMarks(text, document.body) : [],
        EditorView.updateListener.of((update) => {
          if (update.selectionSet || update.focusChanged || update.docChanged) tellCursor(update)
        }),
      ],
    }),
  })

  function tellCursor({ view, state }: ViewUpdate) {
    const { anchor, head } = state.selection.main
    document.point(view.hasFocus ? { anchor: placeAt(text, anchor), head: placeAt(text, head) } : null)
  }
  const stop = document.onChange(
    afterwards(() => {
      if (view.state.readOnly !== !document.writable())
        view.dispatch({ effects: writing.reconfigure(mayWrite()) })
      view.dispatch({ effects: peopleMoved.of(null) })
    }),
  )
  return {
    focus(at) {
      const index = at && view.posAtCoords(at, false)
      if (index !== undefined) view.dispatch({ selection: { anchor: index } })
      view.focus()
    },
    selection() {
      const { from, to } = view.state.selection.main
      const quote = view.state.sliceDoc(from, to)
      return from === to ? null : { start: anchorAt(from), end: anchorAt(to), quote }
    },
    place: () => anchorAt(view.state.selection.main.head),
    write(words) {
      if (view.state.readOnly) return null
      const { from } = view.state.selection.main
      apart()
      view.dispatch(view.state.replaceSelection(words), { userEvent: 'input', scrollIntoView: true })
      apart()
      return { start: anchorAt(from), end: anchorAt(from + words.length - 1) }
    },
    marks() {
      const { from, to } = view.state.selection.main
      return from === to ? null : { start: anchorAt(from), end: anchorAt(to - 1) }
    },
    relink: () => view.dispatch({ effects: linksChanged.of(null) }),
    brackets: (now) => view.dispatch({ effects: bracketsChanged.of(now) }),
    label: (words) => view.contentDOM.setAttribute('aria-label', words),
    select: (index) => view.dispatch({ selection: { anchor: Math.min(index, view.state.doc.length) } }),
    destroy() {
      stop()
      document.point(null)
      view.destroy()
    },
  }
}

/** The place before the character at an index, as the server reads it. */
export const anchorIn = (text: Y.Text, index: number) =>
  base64Encode(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index)))

type AnchorAt = (index: number) => string

function structureKeys(keys: EditorKeys, anchorAt: AnchorAt): KeyBinding[] {
  const always = (act: () => void) => () => {
    act()
    return true
  }
  const writable = (act: (view: EditorView) => void) => (view: EditorView) => {
    if (!view.state.readOnly) act(view)
    return true
  }
  return [
    {
      key: 'Enter',
      run: writable(({ state }) => keys.split(anchorAt(state.selection.main.from))),
    },
    {
      key: 'Backspace',
      run({ state }) {
        const { empty, head } = state.selection.main
        if (!empty || head > 0) return false
        if (!state.readOnly) keys.merge()
        return true
      },
    },
    { key: 'Alt-Enter', run: (view) => always(() => keys.menu(anchorAt(view.state.selection.main.head)))() },
    { key: 'Escape', run: always(keys.leave) },
    { key: 'Alt-ArrowUp', run: always(() => keys.move('up')) },
    { key: 'Alt-ArrowDown', run: always(() => keys.move('down')) },
    { key: 'Alt-ArrowRight', run: always(() => keys.indent('in')) },
    { key: 'Alt-ArrowLeft', run: always(() => keys.indent('out')) },
  ]
}

/** Undo by a menu or a shake of the device; its keys are those of the whole desk. */
const undoing =
  ({ turn }: DeskUndo) =>
  ({ inputType }: InputEvent) => {
    const way = inputType === 'historyUndo' ? 'undo' : inputType === 'historyRedo' ? 'redo' : null
    if (way) turn(way)
    return way !== null
  }

/** Whoever edits places a bracket that somebody holds; whoever suggests types it as words. */
const bracketKey = (held: EditorOptions['held']): KeyBinding => ({
  key: 'Alt-b',
  run(view) {
    if (!held) return bracketSelection(view)
    held.place()
    return true
  },
})

const legalKeys = (keys: EditorKeys): KeyBinding[] => [
  { key: 'ArrowDown', run: () => keys.openings?.() ?? false },
  {
    key: 'Alt-r',
    run({ state }) {
      if (!state.readOnly) keys.refer?.('')
      return keys.refer !== undefined
    },
  },
  {
    key: 'Alt-t',
    run({ state }) {
      if (!state.readOnly) keys.define?.()
      return keys.define !== undefined
    },
  },
]

/** The sign that asks for a reference; chosen none, it is typed after all. */
function asksToRefer(keys: EditorKeys, { state, composing }: EditorView, typed: string): boolean {
  if (typed !== '#' || !keys.refer || state.readOnly || composing) return false
  keys.refer(typed)
  return true
}

/** Plain text only, cleaned; several lines become several paragraphs. */
const pasting = (into: PastedInto) => (event: ClipboardEvent, view: EditorView) => {
  const html = event.clipboardData?.getData('text/html') ?? ''
  const plain = withoutListMarks(event.clipboardData?.getData('text/plain') ?? '')
  event.preventDefault()
  const take = (pasted: string) => takeIn(pasted, view, into)
  if (isFromWord(html)) void wordsOf(html, plain).then(take)
  else take(plain)
  return true
}

interface PastedInto {
  keys: EditorKeys
  anchorAt: AnchorAt
  /** What is typed next is a step of its own to undo. */
  apart(): void
}

function takeIn(pasted: string, view: EditorView, { keys, anchorAt, apart }: PastedInto): void {
  // by the time it is read, the editor may be gone
  if (view.state.readOnly || pasted === '' || !view.dom.isConnected) return
  const { text, removed } = cleanPaste(pasted.slice(0, pasteLimits.length + 1))
  const found = linesOf(text)
  const why = whyNotTaken(pasted, found)
  if (why || 'problem' in found) return void keys.say(`Nothing was pasted: ${why}`)
  if (removed > 0) keys.say('Characters that cannot be seen were left out of what you pasted.')
  const [first, ...more] = found.lines
  // the first of many lines is undone with the others, and with nothing else
  if (more.length > 0) apart()
  view.dispatch(view.state.replaceSelection(more.length > 0 ? (first ?? '') : text.replaceAll('\n', ' ')), {
    userEvent: 'input.paste',
    scrollIntoView: true,
  })
  if (more.length === 0) return
  keys.addLines(more, anchorAt(view.state.selection.main.head))
  apart()
}

function whyNotTaken(pasted: string, found: ReturnType<typeof linesOf>): string {
  if (pasted.length > pasteLimits.length)
    return `at most ${pasteLimits.length.toLocaleString('en-GB')} characters can be taken in at once.`
  if (!('problem' in found)) return ''
  return found.problem === 'too-many-lines'
    ? `at most ${pasteLimits.lines} lines become paragraphs at once.`
    : `line ${found.line} is longer than a paragraph may be.`
}

/** What a word processor marks in its own way is read by what knows its ways, which is loaded on use. */
async function wordsOf(html: string, plain: string): Promise<string> {
  try {
    const { wordLines } = await import('~/domain/norms/word-paste')
    return wordLines(html) || plain
  } catch {
    return plain
  }
}

/** In the editor’s own style sheet: rules in the page’s layers would lose against it. */
const look = EditorView.theme({
  '&.cm-focused': { outline: 'none' },
  // others’ names stand above the first line
  '.cm-scroller': { fontFamily: 'var(--serif)', lineHeight: '1.6', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0' },
})

/** Once the present change is through: a view cannot be changed while it is changing. */
function afterwards(act: () => void) {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    queueMicrotask(() => {
      waiting = false
      act()
    })
  }
}

/** Literal characters, so that what is seen is what is hashed. The selection stays on the words. */
function bracketSelection(view: EditorView): boolean {
  const { from, to } = view.state.selection.main
  if (view.state.readOnly) return false
  view.dispatch({
    changes: [
      { from, insert: '[' },
      { from: to, insert: ']' },
    ],
    selection: { anchor: from + 1, head: to + 1 },
  })
  view.focus()
  return true
}

const unwanted = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/** What the server would refuse is not typed in the first place; others' changes pass as they are. */
function oneLineOfText(transaction: Transaction) {
  if (!transaction.docChanged || transaction.annotation(ySyncAnnotation)) return transaction
  if (
    transaction.newDoc.length > normLimits.text &&
    transaction.newDoc.length > transaction.startState.doc.length
  )
    return []
  const changes: { from: number; to: number; insert: string }[] = []
  let clean = true
  let cursor = 0
  let grown = 0
  transaction.changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    const typed = inserted.sliceString(0, inserted.length, '\n')
    // half of a character would be another sign for everybody else
    const insert = typed.replace(unwanted, ' ').toWellFormed()
    clean &&= insert === typed
    changes.push({ from, to, insert })
    cursor = from + grown + insert.length
    grown += insert.length - (to - from)
  })
  const selection = { anchor: cursor }
  return clean ? transaction : { changes, selection, scrollIntoView: true, userEvent: 'input' }
}
