import * as Y from 'yjs'
import { redlineRuns } from '~/domain/documents/redline'

/**
 * D16: words typed into a paragraph that no longer takes them, put into a suggestion on it instead. `stuck`: the
 * paragraph's text with those words in it; `text`: the suggestion's, on top of `body`, which is what is stored.
 */
export function carryOver(stuck: Y.Text, text: Y.Text, body: Y.Text) {
  Y.applyUpdate(stuck.doc!, Y.encodeStateAsUpdate(body.doc!))
  const changes = changesIn(stuck, body)
  text.doc!.transact(() => {
    for (const { from, to, words } of changes) {
      const [start, end] = [indexIn(text, from), indexIn(text, to)]
      if (words) text.insert(end, words)
      if (end > start) text.delete(start, end - start)
    }
  })
}

/** Last first, so that each leaves the places of those before it alone. */
function changesIn(stuck: Y.Text, body: Y.Text) {
  const place = (index: number) => Y.createRelativePositionFromTypeIndex(body, index)
  const changes: { from: Y.RelativePosition; to: Y.RelativePosition; words: string }[] = []
  let at = 0
  for (const { kind, text } of redlineRuns(body._start, stuck._start)) {
    if (kind === 'ins') changes.push({ from: place(at), to: place(at), words: text })
    if (kind === 'del') changes.push({ from: place(at), to: place(at + text.length), words: '' })
    if (kind !== 'ins') at += text.length
  }
  return changes.reverse()
}

const indexIn = (text: Y.Text, place: Y.RelativePosition): number =>
  Y.createAbsolutePositionFromRelativePosition(place, text.doc!)?.index ?? 0
