import { type FormEvent, useEffect } from 'react'
import { changesAnything } from '~/domain/documents/redline'
import { Disclosure } from '~/ui/kit/disclosure'
import { AcceptSeveral } from '~/ui/suggestions/accept-several'
import { Pieces } from '~/ui/suggestions/pieces'
import { SuggestionCard } from '~/ui/suggestions/suggestion-card'
import type { Act } from './acts'
import { fieldsOf } from './fields-of'
import type { DraftComment, DraftSuggestion } from './route'
import { useLiveRuns } from './use-forks'
import type { Live } from './use-live-desk'

interface MarginProps {
  norm: string
  language: string
  /** The paragraph that is being written; absent: all of them. */
  number: string | undefined
  suggestions: readonly DraftSuggestion[]
  comments: readonly DraftComment[]
  live: Live | null
  run(act: Act): void
  refresh(): void
}

/** Open suggestions as of now, on the paragraph that is being written or on all while none is. */
export function SuggestionMargin(props: MarginProps) {
  const { norm, language, number, suggestions, comments, live, run, refresh } = props
  const now = useLiveRuns(live, suggestions)
  const shown = suggestions
    .filter((s) => number === undefined || s.number === number)
    .map((s) => ({ ...s, ...now.get(s.id), asRead: s }))
    .filter((s) => changesAnything(s.runs) || s.mayWithdraw)
  const ready = shown.filter((s) => s.mayResolve && changesAnything(s.runs))
  const moved = shown.filter((s) => s.mayResolve && hasMoved(s))
  useRefreshOnceQuiet(moved.map((s) => `${s.ref}/${s.seen}/${s.bodyNow}`).join(' '), refresh)
  const submit = (event: FormEvent<HTMLElement>) => {
    const { target } = event
    if (!live || !(target instanceof HTMLFormElement)) return
    event.preventDefault()
    run({ action: target.getAttribute('action')!, fields: fieldsOf(target) })
  }
  return (
    <section
      className="margin-suggestions"
      id="suggestions"
      aria-label="Suggestions"
      tabIndex={-1}
      onSubmit={submit}
    >
      <h2>{number === undefined ? 'Suggestions' : `Suggestions on ${number}`}</h2>
      {shown.length === 0 && <p className="muted small">No open suggestion.</p>}
      {shown.map((suggestion) => (
        <SuggestionCard
          key={suggestion.ref}
          suggestion={suggestion}
          norm={norm}
          language={language}
          from="desk"
        >
          {suggestion.mayResolve && suggestion.changes.length > 1 && !hasMoved(suggestion) && (
            <Pieces norm={norm} suggestion={suggestion.asRead} from="desk" />
          )}
          <Thread norm={norm} comments={comments.filter((c) => namesIt(c.body, suggestion.ref))} />
        </SuggestionCard>
      ))}
      {ready.length > 1 && (
        <Disclosure summary="Accept several …">
          <AcceptSeveral norm={norm} suggestions={ready} from="desk" />
        </Disclosure>
      )}
      <p className="small">
        <a href={`/norms/${norm}/suggestions`}>All suggestions and what became of them</a>
      </p>
    </section>
  )
}

interface Moving {
  seen: number
  bodyNow?: number
  asRead: { seen: number; bodySeen: number }
}

/** Whether the words have changed since the page was read: its list of single changes is another then. */
const hasMoved = ({ seen, bodyNow, asRead }: Moving) =>
  seen !== asRead.seen || (bodyNow !== undefined && bodyNow !== asRead.bodySeen)

/** Typing is no act, and tells no page to be read anew; once it rests, those who decide get the new list of changes. */
function useRefreshOnceQuiet(moved: string, refresh: () => void) {
  useEffect(() => {
    if (moved === '') return
    const timer = setTimeout(refresh, quietMs)
    return () => clearTimeout(timer)
  }, [moved, refresh])
}
const quietMs = 2_000

const namesIt = (body: string, ref: string) => new RegExp(`(^|[^\\w-])${ref}(?!\\w)`).test(body)

/** What has been said about a suggestion: comments on its paragraph that name it. */
function Thread({ norm, comments }: { norm: string; comments: readonly DraftComment[] }) {
  if (comments.length === 0) return null
  return (
    <ul className="entry-list small">
      {comments.map(({ ref, author, body, language }) => (
        <li key={ref}>
          <a href={`/norms/${norm}/comments/${ref}`}>{ref}</a> <bdi>{author}</bdi>:{' '}
          <span dir="auto" lang={language}>
            {body}
          </span>
        </li>
      ))}
    </ul>
  )
}
