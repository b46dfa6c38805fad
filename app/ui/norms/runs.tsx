import { VisuallyHidden } from '../kit/visually-hidden'
import type { Run } from './redline-words'

/** Insertions and removals in words for those who hear the page; not part of what is copied from it. */
export function Runs({ runs }: { runs: readonly Run[] }) {
  return <>{runs.map(drawRun)}</>
}

// Runs have no identity of their own and are never reordered: their place is their key.
function drawRun({ kind, text }: Run, place: number) {
  const key = `r${place}`
  if (kind === 'same') return <span key={key}>{text}</span>
  const Change = kind
  return (
    <Change key={key}>
      <VisuallyHidden>{kind === 'ins' ? ' new: ' : ' gone: '}</VisuallyHidden>
      {text}
      <VisuallyHidden>{kind === 'ins' ? ' end of new. ' : ' end of gone. '}</VisuallyHidden>
    </Change>
  )
}
