import { useEffect, useState } from 'react'
import type { SaveState } from '~/domain/documents/save-state'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'
import type { Live } from './use-live-desk'

/** Hold the live text while it is wanted. */
export function useDocument(live: Live | null, id: ParagraphId, wanted: boolean): LiveDocument | null {
  const [document, setDocument] = useState<LiveDocument | null>(null)
  const desk = live?.desk
  useEffect(() => {
    if (!desk || !wanted) return
    const hold = desk.hold(id)
    setDocument(hold)
    // the desk may have opened the text anew after a refusal
    const stop = desk.onChange(() => setDocument(desk.current(id)))
    return () => {
      stop()
      desk.release(id)
      setDocument(null)
    }
  }, [desk, id, wanted])
  return document
}

/** Draw again whenever its words change. */
export function useTextChanges(document: LiveDocument | null) {
  const [, tick] = useState(0)
  useEffect(() => {
    if (!document) return
    const changed = () => tick((n) => n + 1)
    document.text.observe(changed)
    return () => document.text.unobserve(changed)
  }, [document])
}

/** Marks are found in a live text once it is there. */
export const findIn = (
  live: Live | null,
  document: LiveDocument | null,
  state: SaveState['is'] | undefined,
) => (live && document && state && state !== 'opening' ? live.module.findIn(document.text) : null)
