import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { keptIn } from '~/domain/documents/save-state'
import type { LiveDesk } from './live-desk'

export type LiveModule = typeof import('./live-desk')
export interface Live {
  desk: LiveDesk
  module: LiveModule
}

/** Load what makes the desk live, after the page is there to be read. */
export function useLiveDesk(ref: string, ledgerSize: number): Live | null {
  const [live, setLive] = useState<Live | null>(null)
  const { revalidate } = useRevalidator()
  const again = useRef(revalidate)
  again.current = revalidate
  const since = useRef(ledgerSize)
  useEffect(() => {
    let desk: LiveDesk | null = null
    let gone = false
    const warn = (event: BeforeUnloadEvent) => {
      if (desk && keptIn(desk.state()) > 0) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    void import('./live-desk').then((module) => {
      if (gone) return
      desk = module.openDesk(`norm/${ref}`, since.current, () => again.current())
      setLive({ desk, module })
    })
    return () => {
      gone = true
      removeEventListener('beforeunload', warn)
      desk?.close()
      setLive(null)
    }
  }, [ref])
  return live
}

/** Draw again whenever something live has changed. */
export function useChanges(source: { onChange(listener: () => void): () => void } | null | undefined) {
  const [, tick] = useState(0)
  useEffect(() => source?.onChange(() => tick((n) => n + 1)), [source])
}

/** The page's nonce, which its live parts need for their style elements. */
export const pageNonce = () =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
