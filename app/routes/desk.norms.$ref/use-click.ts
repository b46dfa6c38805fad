import { useEffect, useRef } from 'react'
import { selectedIn } from './selected-words'

/** A click on the words is a shortcut for the button below them, which is what keyboards and readers use. */
export function useClick(wanted: boolean, act: (event: MouseEvent) => void) {
  const place = useRef<HTMLParagraphElement>(null)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const element = place.current
    if (!wanted || !element) return
    const click = (event: MouseEvent) => {
      // a name behind a bracket has an act of its own, and words are selected without being written
      if ((event.target as HTMLElement).closest('[data-bracket]') || selectedIn(element)) return
      latest.current(event)
    }
    element.addEventListener('click', click)
    return () => element.removeEventListener('click', click)
  }, [wanted])
  return place
}
