import { Notice } from '~/ui/kit/notice'
import type { Acts } from './acts'

/** What has become of an act, and the way back. */
export function ActNotice({ acts }: { acts: Acts }) {
  const { said } = acts
  const { undo, again } = said ?? {}
  if (!said || (said.words === '' && !undo)) return null
  return (
    <Notice kind={said.kind} title={said.words} live>
      {again && (
        <button type="button" className="draft-edit" onClick={again}>
          Try again
        </button>
      )}
      {undo && (
        <button type="button" className="draft-edit" onClick={undo}>
          Undo
        </button>
      )}
    </Notice>
  )
}
