import { changes } from '~/domain/documents/save-state'
import { Notice } from '~/ui/kit/notice'
import type { LeftWords } from './left-words'
import type { DraftParagraph } from './route'
import { SuggestLink } from './suggestion-margin'
import { type Live, useChanges } from './use-live-desk'

interface KeptNoticeProps {
  norm: string
  paragraphs: readonly DraftParagraph[]
  live: Live | null
}

/** D18: what became of words that an earlier window could not store. */
export function KeptNotice({ norm, paragraphs, live }: KeptNoticeProps) {
  useChanges(live?.desk)
  if (!live) return null
  const left = live.desk.left()
  if (!left)
    return (
      <Notice title="This browser keeps nothing on the device: words that are not stored yet live only in this tab." />
    )
  return (
    <>
      {left.sent().map(({ key, edits, at }) => (
        <Notice key={key} kind="success" title={`${fromThisDevice(edits, at)} ${wereSent(edits)}`} live />
      ))}
      {left.list().map((one) => (
        <NotSent
          key={one.words.key}
          left={one}
          norm={norm}
          paragraph={paragraphs.find((p) => p.id === one.words.name.paragraphId)}
          again={() => left.take(one.words)}
          discard={() => left.discard(one.words)}
        />
      ))}
    </>
  )
}

interface NotSentProps {
  left: LeftWords
  norm: string
  /** Absent: it has been removed. */
  paragraph: DraftParagraph | undefined
  again(): void
  discard(): void
}

function NotSent({ left: { words, outcome }, norm, paragraph, again, discard }: NotSentProps) {
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

const fromThisDevice = (edits: number, at: number) => `${changes(edits)} from ${clockOf(at)} on this device`
const wereOrWas = (n: number) => (n === 1 ? 'was' : 'were')
const wereSent = (n: number) => `${wereOrWas(n)} sent.`
const isOrAre = (n: number) => (n === 1 ? 'is' : 'are')

/** The reader's own clock throughout: what it showed when the words were typed. */
function clockOf(at: number): string {
  const then = new Date(at)
  const clock = then.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
  const isToday = then.toDateString() === new Date().toDateString()
  return isToday
    ? clock
    : `${then.toLocaleDateString(undefined, { day: 'numeric', month: 'long' })}, ${clock}`
}
