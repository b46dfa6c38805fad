import { useState } from 'react'
import type { AtDesk } from '~/contracts/documents'
import type { PersonId } from '~/domain/ids'
import { isHidden, keepHidden } from './hidden'
import type { Live } from './use-live-desk'

interface PeoplePanelProps {
  live: Live
  person: PersonId
  people: readonly AtDesk[]
  numberOf(id: string | null): string | undefined
  follow(key: number): void
}

/** Everybody at this desk by name, and whether others are told that the person is here. */
export function PeoplePanel({ live, person, people, numberOf, follow }: PeoplePanelProps) {
  return (
    <div className="people-panel stack">
      <Everybody people={people} numberOf={numberOf} follow={follow} />
      <HideMe live={live} person={person} />
    </div>
  )
}

function Everybody({ people, numberOf, follow }: Pick<PeoplePanelProps, 'people' | 'numberOf' | 'follow'>) {
  if (people.length === 0) return <p className="small muted">Nobody else is at this desk.</p>
  return (
    <ul className="entry-list small">
      {people.map(({ key, name, speaksFor, at }) => (
        <li key={key}>
          <bdi>{name}</bdi>, <bdi>{speaksFor}</bdi>
          {at && numberOf(at) && (
            <>
              {' '}
              in <a href={`#${at}`}>{numberOf(at)}</a>
            </>
          )}{' '}
          <button type="button" className="draft-edit" onClick={() => follow(key)}>
            Follow <span className="visually-hidden">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Nobody is told that the person is here; what they write is theirs as before. */
function HideMe({ live, person }: { live: Live; person: PersonId }) {
  const [hidden, setHidden] = useState(() => isHidden(person))
  const change = (now: boolean) => {
    keepHidden(person, now)
    live.desk.hide(now)
    setHidden(now)
  }
  return (
    <label className="small">
      <input type="checkbox" checked={hidden} onChange={(event) => change(event.target.checked)} /> Do not
      show others that I am here
    </label>
  )
}
