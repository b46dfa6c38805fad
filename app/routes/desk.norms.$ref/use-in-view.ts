import { useEffect, useState } from 'react'
import { isNearby } from './in-view'

/** Whether the element is on the screen, or nearly. */
export function useInView(place: React.RefObject<HTMLElement | null>): boolean {
  const [inView, setInView] = useState(false)
  useEffect(() => isNearby(place.current!, setInView), [place])
  return inView
}
