import { standardKeymap } from '@codemirror/commands'
import { Compartment, EditorState, RangeSet, RangeSetBuilder, type Transaction } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from 'y-codemirror.next'
import * as Y from 'yjs'
import { findBrackets } from '~/domain/norms/brackets'
import { normLimits } from '~/domain/norms/norm'
import type { LiveDocument } from '~/realtime/document.client'
import { carets, peopleMoved, placeAt } from './carets'

export interface EditorOptions {
  parent: HTMLElement
  label: string
  language: string
  nonce: string
  /** Enter was pressed: a paragraph is one line. */
  onEnter(): void
}

export interface Editor {
  focus(at?: { x: number; y: number }): void
  bracketSelection(): void
  destroy(): void
}

/** A small editor on one paragraph's live text. */
export function openEditor(document: LiveDocument, options: EditorOptions): Editor {
  const { text } = document
  const writing = new Compartment()
  const undoManager = new Y.UndoManager(text)
  const enter = () => {
    options.onEnter()
    return true
  }
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
          { key: 'Enter', run: enter },
          { key: 'Alt-b', run: bracketSelection },
          ...yUndoManagerKeymap,
          ...standardKeymap,
        ]),
        yCollab(text, null, { undoManager }),
        brackets,
        carets(text, document.people),
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
    bracketSelection: () => void bracketSelection(view),
    destroy() {
      stop()
      document.point(null)
      undoManager.destroy()
      view.destroy()
    },
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
  transaction.changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    const typed = inserted.sliceString(0, inserted.length, '\n')
    const insert = typed.replace(unwanted, ' ')
    clean &&= insert === typed
    changes.push({ from, to, insert })
  })
  return clean ? transaction : { changes, scrollIntoView: true, userEvent: 'input' }
}

const brackets = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet = RangeSet.empty
    constructor(view: EditorView) {
      this.decorations = bracketMarks(view)
    }
    update({ docChanged, view }: ViewUpdate) {
      if (docChanged) this.decorations = bracketMarks(view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function bracketMarks({ state }: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  for (const { start, end } of findBrackets(state.doc.toString()).pairs)
    marks.add(start, end, Decoration.mark({ class: 'bracket' }))
  return marks.finish()
}
