import { useEffect, useState } from 'react'
import { type RedlineRun, redlineRuns } from '~/domain/documents/redline'
import type { ParagraphId, SuggestionId } from '~/domain/ids'
import { type Live, useChanges } from './use-live-desk'

/** On one paragraph; more are read in the margin, as they were when the page was read. */
const liveAtMost = 8

/** Keep the suggestions on a paragraph live while it is in view. */
export function useForks(live: Live | null, id: ParagraphId, open: readonly SuggestionId[], wanted: boolean) {
  const desk = live?.desk
  const ids = open.slice(0, liveAtMost).join(' ')
  useEffect(() => {
    if (!desk || !wanted || ids === '') return
    const held = (ids.split(' ') as SuggestionId[]).filter((suggestion) => {
      const room = desk.hasRoom()
      if (room) desk.hold(id, suggestion)
      return room
    })
    return () => {
      for (const suggestion of held) desk.release(id, suggestion)
    }
  }, [desk, id, ids, wanted])
}

export interface LiveRuns {
  runs: readonly RedlineRun[]
  /** The suggestion's and the paragraph's last updates that they show. */
  seen: number
  bodyNow: number
}

interface Asked {
  id: SuggestionId
  paragraphId: ParagraphId
}

/** What suggestions change as of now; absent: nobody here holds it, so what the page was read with stands. */
export function useLiveRuns(
  live: Live | null,
  suggestions: readonly Asked[],
): ReadonlyMap<SuggestionId, LiveRuns> {
  const desk = live?.desk
  useChanges(desk)
  const found = suggestions.flatMap(({ id, paragraphId }) => {
    const document = desk?.current(paragraphId, id)
    return document?.body && document.state().is !== 'opening'
      ? [{ id, paragraphId, document, body: document.body }]
      : []
  })
  const [, tick] = useState(0)
  // suggestions on one paragraph share its body
  const texts = [...new Set(found.flatMap(({ document, body }) => [document.text, body]))]
  const key = useKey(texts)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the texts
  useEffect(() => {
    const changed = () => tick((n) => n + 1)
    for (const text of texts) text.observe(changed)
    return () => {
      for (const text of texts) text.unobserve(changed)
    }
  }, [key])
  return new Map(
    found.map(({ id, paragraphId, document, body }) => [
      id,
      {
        runs: redlineRuns(body._start, document.text._start),
        seen: document.seq(),
        bodyNow: desk!.current(paragraphId)?.seq() ?? 0,
      },
    ]),
  )
}

const numbers = new WeakMap<object, number>()
let next = 1

/** The same as long as these are the same objects. */
function useKey(objects: readonly object[]): string {
  return objects
    .map((object) => {
      const known = numbers.get(object) ?? next++
      numbers.set(object, known)
      return known
    })
    .join(' ')
}
