import { Shape, type ShapeName } from '../kit/shape'

/** Where one vote stands; `split` when its parts stand on several sides. */
export type Side = 'yes' | 'no' | 'abstain' | 'absent'
export type SideOrSplit = Side | 'split'

export const sides: readonly Side[] = ['yes', 'no', 'abstain', 'absent']

export const sideWords: Record<SideOrSplit, string> = {
  yes: 'For',
  no: 'Against',
  abstain: 'Abstain',
  absent: 'Absent',
  split: 'Split vote',
}

export const sideShapes: Record<SideOrSplit, ShapeName> = {
  yes: 'disc',
  no: 'square',
  abstain: 'ring',
  absent: 'dot',
  split: 'split',
}

/** A side as shape and word; colour only repeats them. The word is hidden only where a title above says it. */
export function SideMark({ side, hideWord }: { side: SideOrSplit; hideWord?: boolean }) {
  return (
    <span className={`side side-${side}`}>
      <Shape name={sideShapes[side]} />
      <span className={hideWord ? 'visually-hidden' : 'side-word'}>{sideWords[side]}</span>
    </span>
  )
}
