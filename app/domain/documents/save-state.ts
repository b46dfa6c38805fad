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

/**
 * `clock`: when all was last known to be stored, as the reader's clock shows it; '' when that is not known yet.
 * `where`: what outlives this window, or nothing but the window.
 */
export function saveWords(state: SaveState, clock = '', where: KeptWhere = 'on this device'): string {
  switch (state.is) {
    case 'opening':
      return 'Opening …'
    case 'saved':
      return clock ? `Saved ${clock}` : 'Saved'
    case 'saving':
      return 'Saving …'
    case 'reconnecting':
      return `Reconnecting${keptWords(state.kept, where)}`
    case 'offline':
      return `Offline${keptWords(state.kept, where)}`
    case 'refused':
      return `Not saved: ${state.why}`
  }
}

export type KeptWhere = 'on this device' | 'in this tab'

export const changes = (n: number) => `${n} ${n === 1 ? 'change' : 'changes'}`

const keptWords = (n: number, where: KeptWhere) => (n === 0 ? '' : `, ${changes(n)} kept ${where}`)
