import type { ReactNode } from 'react'
import { classes } from './classes'
import { Shape, type ShapeName } from './shape'

export type ChipTone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad'

interface ChipProps {
  tone?: ChipTone
  /** The tone is never alone: a shape or the words themselves carry the meaning. */
  shape?: ShapeName
  children: ReactNode
}

export function Chip({ tone = 'plain', shape, children }: ChipProps) {
  return (
    <span className={classes('chip', tone !== 'plain' && `chip-${tone}`)}>
      {shape && <Shape name={shape} />}
      {children}
    </span>
  )
}
