import { useEffect, useRef, useState } from 'react'
import type { Asked } from './bracket-dialog'
import type { DraftParagraph } from './route'

/** Which bracket is asked about: names behind brackets are links to their page, and open it here once scripts run. */
export function useBracketDialog(paragraphs: readonly DraftParagraph[], isLive: boolean) {
  const [asked, ask] = useState<Asked | null>(null)
  const latest = useRef(paragraphs)
  latest.current = paragraphs
  useEffect(() => {
    if (!isLive) return
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest<HTMLElement>('[data-bracket]')
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
      const next = askedBy(link, latest.current)
      if (!next) return
      event.preventDefault()
      ask(next)
    }
    document.addEventListener('click', click)
    return () => document.removeEventListener('click', click)
  }, [isLive])
  return [asked, ask] as const
}

function askedBy(link: HTMLElement, paragraphs: readonly DraftParagraph[]): Asked | null {
  const { bracket, quote } = link.dataset
  if (bracket) return { bracket }
  const place = paragraphs.find((p) => p.id === link.closest('.draft-para')?.id)
  if (!place || quote === undefined) return null
  return { place, chosen: { is: 'standing', quote } }
}
