import type { DocumentRefusal } from './refusal'

/** How safe the words of a text are. `kept`: changes that only this window has so far. */
export type SaveState =
  | { is: 'opening' }
  | { is: 'saved' }
  | { is: 'saving'; kept: number }
  | { is: 'reconnecting'; kept: number }
  | { is: 'offline'; kept: number }
  | { is: 'refused'; code: DocumentRefusal; why: string; kept: number }

const gravity: readonly SaveState['is'][] = [
  'saved',
  'opening',
  'saving',
  'reconnecting',
  'offline',
  'refused',
]

/** The state of several texts at once: the gravest, with what is kept in all of them. */
export function gravest(states: readonly SaveState[]): SaveState {
  const worst = states.reduce<SaveState>(
    (worst, state) => (gravity.indexOf(state.is) > gravity.indexOf(worst.is) ? state : worst),
    { is: 'saved' },
  )
  const kept = states.reduce((n, state) => n + keptIn(state), 0)
  return 'kept' in worst ? { ...worst, kept } : worst
}

export const keptIn = (state: SaveState): number => ('kept' in state ? state.kept : 0)

/** `clock`: when all was last known to be stored, as the reader's clock shows it; '' when that is not known yet. */
export function saveWords(state: SaveState, clock = ''): string {
  switch (state.is) {
    case 'opening':
      return 'Opening …'
    case 'saved':
      return clock ? `Saved ${clock}` : 'Saved'
    case 'saving':
      return 'Saving …'
    case 'reconnecting':
      return `Reconnecting${keptWords(state.kept)}`
    case 'offline':
      return `Offline${keptWords(state.kept)}`
    case 'refused':
      return `Not saved: ${state.why}`
  }
}

const keptWords = (n: number) =>
  n === 0 ? '' : `, ${n} ${n === 1 ? 'change' : 'changes'} kept on this device`
