import { Suspense, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { AtDesk } from '~/contracts/documents'
import { comingAndGoing } from '~/domain/documents/coming-and-going'
import type { PersonId } from '~/domain/ids'
import { PeoplePanel } from './on-use'
import type { DraftParagraph } from './route'
import { useFollowing } from './use-following'
import { type Live, useChanges } from './use-live-desk'

const facesAtMost = 5

interface PeopleHereProps {
  live: Live | null
  person: PersonId
  paragraphs: readonly DraftParagraph[]
  /** The paragraph the reader stands in and does not write. */
  standing: DraftParagraph['id'] | null
}

/** Who else is at this desk and where; a face is also in the margin of the paragraph its person stands in. */
export function PeopleHere({ live, person, paragraphs, standing }: PeopleHereProps) {
  useChanges(live?.desk)
  const [isOpen, setOpen] = useState(false)
  const people = live?.desk.people() ?? []
  const { followed, follow, stop } = useFollowing(live, people)
  const count = people.length + (live?.desk.more() ?? 0)
  useEffect(() => live?.desk.stand(standing), [live, standing])
  const numberOf = (id: string | null) => paragraphs.find((p) => p.id === id)?.number
  return (
    <div className="people-here">
      <ul className="faces" aria-label="Also at this desk">
        {people.slice(0, facesAtMost).map((p) => (
          <li key={p.key}>
            <Face person={p} at={numberOf(p.at)} isFollowed={p === followed} follow={follow} />
          </li>
        ))}
        {count > facesAtMost && (
          <li className="face face-more">
            +{count - facesAtMost}
            <span className="visually-hidden"> more</span>
          </li>
        )}
      </ul>
      {live && (
        <details className="people-list" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            People <span className="count">{count}</span>
          </summary>
          <Suspense>{isOpen && <PeoplePanel {...{ live, person, people, numberOf, follow }} />}</Suspense>
        </details>
      )}
      <ComingAndGoing people={people} isLive={live !== null} />
      {followed && (
        <p className="following" role="status">
          Following <bdi>{followed.name}</bdi> ·{' '}
          <button type="button" className="draft-edit" onClick={stop}>
            Stop
          </button>
        </p>
      )}
      {people.map((p) => (
        <InMargin key={p.key} person={p} isAlone={people.find((q) => q.at === p.at) === p} people={people} />
      ))}
    </div>
  )
}

interface FaceProps {
  person: AtDesk
  /** The number of the paragraph they stand in. */
  at: string | undefined
  isFollowed: boolean
  follow(key: number | null): void
}

function Face({ person: { key, name, speaksFor }, at, isFollowed, follow }: FaceProps) {
  const where = at ? `, in ${at}` : ''
  return (
    <button
      type="button"
      className={`face caret-${(key % 8) + 1}`}
      title={`${name}, ${speaksFor}${where}. Follow`}
      aria-pressed={isFollowed}
      onClick={() => follow(isFollowed ? null : key)}
    >
      <span aria-hidden="true">{initials(name)}</span>
      <span className="visually-hidden">
        {name}, {speaksFor}
        {where}. Follow
      </span>
    </button>
  )
}

/** Drawn once for each paragraph, by the first who stands there. */
function InMargin({
  person,
  isAlone,
  people,
}: {
  person: AtDesk
  isAlone: boolean
  people: readonly AtDesk[]
}) {
  const paragraph = person.at && isAlone ? document.getElementById(person.at) : null
  if (!paragraph) return null
  const here = people.filter((p) => p.at === person.at)
  const names = here.map((p) => `${p.name}, ${p.speaksFor}`).join('; ')
  return createPortal(
    <div className="standing" title={names}>
      {here.slice(0, 2).map(({ key, name }) => (
        <span key={key} aria-hidden="true" className={`face face-small caret-${(key % 8) + 1}`}>
          {initials(name)}
        </span>
      ))}
      {here.length > 2 && <span aria-hidden="true">+{here.length - 2}</span>}
      <span className="visually-hidden">Here: {names}</span>
    </div>,
    paragraph,
  )
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

const restsMs = 2_000
const saysEveryMs = 60_000

/** Spoken when it has rested, once a minute at most, and never what the reader finds on coming. */
function ComingAndGoing({ people, isLive }: { people: readonly AtDesk[]; isLive: boolean }) {
  const [words, setWords] = useState('')
  const told = useRef<{ people: readonly AtDesk[]; at: number } | null>(null)
  const now = useRef(people)
  now.current = people
  const names = people.map((p) => `${p.name}\n${p.speaksFor}`).join('\n\n')
  useEffect(() => {
    if (!isLive || names === undefined) return
    const wait = told.current ? Math.max(restsMs, told.current.at + saysEveryMs - Date.now()) : restsMs
    const timer = setTimeout(() => {
      const said = told.current ? comingAndGoing(told.current.people, now.current) : ''
      told.current = { people: now.current, at: said ? Date.now() : (told.current?.at ?? 0) }
      if (said) setWords(said)
    }, wait)
    return () => clearTimeout(timer)
  }, [names, isLive])
  return (
    <p className="visually-hidden" aria-live="polite">
      {words}
    </p>
  )
}
