import { type RefObject, useEffect } from 'react'
import type { Picked } from './use-commenting'

const keepEveryMs = 2_000
const storedAs = (norm: string) => `parley.comment-draft.${norm}`

export interface CommentDraft {
  on: Picked
  body: string
  language: string
}

/** A comment that was begun on this device and not sent. */
export function readDraft(norm: string): CommentDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(storedAs(norm)) ?? '') as CommentDraft
    // what this device keeps may have been written by anything; the server judges the rest of it
    return typeof kept.body === 'string' && typeof kept.on.quote === 'string' ? kept : null
  } catch {
    return null
  }
}

export const dropDraft = (norm: string) => localStorage.removeItem(storedAs(norm))

/** Keep what is typed, every two seconds and when the form goes. */
export function useKeptDraft(norm: string, on: Picked, form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current
    if (!element) return
    let last = ''
    const keep = () => {
      const fields = new FormData(element)
      const draft = { on, body: String(fields.get('body')), language: String(fields.get('language')) }
      const now = JSON.stringify(draft)
      if (draft.body.trim() === '' || now === last) return
      last = now
      try {
        localStorage.setItem(storedAs(norm), now)
      } catch {
        // no room on this device: the form itself still has the words
      }
    }
    const timer = setInterval(keep, keepEveryMs)
    addEventListener('pagehide', keep)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', keep)
    }
  }, [norm, on, form])
}
