import { useEffect, useRef } from 'react'
import { readDraft } from './comment-draft'
import type { Commenting } from './use-commenting'

/** A comment that was begun here and not sent opens again, once a visit. */
export function useUnsentComment(norm: string, { resume }: Commenting) {
  const asked = useRef('')
  useEffect(() => {
    if (asked.current === norm) return
    asked.current = norm
    const draft = readDraft(norm)
    if (draft) resume(draft.on)
  }, [norm, resume])
}
