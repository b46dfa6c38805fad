import type { Span } from '~/domain/comments/commented-words'

/** A paragraph's words as they stand on the page, in an editor or not: its text nodes and where each begins. */
export interface WordsOnPage {
  root: HTMLElement
  text: string
  nodes: { node: Text; start: number }[]
}

/** Not words of the text: others' carets and names, suggested words, and what only explains. */
const besides = 'ins, .caret, .bracket-by, .visually-hidden, .muted, [aria-hidden="true"]'

export const paragraphOf = (node: Node | null): HTMLElement | null =>
  (node instanceof Element ? node : (node?.parentElement ?? null))?.closest<HTMLElement>('.draft-para') ??
  null

export function wordsOnPage(paragraph: HTMLElement): WordsOnPage | null {
  const root = paragraph.querySelector<HTMLElement>('.cm-content, .para-words')
  if (!root) return null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element
      ? node.matches(besides)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_SKIP
      : NodeFilter.FILTER_ACCEPT,
  )
  const nodes: WordsOnPage['nodes'] = []
  let text = ''
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    nodes.push({ node, start: text.length })
    text += node.data
  }
  return { root, text, nodes }
}

export function rangeOf({ nodes }: WordsOnPage, { start, end }: Span): Range | null {
  const first = nodes.findLast((n) => n.start <= start)
  const last = nodes.findLast((n) => n.start < end)
  if (!first || !last) return null
  const range = document.createRange()
  range.setStart(first.node, Math.min(start - first.start, first.node.length))
  range.setEnd(last.node, Math.min(end - last.start, last.node.length))
  return range
}

/** What is selected of one paragraph's words; empty where only a caret stands. Null: the selection is elsewhere. */
export function selectedSpan(words: WordsOnPage, range: Range): Span | null {
  if (!words.root.contains(range.startContainer) || !words.root.contains(range.endContainer)) return null
  return {
    start: indexAt(words, range.startContainer, range.startOffset),
    end: indexAt(words, range.endContainer, range.endOffset),
  }
}

function indexAt({ nodes, text }: WordsOnPage, container: Node, offset: number): number {
  const own = nodes.find((n) => n.node === container)
  if (own) return own.start + offset
  const before = document.createRange()
  before.setStart(container, offset)
  return nodes.find((n) => before.comparePoint(n.node, 0) >= 0)?.start ?? text.length
}
