import { useCallback, useRef, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'
import { newKey, type Recorded, sendAct } from './send-act'
import type { Typed } from './undo'

const savedWithinMs = 10_000

/** A change of the norm's structure, as its form would be sent. */
export interface Act {
  action: string
  fields: Record<string, string>
  /** Its words must be stored before the server can act on them. */
  document?: LiveDocument | null | undefined
  /** What was typed for it just before, and is undone with it. */
  typed?: Typed
  /** What must be stored before; without it, the document. */
  stored?: Pick<LiveDocument, 'state' | 'onChange'> | undefined
  /** What is said once it is done. */
  done?: string
  /** Hears why it was refused, or null once it is done; without it the page says so. */
  answered?(refusal: string | null, recorded?: Recorded): void
  /** Names the request, where asking again for the same is the same request. */
  key?: string
  /** Hears why it could not be asked for just now, or what broke off; without it that is a refusal. */
  later?(words: string): void
}

export interface Acts {
  run(act: Act): void
  say(notice: Said): void
  said: Said | null
  /** Resolves once no act is under way. */
  ready(): Promise<void>
}

export type Said = {
  kind: 'refusal' | 'success'
  words: string
  undo?(): void
  /** Send again what broke off. */
  again?(): void
}

type Starting = ((entry: number) => () => void) | undefined

interface ActsOptions {
  /** The ledger's size when the page was read. */
  size: number
  refresh(): void
  /** An act is about to be asked for; what comes back hears of its entry, and answers how to take it back. */
  starting(act: Act): Starting
  /** Go on in a paragraph. */
  edit(id: ParagraphId): void
}

/** A request as it was sent first: whoever sends it again sends the same. */
interface Request {
  key: string
  hear: Starting
}
interface BrokenOff extends Request {
  act: Act
  size: number
}

const brokeOff =
  'The line broke off before the answer came, so this may not be done. Try again: it is not done twice.'

/** Acts on paragraphs without leaving the page, one after the other; one that is refused ends those that wait for it. */
export function useActs(options: ActsOptions): Acts {
  const [said, say] = useState<Said | null>(null)
  const underWay = useRef<Act | null>(null)
  const waiting = useRef<Act[]>([])
  const idle = useRef<(() => void)[]>([])
  const broken = useRef<BrokenOff | null>(null)
  const latest = useRef(options)
  latest.current = options

  const end = useCallback((failed: boolean) => {
    underWay.current = null
    const left = failed ? waiting.current.splice(0) : []
    for (const act of left) act.later?.('The change before it was not done.')
    if (waiting.current.length === 0) for (const hear of idle.current.splice(0)) hear()
  }, [])

  const begin = useCallback(
    async (act: Act, request?: Request) => {
      underWay.current = act
      say(null)
      const fail = (words: string, again?: () => void) => {
        end(true)
        const hear = act.later ?? act.answered
        if (hear) hear(words)
        else say({ kind: 'refusal', words, ...(again && { again }) })
      }
      const problem = await notNow(act)
      if (problem) return fail(problem)
      const { key, hear } = request ?? { key: act.key ?? newKey(), hear: latest.current.starting(act) }
      const { action } = act
      const sent = await sendAct(action.includes('?') ? action : `${action}?from=desk`, act.fields, key)
      const { edit, refresh, size } = latest.current
      // nothing but this reads the page anew; what broke off may have been done
      refresh()
      if (!sent) {
        broken.current = { act, key, hear, size }
        return fail(brokeOff, () => underWay.current ?? void begin(act, { key, hear }))
      }
      if (broken.current?.key === key) broken.current = null
      const { refusal, recorded } = sent
      const undo = recorded && hear?.(recorded.entry)
      act.answered?.(refusal, recorded)
      if (refusal !== null) {
        if (!act.answered) say({ kind: 'refusal', words: refusal })
      } else if (act.done) say({ kind: 'success', words: act.done, ...(undo && { undo }) })
      // whoever hears of it goes on by themselves
      if (recorded?.at && !act.answered) edit(recorded.at)
      end(refusal !== null)
      const next = underWay.current ? null : waiting.current.shift()
      if (next) void begin(next)
    },
    [end],
  )

  const run = useCallback(
    (act: Act) => {
      if (!underWay.current) return void begin(act, sameAs(broken.current, act, latest.current.size))
      // a button that was pressed twice asks for one thing
      const asked = [underWay.current, ...waiting.current]
      if (!asked.some((other) => isSame(other, act))) waiting.current.push(act)
    },
    [begin],
  )
  const ready = () =>
    underWay.current ? new Promise<void>((resolve) => idle.current.push(resolve)) : Promise.resolve()
  return { run, say, said, ready }
}

/** Why an act cannot be asked for just now; null where it can. */
async function notNow(act: Act): Promise<string | null> {
  if (!navigator.onLine) return 'You are offline. Words are kept; paragraphs are changed online.'
  const stored = act.stored ?? act.document
  if (!stored || (await isStored(stored))) return null
  return 'Your last words are not stored yet. Try again once they are.'
}

/** What broke off and is asked for anew is the same request: in the dialog it came from, or while the page does not show more. */
const sameAs = (broken: BrokenOff | null, act: Act, size: number) =>
  broken && isSame(broken.act, act) && (act.answered || broken.size === size) ? broken : undefined

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
