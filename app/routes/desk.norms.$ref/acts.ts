import { useFetcher } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormAnswer } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'

const savedWithinMs = 10_000

/** A change of the norm's structure, as its form would be sent. */
export interface Act {
  action: string
  fields: Record<string, string>
  /** Its words must be stored before the server can act on them. */
  document?: LiveDocument | null | undefined
  /** What must be stored before; without it, the document. */
  stored?: Pick<LiveDocument, 'state' | 'onChange'> | undefined
  /** What is said once it is done. */
  done?: string
  /** Hears why it was refused, or null once it is done; without it the page says so. */
  answered?(refusal: string | null, recorded?: Recorded): void
  /** Hears why it could not be asked for just now; without it that is a refusal. */
  later?(words: string): void
}

type Recorded = { entry: number; at: ParagraphId | null }

export interface Acts {
  run(act: Act): void
  say(notice: Said): void
  said: Said | null
  /** Resolves once no act is under way. */
  ready(): Promise<void>
}

export type Said = { kind: 'refusal' | 'success'; words: string; undo?(): void }

interface ActsOptions {
  refresh(): void
  /** An act is about to be asked for; what comes back hears of its entry, and answers how to take it back. */
  starting(act: Act): ((entry: number) => () => void) | undefined
  /** Go on in a paragraph. */
  edit(id: ParagraphId): void
}

interface UnderWay {
  act: Act
  sent: boolean
  recorded: ReturnType<ActsOptions['starting']>
}

/** Acts on paragraphs without leaving the page, one after the other; one that is refused ends those that wait for it. */
export function useActs({ refresh, starting, edit }: ActsOptions): Acts {
  const fetcher = useFetcher<FormAnswer>()
  const [said, say] = useState<Said | null>(null)
  const underWay = useRef<UnderWay | null>(null)
  const waiting = useRef<Act[]>([])
  const idle = useRef<(() => void)[]>([])
  const latest = useRef(starting)
  latest.current = starting
  const { submit, state, data } = fetcher
  const end = useCallback((refused: boolean) => {
    underWay.current = null
    const left = refused ? waiting.current.splice(0) : []
    for (const act of left) act.later?.('The change before it was refused.')
    if (waiting.current.length === 0) for (const hear of idle.current.splice(0)) hear()
  }, [])
  const begin = useCallback(
    async (act: Act) => {
      const beginning: UnderWay = { act, sent: false, recorded: undefined }
      underWay.current = beginning
      say(null)
      const refuse = (words: string) => {
        end(true)
        const hear = act.later ?? act.answered
        if (hear) hear(words)
        else say({ kind: 'refusal', words })
      }
      if (!navigator.onLine) return refuse('You are offline. Words are kept; paragraphs are changed online.')
      const stored = act.stored ?? act.document
      if (stored && !(await isStored(stored)))
        return refuse('Your last words are not stored yet. Try again once they are.')
      beginning.sent = true
      beginning.recorded = latest.current(act)
      const { action } = act
      submit(act.fields, { method: 'post', action: action.includes('?') ? action : `${action}?from=desk` })
    },
    [submit, end],
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
    const { act, recorded: hear } = underWay.current
    const [refusal] = Object.values(data?.errors ?? {})
    const recorded = data?.recorded as Recorded | undefined
    const undo = recorded && hear?.(recorded.entry)
    act.answered?.(refusal ?? null, recorded)
    if (refusal) {
      if (!act.answered) say({ kind: 'refusal', words: refusal })
    } else if (act.done) say({ kind: 'success', words: act.done, ...(undo && { undo }) })
    // whoever hears of it goes on by themselves
    if (recorded?.at && !act.answered) edit(recorded.at)
    // neither the desk's own acts nor those that lead to a fragment of it read anything anew by themselves
    refresh()
    end(refusal !== undefined)
    const next = underWay.current ? null : waiting.current.shift()
    if (next) void begin(next)
  }, [state, data, refresh, edit, end, begin])
  const ready = () =>
    underWay.current ? new Promise<void>((resolve) => idle.current.push(resolve)) : Promise.resolve()
  return { run, say, said, ready }
}

const isSame = (a: Act, b: Act) =>
  a.action === b.action && JSON.stringify(a.fields) === JSON.stringify(b.fields)

/** Resolves once all is stored; false when that takes too long. */
function isStored(document: NonNullable<Act['stored']>): Promise<boolean> {
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
