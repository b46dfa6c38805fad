import { useEffect, useMemo, useRef, useState } from 'react'
import { languageName } from '~/domain/languages'
import { plural } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import { SaveState } from './panes'
import type { DeskData } from './route'
import { openCounts, type TextCounts } from './text-counts'
import { type Live, useChanges } from './use-live-desk'

interface StatusBarProps {
  live: Live | null
  desk: Pick<DeskData, 'paragraphs' | 'title' | 'language' | 'deadline'>
}

/** What is left, how safe the words are and what ends next, always in view. */
export function StatusBar({ live, desk }: StatusBarProps) {
  useChanges(live?.desk)
  const { words, brackets } = useCounts(live, desk)
  const heardAt = live?.desk.heardAt() ?? null
  return (
    <section className="desk-status small" aria-label="State of the draft">
      <p>{brackets === 0 ? 'No brackets left' : `${plural(brackets, 'bracket')} left`}</p>
      <p className="status-more">{plural(words, 'word')}</p>
      <p className="status-more">{languageName(desk.language)}</p>
      <SaveState live={live} />
      {heardAt !== null && <p className="status-more">Last sync {clock(heardAt)}</p>}
      {desk.deadline && <Next deadline={desk.deadline} isLive={live !== null} />}
    </section>
  )
}

/** In the zone it was set in, and the reader's own once that is known. */
function Next({ deadline, isLive }: { deadline: NonNullable<DeskData['deadline']>; isLive: boolean }) {
  const own = isLive ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined
  return (
    <p className="status-deadline">
      {deadline.what}: <Instant at={deadline.at} zone={deadline.zone} also={own} />
    </p>
  )
}

const clock = (at: number) =>
  new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })

const countsAfterMs = 1_000

/** Of the words as they stand here, typing included, once it rests for a moment. */
function useCounts(live: Live | null, { paragraphs, title, language }: StatusBarProps['desk']): TextCounts {
  const count = useMemo(() => openCounts(language), [language])
  const read = useRef<() => TextCounts>(() => ({ words: 0, brackets: 0 }))
  read.current = () =>
    count([
      ['title', title],
      ...paragraphs.flatMap(({ id, heading, text }) => [
        [`heading ${id}`, heading] as const,
        [id, live?.desk.wordsOf(id) ?? text] as const,
      ]),
    ])
  const [counts, setCounts] = useState(() => read.current())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      setCounts((last) => {
        const now = read.current()
        return now.words === last.words && now.brackets === last.brackets ? last : now
      })
    }
    const soon = () => {
      timer ??= setTimeout(look, countsAfterMs)
    }
    if (paragraphs) look()
    const stop = live?.desk.onChange(soon)
    return () => {
      clearTimeout(timer)
      stop?.()
    }
  }, [live, paragraphs])
  return counts
}
