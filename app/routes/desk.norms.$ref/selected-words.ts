import type { Span } from '~/domain/norms/bracket-place'

/** What is selected in words that are only read, as offsets of their text; null while nothing in them is. */
export function selectedIn(element: HTMLElement | null): Span | null {
  const selection = getSelection()
  if (!element || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.commonAncestorContainer)) return null
  const start = offsetOf(element, range.startContainer, range.startOffset)
  const end = offsetOf(element, range.endContainer, range.endOffset)
  return start < end ? { start, end } : null
}

/** Names of holders and suggested words stand among the words and are none of them. */
function offsetOf(element: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(node, offset)
  const words = before.cloneContents()
  for (const name of words.querySelectorAll('.bracket-by, ins, .visually-hidden')) name.remove()
  return words.textContent?.length ?? 0
}
