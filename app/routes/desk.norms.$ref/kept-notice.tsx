import { Suspense } from 'react'
import { changes } from '~/domain/documents/save-state'
import { Notice } from '~/ui/kit/notice'
import { NotSent } from './on-use'
import type { DraftParagraph } from './route'
import { type Live, useChanges } from './use-live-desk'

interface KeptNoticeProps {
  norm: string
  paragraphs: readonly DraftParagraph[]
  live: Live
}

/** D18: what became of words that an earlier window could not store. */
export function KeptNotice({ norm, paragraphs, live }: KeptNoticeProps) {
  useChanges(live.desk)
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
        <Suspense key={one.words.key}>
          <NotSent
            left={one}
            norm={norm}
            paragraph={paragraphs.find((p) => p.id === one.words.name.paragraphId)}
            again={() => left.take(one.words)}
            discard={() => left.discard(one.words)}
          />
        </Suspense>
      ))}
    </>
  )
}

export const fromThisDevice = (edits: number, at: number) =>
  `${changes(edits)} from ${clockOf(at)} on this device`
export const wereOrWas = (n: number) => (n === 1 ? 'was' : 'were')
const wereSent = (n: number) => `${wereOrWas(n)} sent.`

/** The reader's own clock throughout: what it showed when the words were typed. */
function clockOf(at: number): string {
  const then = new Date(at)
  const clock = then.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
  const isToday = then.toDateString() === new Date().toDateString()
  return isToday
    ? clock
    : `${then.toLocaleDateString(undefined, { day: 'numeric', month: 'long' })}, ${clock}`
}
