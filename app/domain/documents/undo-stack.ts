/** D21: what one person can take back at one desk, and do again; the newest step stands last. */
export interface UndoStack<S> {
  readonly undo: readonly S[]
  readonly redo: readonly S[]
}

export type Way = 'undo' | 'redo'

export const undoLimits = { steps: 100, texts: 20 } as const

export const noSteps: UndoStack<never> = { undo: [], redo: [] }

/** `textOf`: the text that a step needs to have open; null for none. What is too much is forgotten from the oldest on. */
export function withStep<S>(stack: UndoStack<S>, step: S, textOf: (step: S) => unknown): UndoStack<S> {
  const texts = new Set<unknown>()
  const undo: S[] = []
  for (const known of [step, ...[...stack.undo].reverse()]) {
    const text = textOf(known)
    if (text !== null) texts.add(text)
    if (undo.length === undoLimits.steps || texts.size > undoLimits.texts) break
    undo.unshift(known)
  }
  return { undo, redo: [] }
}

/**
 * The step has been taken back, or done again; `inverse` is what turns it round once more, null where nothing does.
 * Something else done meanwhile stands above it by now: then there is nothing to turn round.
 */
export function turned<S>(stack: UndoStack<S>, way: Way, step: S, inverse: S | null): UndoStack<S> {
  const wasLast = stack[way].at(-1) === step
  const left = without(stack, (known) => known === step)
  if (!wasLast || inverse === null) return left
  const back = way === 'undo' ? 'redo' : 'undo'
  return { ...left, [back]: [...left[back], inverse] }
}

export const without = <S>({ undo, redo }: UndoStack<S>, gone: (step: S) => boolean): UndoStack<S> => ({
  undo: undo.filter((step) => !gone(step)),
  redo: redo.filter((step) => !gone(step)),
})
