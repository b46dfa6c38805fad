import { useEffect, useState } from 'react'
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

/** How safe the words are. */
export function SaveState({ live }: { live: Live | null }) {
  useChanges(live?.desk)
  const state = live?.desk.state()
  const clock = useLastSaved(state?.is === 'saved')
  return (
    <p id="save-state" data-state={state?.is ?? 'static'}>
      {state
        ? saveWords(state, clock, live?.desk.left() ? 'on this device' : 'in this tab')
        : 'To write, scripts must be allowed for this page.'}
    </p>
  )
}

/** The reader's clock at the moment all was stored. */
function useLastSaved(isSaved: boolean): string {
  const [clock, setClock] = useState('')
  useEffect(() => {
    if (isSaved) setClock(new Date().toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' }))
  }, [isSaved])
  return clock
}
