import { Notice } from '~/ui/kit/notice'
import { fromThisDevice, wereOrWas } from './kept-notice'
import type { LeftWords } from './left-words'
import type { DraftParagraph } from './route'
import { SuggestLink } from './suggest-link'

interface NotSentProps {
  left: LeftWords
  norm: string
  /** Absent: it has been removed. */
  paragraph: DraftParagraph | undefined
  again(): void
  discard(): void
}

/** D18: words that could not be sent again, and what can be done with them. */
export function NotSent({ left: { words, outcome }, norm, paragraph, again, discard }: NotSentProps) {
  const from = fromThisDevice(words.edits, words.at)
  const place = paragraph ? `paragraph ${paragraph.number}` : 'a paragraph that has been removed'
  const where = words.name.suggestionId ? `a suggestion on ${place}` : place
  if (!outcome) return <Notice title={`${from}, in ${where}, ${isOrAre(words.edits)} being sent …`} />
  // who else is signed in now is not shown what was not theirs
  const shown = outcome.code !== 'another-person'
  return (
    <Notice
      kind="warning"
      title={`${from}, in ${where}, ${wereOrWas(words.edits)} not sent: ${outcome.why}`}
      live
    >
      {shown && (
        <label className="stack-tight">
          The paragraph as you left it, to be copied:
          <textarea className="control" readOnly dir="auto" rows={4} value={words.outbox.words} />
        </label>
      )}
      <div className="cluster">
        <button type="button" className="draft-edit" onClick={again}>
          Send again
        </button>
        {shown && paragraph?.mode === 'suggesting' && <SuggestLink norm={norm} number={paragraph.number} />}
        {shown && (
          <button type="button" className="draft-edit" onClick={discard}>
            Discard these words
          </button>
        )}
      </div>
    </Notice>
  )
}

const isOrAre = (n: number) => (n === 1 ? 'is' : 'are')
