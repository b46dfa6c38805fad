import { useEffect } from 'react'

/** What moves within the paragraph this soon after a key of the writer's own is their own doing. */
const ownForMs = 150

/**
 * The line somebody writes keeps its place on the screen while others write above it. The browser's own anchoring is
 * off meanwhile (presence.css): it holds nothing at the top of a page, and not every browser has one.
 */
export function useSteadyLine(isLive: boolean) {
  useEffect(() => {
    const text = document.querySelector('.draft-text')
    if (!isLive || !text) return
    let line: Line | null = null
    let ownAt = 0
    const own = () => {
      ownAt = performance.now()
    }
    const hold = () => {
      const now = lineNow()
      const same = now?.editor === line?.editor ? line : null
      line = now
      if (!now || !same) return
      const within = performance.now() - ownAt < ownForMs ? 0 : now.caret - same.caret
      const moved = now.top - same.top + within
      if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' })
    }
    const sizes = new ResizeObserver(hold)
    sizes.observe(document.body)
    sizes.observe(text)
    // at once: the editor scrolls to a caret that a key has moved, and must find it where it was
    const words = new MutationObserver(hold)
    words.observe(text, { subtree: true, childList: true, characterData: true })
    const begin = () => requestAnimationFrame(showLine)
    const inputs = ['keydown', 'beforeinput', 'pointerdown', 'compositionupdate']
    for (const input of inputs) text.addEventListener(input, own, true)
    addEventListener('focusin', hold)
    text.addEventListener('focusin', begin)
    return () => {
      sizes.disconnect()
      words.disconnect()
      for (const input of inputs) text.removeEventListener(input, own, true)
      removeEventListener('focusin', hold)
      text.removeEventListener('focusin', begin)
    }
  }, [isLive])
}

/** Where the editor stands in the page, and how far below its top the caret is. */
interface Line {
  editor: Element
  top: number
  caret: number
}

function lineNow(): Line | null {
  const editor = document.activeElement?.closest('.draft-editor')
  if (!editor) return null
  const { top } = editor.getBoundingClientRect()
  const selection = getSelection()
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null
  const caret = range?.getClientRects()[0]?.top
  return { editor, top: top + scrollY, caret: caret === undefined ? 0 : caret - top }
}

/** An editor that has just got the cursor, as after Enter, has its line between the bars. */
function showLine() {
  const line = lineNow()
  if (!line) return
  const { scrollPaddingBlockStart, scrollPaddingBlockEnd } = getComputedStyle(document.documentElement)
  const top = line.top + line.caret - scrollY
  const above = top - (Number.parseFloat(scrollPaddingBlockStart) || 0)
  const below = top + lineHeight - (innerHeight - (Number.parseFloat(scrollPaddingBlockEnd) || 0))
  if (above < 0) scrollBy({ top: above, behavior: 'instant' })
  else if (below > 0) scrollBy({ top: below, behavior: 'instant' })
}
const lineHeight = 32
