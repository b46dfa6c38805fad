import { type Range, RangeSet, StateEffect } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'
import * as Y from 'yjs'
import type { Place, Present } from '~/contracts/documents'

/** Sent to the view when somebody's cursor has moved. */
export const peopleMoved = StateEffect.define<null>()
const colours = 8

/** Where others write: their selection, and a caret with their name. Colours are classes, so no inline styles. */
export function carets(text: Y.Text, people: () => Present[]) {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = RangeSet.empty
      constructor(view: EditorView) {
        this.decorations = drawn(view)
      }
      update({ docChanged, transactions, view }: ViewUpdate) {
        if (docChanged || transactions.some((t) => t.effects.some((e) => e.is(peopleMoved))))
          this.decorations = drawn(view)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )

  function drawn(view: EditorView): DecorationSet {
    const ranges: Range<Decoration>[] = []
    const within = (at: number) => Math.min(at, view.state.doc.length)
    for (const person of people()) {
      const anchor = person.cursor && indexOf(text, person.cursor.anchor)
      const head = person.cursor && indexOf(text, person.cursor.head)
      if (anchor === null || head === null) continue
      const colour = (person.key % colours) + 1
      const [from, to] = [within(Math.min(anchor, head)), within(Math.max(anchor, head))]
      if (from < to) ranges.push(Decoration.mark({ class: `caret-range caret-${colour}` }).range(from, to))
      const widget = new Caret(person.name, colour, JSON.stringify(person.cursor))
      ranges.push(Decoration.widget({ widget, side: head < anchor ? 1 : -1 }).range(within(head)))
    }
    return Decoration.set(ranges, true)
  }
}

class Caret extends WidgetType {
  constructor(
    readonly name: string,
    readonly colour: number,
    /** Another place is another caret: its name is shown anew for a moment. */
    readonly place: string,
  ) {
    super()
  }
  override eq(other: Caret) {
    return other.name === this.name && other.colour === this.colour && other.place === this.place
  }
  toDOM() {
    const caret = document.createElement('span')
    caret.className = `caret caret-${this.colour}`
    caret.setAttribute('aria-hidden', 'true')
    const label = caret.appendChild(document.createElement('bdi'))
    label.className = 'caret-name'
    label.textContent = this.name
    return caret
  }
  override ignoreEvent() {
    return true
  }
}

export function indexOf(text: Y.Text, place: Place): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(
    Y.createRelativePositionFromJSON(place),
    text.doc!,
  )
  return found?.type === text ? found.index : null
}

/** The place in the text before the character at an index, which stays right however the text changes. */
export const placeAt = (text: Y.Text, index: number): Place =>
  Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index))
