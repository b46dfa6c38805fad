import { useEffect, useState } from 'react'
import type { Present } from '~/contracts/documents'
import { saveWords } from '~/domain/documents/save-state'
import { countBrackets } from '~/domain/norms/brackets'
import { Chip } from '~/ui/kit/chip'
import { plural } from '~/ui/norms/norm-words'
import type { DraftParagraph } from './route'
import { type Live, useChanges } from './use-live-desk'

/** Articles and paragraphs, with what is still open in each. */
export function Outline({
  paragraphs,
  filters,
}: {
  paragraphs: readonly DraftParagraph[]
  /** Whether scripts are there to filter with. */
  filters: boolean
}) {
  const [onlyOpen, setOnlyOpen] = useState(false)
  const shown = onlyOpen ? paragraphs.filter(isOpen) : paragraphs
  return (
    <nav className="draft-outline" aria-label="Outline" tabIndex={-1}>
      <h2>Outline</h2>
      {filters && (
        <label className="small">
          <input type="checkbox" checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)} />{' '}
          Only what is open
        </label>
      )}
      {shown.length === 0 && <p className="muted small">Nothing is open.</p>}
      <ol>
        {shown.map(({ id, number, heading, kind, text, comments }) => {
          const brackets = countBrackets(text) + countBrackets(heading)
          return (
            <li key={id} className={kind === 'sub' ? 'outline-sub' : undefined}>
              <a href={`#${id}`}>
                {`${number} `}
                <bdi>{heading || opening(text)}</bdi>
              </a>
              {brackets > 0 && (
                <Chip tone="warn">
                  <span aria-hidden="true">[ ]{brackets}</span>
                  <span className="visually-hidden">{plural(brackets, 'bracket')}</span>
                </Chip>
              )}
              {comments > 0 && (
                <Chip>
                  <span aria-hidden="true">¶{comments}</span>
                  <span className="visually-hidden">{plural(comments, 'comment')}</span>
                </Chip>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

const isOpen = ({ text, heading, comments }: DraftParagraph) =>
  countBrackets(text) + countBrackets(heading) + comments > 0

const opening = (text: string) => {
  const characters = [...text.slice(0, 100)]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : characters.join('')
}

const facesAtMost = 5

/** How safe the words are, and who else is here. */
export function DeskState({ live }: { live: Live | null }) {
  useChanges(live?.desk)
  const state = live?.desk.state()
  const clock = useLastSaved(state?.is === 'saved')
  const people = live?.desk.people() ?? []
  return (
    <div className="draft-state">
      <p className="small" id="save-state" data-state={state?.is ?? 'static'}>
        {state
          ? saveWords(state, clock, live?.desk.left() ? 'on this device' : 'in this tab')
          : 'To write, scripts must be allowed for this page.'}
      </p>
      <Faces people={people} />
    </div>
  )
}

function Faces({ people }: { people: readonly Present[] }) {
  const more = people.length - facesAtMost
  return (
    <ul className="faces" aria-label="Also at this desk">
      {people.slice(0, facesAtMost).map(({ key, name, speaksFor }) => (
        <li key={key} className={`face caret-${(key % 8) + 1}`} title={`${name}, ${speaksFor}`}>
          <span aria-hidden="true">{initials(name)}</span>
          <span className="visually-hidden">
            {name}, {speaksFor}
          </span>
        </li>
      ))}
      {more > 0 && <li className="face">+{more}</li>}
    </ul>
  )
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

/** The reader's clock at the moment all was stored. */
function useLastSaved(isSaved: boolean): string {
  const [clock, setClock] = useState('')
  useEffect(() => {
    if (isSaved) setClock(new Date().toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' }))
  }, [isSaved])
  return clock
}
