import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { keptIn } from '~/domain/documents/save-state'
import type { PersonId } from '~/domain/ids'
import { isHidden } from './hidden'
import type { LiveDesk } from './live-desk'

export type LiveModule = typeof import('./live-desk')
export interface Live {
  desk: LiveDesk
  module: LiveModule
}

const refreshWithinMs = 5_000

/**
 * Read the page's data anew, one reading after the other: a second one at once would break off the first,
 * whose request then fails for nobody to hear.
 */
export function useRefresh(): () => void {
  const { revalidate, state } = useRevalidator()
  const reading = useRef({ since: 0, again: false, revalidate })
  reading.current.revalidate = revalidate
  const refresh = useCallback(() => {
    const now = reading.current
    if (Date.now() - now.since < refreshWithinMs) {
      now.again = true
      // a reading whose end was not seen must not keep the next one waiting for ever
      setTimeout(() => now.again && refresh(), refreshWithinMs)
      return
    }
    now.again = false
    now.since = Date.now()
    now.revalidate()
  }, [])
  useEffect(() => {
    const now = reading.current
    if (state !== 'idle') return
    now.since = 0
    if (!now.again) return
    now.again = false
    refresh()
  }, [state, refresh])
  return refresh
}

/** Load what makes the desk live, after the page is there to be read. */
export function useLiveDesk(
  { ref, person, ledgerSize }: { ref: string; person: PersonId; ledgerSize: number },
  refresh: () => void,
): Live | null {
  const [live, setLive] = useState<Live | null>(null)
  const since = useRef(ledgerSize)
  useEffect(() => {
    let desk: LiveDesk | null = null
    let gone = false
    const warn = (event: BeforeUnloadEvent) => {
      if (desk && !desk.left() && keptIn(desk.state()) > 0) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    void import('./live-desk').then(async (module) => {
      const opened = await module.openDesk({
        norm: ref,
        person,
        since: since.current,
        hidden: isHidden(person),
        onEntry: refresh,
      })
      if (gone) return opened.close()
      desk = opened
      setLive({ desk, module })
    })
    return () => {
      gone = true
      removeEventListener('beforeunload', warn)
      desk?.close()
      setLive(null)
    }
  }, [ref, person, refresh])
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
