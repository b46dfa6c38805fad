import { type Extension, type Range, RangeSet, StateEffect } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'
import type * as Y from 'yjs'
import { locateBrackets } from '~/domain/norms/bracket-place'
import { findBrackets } from '~/domain/norms/brackets'
import { type BracketMark, bracketMarks } from '~/ui/brackets/bracket-marks'
import type { BracketView } from '~/ui/brackets/bracket-view'
import { findIn } from './link-marks'

/** Sent to the view when somebody has placed, lifted or taken a bracket. */
export const bracketsChanged = StateEffect.define<readonly BracketView[]>()

export interface HeldOptions {
  norm: string
  brackets: readonly BracketView[]
  /** Hears in which bracket the cursor stands. */
  at(mark: BracketMark | null): void
}

/** Brackets set apart, each followed by the name of who holds it, where that is known. */
export function heldBrackets(text: Y.Text, options: HeldOptions | undefined): Extension {
  const { norm = '', brackets = [], at } = options ?? {}
  let known = brackets
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = RangeSet.empty
      marks: BracketMark[] = []
      within: BracketMark | null = null
      constructor(view: EditorView) {
        this.draw(view)
      }
      update({ docChanged, selectionSet, transactions, view }: ViewUpdate) {
        const told = transactions.flatMap((t) => t.effects).findLast((e) => e.is(bracketsChanged))
        if (told) known = told.value
        // while a character is composed its text must not be taken apart
        if (view.composing && docChanged)
          this.decorations = transactions.reduce((marks, t) => marks.map(t.changes), this.decorations)
        else if (docChanged || told) this.draw(view)
        if (docChanged || told || selectionSet) this.tell(view)
      }
      draw({ state }: EditorView) {
        const words = state.doc.toString()
        this.marks = options
          ? bracketMarks(words, known, locateBrackets(known, { text: words, find: findIn(text) }))
          : []
        const ranges: Range<Decoration>[] = [
          ...findBrackets(words).pairs.map(({ start, end }) =>
            Decoration.mark({ class: 'bracket' }).range(start, end),
          ),
          ...this.marks.map((mark) =>
            Decoration.widget({ widget: new HolderName(norm, mark), side: 1 }).range(mark.end),
          ),
        ]
        this.decorations = Decoration.set(ranges, true)
      }
      tell({ state }: EditorView) {
        const { head } = state.selection.main
        const inner = findBrackets(state.doc.toString())
          .pairs.filter(({ start, end }) => start < head && head < end)
          .at(-1)
        const within = this.marks.find((m) => m.end === inner?.end) ?? null
        if (within?.id === this.within?.id && within?.quote === this.within?.quote) return
        this.within = within
        // the page is not drawn while the view is
        queueMicrotask(() => at?.(within))
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )
}

class HolderName extends WidgetType {
  constructor(
    readonly norm: string,
    readonly mark: BracketMark,
  ) {
    super()
  }
  override eq({ mark }: HolderName) {
    return mark.id === this.mark.id && mark.label === this.mark.label && mark.quote === this.mark.quote
  }
  toDOM() {
    const { id, label, title, quote } = this.mark
    const link = document.createElement('a')
    link.className = id ? 'bracket-by' : 'bracket-by bracket-by-nobody'
    link.href = `/norms/${this.norm}/brackets#${id ? `bracket-${id}` : 'unheld'}`
    link.title = title
    link.setAttribute('aria-label', `${title}: ${quote}`)
    link.dataset.bracket = id ?? ''
    link.dataset.quote = quote
    link.dir = 'auto'
    link.textContent = label
    return link
  }
  override ignoreEvent() {
    return true
  }
}
