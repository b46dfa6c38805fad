import { useCallback, useEffect, useState } from 'react'
import type { AtDesk } from '~/contracts/documents'
import type { Live } from './use-live-desk'
import { rangeOf, wordsOnPage } from './words-on-page'

/** The page goes along with somebody until the reader does something with it themselves. */
export function useFollowing(live: Live | null, people: readonly AtDesk[]) {
  const [key, setKey] = useState<number | null>(null)
  const stop = useCallback(() => setKey(null), [])
  const followed = people.find((p) => p.key === key) ?? null
  useEffect(() => {
    if (key === null) return
    const press = (event: KeyboardEvent) => isOwnWay(event) && stop()
    addEventListener('keydown', press)
    addEventListener('wheel', stop, { passive: true })
    addEventListener('touchmove', stop, { passive: true })
    return () => {
      removeEventListener('keydown', press)
      removeEventListener('wheel', stop)
      removeEventListener('touchmove', stop)
    }
  }, [key, stop])
  const cursor = live && key !== null ? live.desk.cursorOf(key) : null
  const at = cursor?.paragraphId ?? followed?.at ?? null
  const index = cursor?.index ?? null
  useEffect(() => (at ? bringIntoView(at, index) : undefined), [at, index])
  return { followed, follow: setKey, stop }
}

/** Moving among the page's controls is no scrolling; everything else a key does is the reader's own way. */
function isOwnWay({ key, target }: KeyboardEvent): boolean {
  if (['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(key)) return false
  const onControl = target instanceof Element && target.closest('button, a, summary') !== null
  return !(onControl && (key === 'Enter' || key === ' '))
}

/** Paragraphs that are passed on the way are laid out only then, so where the place is has to be asked again. */
const framesLooked = 30

/** Answers how to break it off. */
function bringIntoView(paragraphId: string, index: number | null) {
  let frame = 0
  let looks = 0
  const look = () => {
    const top = topOf(paragraphId, index)
    if (top === null || looks++ > framesLooked) return
    if (top < innerHeight * 0.15 || top > innerHeight * 0.7)
      scrollBy({ top: top - innerHeight * 0.3, behavior: 'instant' })
    frame = requestAnimationFrame(look)
  }
  look()
  return () => cancelAnimationFrame(frame)
}

/** Where on the screen somebody writes; the top of their paragraph where that is not known. */
function topOf(paragraphId: string, index: number | null): number | null {
  const paragraph = document.getElementById(paragraphId)
  const words = paragraph && index !== null ? wordsOnPage(paragraph) : null
  const range = words && rangeOf(words, { start: Math.max(0, index! - 1), end: Math.max(1, index!) })
  return (range ?? paragraph)?.getBoundingClientRect().top ?? null
}
