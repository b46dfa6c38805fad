import { type Range, RangeSet, StateEffect } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'
import type * as Y from 'yjs'
import { redlineRuns } from '~/domain/documents/redline'

/** Sent to the view when the paragraph below the suggestion has changed. */
const bodyMoved = StateEffect.define<null>()

/**
 * A suggestion while it is written: what it inserts is underlined, what it deletes stays visible where it
 * stood, struck. The deleted words are no part of the text, so the cursor passes them in one step.
 */
export function redlineMarks(text: Y.Text, body: Y.Text) {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = RangeSet.empty
      constructor(readonly view: EditorView) {
        this.decorations = drawn(view)
        body.observe(this.moved)
      }
      /** After the change, and what else it leads to, is through. */
      moved = () => queueMicrotask(() => this.view.dispatch({ effects: bodyMoved.of(null) }))
      update({ docChanged, transactions, changes, view }: ViewUpdate) {
        if (docChanged) this.decorations = this.decorations.map(changes)
        if (text.length !== view.state.doc.length) return
        if (docChanged || transactions.some((t) => t.effects.some((e) => e.is(bodyMoved))))
          this.decorations = drawn(view)
      }
      destroy() {
        body.unobserve(this.moved)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )

  function drawn(view: EditorView): DecorationSet {
    const ranges: Range<Decoration>[] = []
    let at = 0
    for (const { kind, text: words } of redlineRuns(body._start, text._start)) {
      const end = kind === 'del' ? at : at + words.length
      if (end > view.state.doc.length) break
      if (kind === 'ins') ranges.push(inserted.range(at, end))
      if (kind === 'del') ranges.push(Decoration.widget({ widget: new Deleted(words), side: 1 }).range(at))
      at = end
    }
    return Decoration.set(ranges, true)
  }
}

const inserted = Decoration.mark({ tagName: 'ins' })

class Deleted extends WidgetType {
  constructor(readonly words: string) {
    super()
  }
  override eq(other: Deleted) {
    return other.words === this.words
  }
  toDOM() {
    const deleted = document.createElement('del')
    deleted.textContent = this.words
    return deleted
  }
}
