import type { ReactNode } from 'react'
import type { Stage } from '~/domain/norms/norm'
import { Chip, type ChipTone } from '../kit/chip'
import { Shape, type ShapeName } from '../kit/shape'

export type StepState = 'done' | 'current' | 'next' | 'stopped'

export interface Step {
  name: string
  state: StepState
  /** A date or a few words, usually an Instant. */
  note?: ReactNode
}

const shapes: Record<StepState, { shape: ShapeName; word: string }> = {
  done: { shape: 'tick', word: 'Done' },
  current: { shape: 'current', word: 'Now' },
  next: { shape: 'next', word: 'To come' },
  stopped: { shape: 'cross', word: 'Ended here' },
}

/** Where something stands on its way. The current step is marked with a word, not with colour alone. */
export function StageLine({ steps, label = 'Stages' }: { steps: readonly Step[]; label?: string }) {
  return (
    <ol className="stage-line" aria-label={label}>
      {steps.map(({ name, state, note }) => (
        <li
          key={name}
          className={`stage stage-${state}`}
          aria-current={state === 'current' || state === 'stopped' ? 'step' : undefined}
        >
          <Shape name={shapes[state].shape} />
          <span className="stage-name">{name}</span>
          <span className="stage-note">
            {shapes[state].word}
            {note && <>: {note}</>}
          </span>
        </li>
      ))}
    </ol>
  )
}

export const stageNames: Record<Stage, string> = {
  drafting: 'Drafting',
  consultation: 'Consultation',
  'text-final': 'Text final',
  ballot: 'Ballot',
  adopted: 'Adopted',
  rejected: 'Rejected',
}

/** The thread of a norm at `stage`; `notes` are dates that are known, past or to come. */
export function normSteps(stage: Stage, notes: Partial<Record<Stage, ReactNode>> = {}): Step[] {
  const line: Stage[] = [
    'drafting',
    'consultation',
    'text-final',
    'ballot',
    stage === 'rejected' ? 'rejected' : 'adopted',
  ]
  const here = line.indexOf(stage)
  return line.map((s, i) => ({
    name: stageNames[s],
    state:
      i < here || (s === 'adopted' && i === here)
        ? 'done'
        : i > here
          ? 'next'
          : s === 'rejected'
            ? 'stopped'
            : 'current',
    note: notes[s],
  }))
}

const chips: Record<Stage, { tone: ChipTone; shape: ShapeName }> = {
  drafting: { tone: 'plain', shape: 'next' },
  consultation: { tone: 'accent', shape: 'current' },
  'text-final': { tone: 'plain', shape: 'lock' },
  ballot: { tone: 'accent', shape: 'current' },
  adopted: { tone: 'ok', shape: 'tick' },
  rejected: { tone: 'bad', shape: 'cross' },
}

export function StageChip({ stage }: { stage: Stage }) {
  const { tone, shape } = chips[stage]
  return (
    <Chip tone={tone} shape={shape}>
      {stageNames[stage]}
    </Chip>
  )
}
