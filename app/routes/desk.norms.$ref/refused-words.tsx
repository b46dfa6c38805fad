import { Notice } from '~/ui/kit/notice'
import type { NotTaken } from './suggesting'

/** Why words were not taken, with the words, so that they are not lost. */
export function RefusedWords({ why, words, close, again }: NotTaken & { close(): void; again?: boolean }) {
  return (
    <Notice kind="refusal" title={why} live>
      {words !== null && (
        <label className="stack-tight">
          Your words, to be copied; they were not saved:
          <textarea className="control" readOnly dir="auto" rows={4} value={words} />
        </label>
      )}
      <button type="button" className="draft-edit" onClick={close}>
        {again ? 'Open the paragraph again' : 'Close'}
      </button>
    </Notice>
  )
}
