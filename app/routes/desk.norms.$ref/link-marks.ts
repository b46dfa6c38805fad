import { type Range, RangeSet, StateEffect } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import * as Y from 'yjs'
import { base64Decode } from '~/domain/bytes'
import type { Findable } from '~/domain/norms/bracket-place'
import type { TextLink } from '~/ui/norms/text-links'

/** Sent to the view when references or terms have changed elsewhere. */
export const linksChanged = StateEffect.define<null>()

/** References, terms and definitions, marked while they are written in; they lead nowhere there. */
export const linkMarks = (text: Y.Text, linksOf: (now: Findable) => readonly TextLink[]) =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = RangeSet.empty
      constructor(view: EditorView) {
        this.decorations = drawn(view, text, linksOf)
      }
      update({ docChanged, transactions, view }: ViewUpdate) {
        // while a character is composed its text must not be taken apart
        if (view.composing && docChanged) this.decorations = this.decorations.map(changesOf(transactions))
        else if (docChanged || transactions.some((t) => t.effects.some((e) => e.is(linksChanged))))
          this.decorations = drawn(view, text, linksOf)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )

const changesOf = ([first, ...more]: ViewUpdate['transactions']) =>
  more.reduce((changes, t) => changes.compose(t.changes), first!.changes)

function drawn(
  { state }: EditorView,
  text: Y.Text,
  linksOf: (now: Findable) => readonly TextLink[],
): DecorationSet {
  const words = state.doc.toString()
  const ranges: Range<Decoration>[] = linksOf({ text: words, find: findIn(text) })
    .filter(({ end }) => end <= words.length)
    .map(({ start, end, kind, title, flagged }) =>
      Decoration.mark({
        class: `text-link text-${kind}${flagged ? ' text-flagged' : ''}`,
        attributes: { title },
      }).range(start, end),
    )
  return Decoration.set(ranges, true)
}

/** Where a marked character of a live text stands now; null once it is deleted. */
export const findIn =
  (text: Y.Text): Findable['find'] =>
  (anchor) => {
    const mark = decode(anchor)
    const { doc } = text
    if (!doc || !mark?.item || Y.getState(doc.store, mark.item.client) <= mark.item.clock) return null
    if (Y.getItem(doc.store, mark.item).deleted) return null
    return Y.createAbsolutePositionFromRelativePosition(mark, doc)?.index ?? null
  }

function decode(anchor: string): Y.RelativePosition | null {
  const bytes = base64Decode(anchor)
  try {
    return bytes && Y.decodeRelativePosition(bytes)
  } catch {
    return null
  }
}
