import type { ReactNode } from 'react'
import { classes } from './classes'
import { Shape, type ShapeName } from './shape'
import { VisuallyHidden } from './visually-hidden'

export type NoticeKind = 'info' | 'success' | 'warning' | 'refusal'

const kinds: Record<NoticeKind, { shape: ShapeName; word: string }> = {
  info: { shape: 'info', word: 'Note' },
  success: { shape: 'tick', word: 'Done' },
  warning: { shape: 'warning', word: 'Warning' },
  refusal: { shape: 'cross', word: 'Not done' },
}

interface NoticeProps {
  kind?: NoticeKind
  title?: ReactNode
  /** Spoken as soon as it appears: only for the answer to an act of the reader's own. */
  live?: boolean
  children?: ReactNode
}

export function Notice({ kind = 'info', title, live, children }: NoticeProps) {
  const { shape, word } = kinds[kind]
  const role = live ? (kind === 'refusal' ? 'alert' : 'status') : undefined
  return (
    <div className={classes('notice', `notice-${kind}`)} role={role}>
      <Shape name={shape} />
      <div className="notice-body">
        <VisuallyHidden>{word}: </VisuallyHidden>
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
