import { type MutableRefObject, useEffect, useRef } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { Acts } from './acts'
import { isField } from './shortcuts'
import type { Structure } from './structure'
import type { Answered, UndoPage } from './undo'
import type { Live } from './use-live-desk'

interface UndoOptions {
  norm: string
  live: Live | null
  acts: Acts
  caret: Structure['caret']
  editing: ParagraphId | null
  edit(id: ParagraphId): void
}

/** D21: undo and redo from anywhere at the desk, except in fields, which have their own. */
export function useUndo(options: UndoOptions) {
  const { live } = options
  const latest = useRef(options)
  latest.current = options
  useEffect(() => live?.desk.undo.attach(pageOf(latest)), [live])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const way = wayOf(event)
      if (!live || !way || (isField(event.target) && !isEditor(event.target))) return
      event.preventDefault()
      live.desk.undo.turn(way)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [live])
}

const isEditor = (target: EventTarget | null) => target instanceof Element && target.matches('.cm-content')

function wayOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
  if (!(ctrlKey || metaKey) || altKey) return null
  const letter = key.toLowerCase()
  if (letter === 'z') return shiftKey ? 'redo' : 'undo'
  return letter === 'y' ? 'redo' : null
}

const pageOf = (latest: MutableRefObject<UndoOptions>): UndoPage => ({
  ready: () => latest.current.acts.ready(),
  say: (words) => words && latest.current.acts.say({ kind: 'refusal', words }),
  ask: (entry) =>
    new Promise<Answered>((resolve) => {
      const { norm, acts, live } = latest.current
      acts.run({
        action: `/norms/${norm}/undoing?from=desk`,
        fields: { entry: String(entry) },
        stored: live?.desk,
        key: `undo-of-${entry}`,
        later: (later) => resolve({ later }),
        answered: (refusal, recorded) => resolve(recorded ?? { refusal: refusal ?? 'It was not undone.' }),
      })
    }),
  go(id, index) {
    const { caret, editing, edit } = latest.current
    if (editing !== id && index !== undefined) caret.current = { id, index }
    edit(id)
  },
})
