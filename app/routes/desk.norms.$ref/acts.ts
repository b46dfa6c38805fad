import { useFetcher } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormAnswer } from '~/contracts/form'
import type { LiveDocument } from '~/realtime/document.client'

const savedWithinMs = 10_000

/** A change of the norm's structure, as its form would be sent. */
export interface Act {
  action: string
  fields: Record<string, string>
  /** Its words must be stored before the server can act on them. */
  document?: LiveDocument | null | undefined
  /** What is said once it is done. */
  done?: string
  /** What takes it back. */
  undo?: Pick<Act, 'action' | 'fields'>
  /** Hears why it was refused, or null once it is done; without it the page says so. */
  answered?(refusal: string | null): void
}

export interface Acts {
  run(act: Act): void
  say(notice: Said): void
  said: Said | null
}

export type Said = { kind: 'refusal' | 'success'; words: string; undo?: Act['undo'] }

/** Acts on paragraphs without leaving the page, one after the other; one that is refused ends those that wait for it. */
export function useActs(refresh: () => void): Acts {
  const fetcher = useFetcher<FormAnswer>()
  const [said, say] = useState<Said | null>(null)
  const underWay = useRef<{ act: Act; sent: boolean } | null>(null)
  const waiting = useRef<Act[]>([])
  const { submit, state, data } = fetcher
  const begin = useCallback(
    async (act: Act) => {
      const beginning = { act, sent: false }
      underWay.current = beginning
      say(null)
      const refuse = (words: string) => {
        underWay.current = null
        waiting.current = []
        if (act.answered) act.answered(words)
        else say({ kind: 'refusal', words })
      }
      if (!navigator.onLine) return refuse('You are offline. Words are kept; paragraphs are changed online.')
      if (act.document && !(await isStored(act.document)))
        return refuse('Your last words are not stored yet. Try again once they are.')
      beginning.sent = true
      submit(act.fields, { method: 'post', action: act.action })
    },
    [submit],
  )
  const run = useCallback(
    (act: Act) => {
      if (!underWay.current) return void begin(act)
      // a button that was pressed twice asks for one thing
      const asked = [underWay.current.act, ...waiting.current]
      if (!asked.some((other) => isSame(other, act))) waiting.current.push(act)
    },
    [begin],
  )
  useEffect(() => {
    if (state !== 'idle' || !underWay.current?.sent) return
    const { act } = underWay.current
    underWay.current = null
    const [refusal] = Object.values(data?.errors ?? {})
    act.answered?.(refusal ?? null)
    if (refusal) {
      waiting.current = []
      if (!act.answered) say({ kind: 'refusal', words: refusal })
    } else if (act.done) say({ kind: 'success', words: act.done, ...(act.undo && { undo: act.undo }) })
    // the answer leads to a fragment of this very page, which by itself reads nothing anew
    refresh()
    const next = waiting.current.shift()
    if (next) void begin(next)
  }, [state, data, refresh, begin])
  return { run, say, said }
}

const isSame = (a: Act, b: Act) =>
  a.action === b.action && JSON.stringify(a.fields) === JSON.stringify(b.fields)

/** Resolves once all is stored; false when that takes too long. */
function isStored(document: LiveDocument): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (stored: boolean) => {
      clearTimeout(late)
      stop()
      resolve(stored)
    }
    const look = () => document.state().is === 'saved' && end(true)
    const late = setTimeout(() => end(false), savedWithinMs)
    const stop = document.onChange(look)
    look()
  })
}
