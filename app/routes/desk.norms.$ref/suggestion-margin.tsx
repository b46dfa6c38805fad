import type { Mode } from '~/domain/documents/mode'
import { modeWords } from '~/domain/documents/mode'
import { changesAnything } from '~/domain/documents/redline'
import { Chip } from '~/ui/kit/chip'
import { Disclosure } from '~/ui/kit/disclosure'
import { AcceptSeveral } from '~/ui/suggestions/accept-several'
import { Pieces } from '~/ui/suggestions/pieces'
import { SuggestionCard } from '~/ui/suggestions/suggestion-card'
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
}

/** Open suggestions as of now, on the paragraph that is being written or on all while none is. */
export function SuggestionMargin({ norm, language, number, suggestions, comments, live }: MarginProps) {
  const now = useLiveRuns(live, suggestions)
  const shown = suggestions
    .filter((s) => number === undefined || s.number === number)
    .map((s) => ({ ...s, ...now.get(s.id) }))
    .filter((s) => changesAnything(s.runs) || s.mayWithdraw)
  const ready = shown.filter((s) => s.mayResolve && changesAnything(s.runs))
  return (
    <section className="margin-suggestions" aria-label="Suggestions">
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
          {suggestion.mayResolve && suggestion.changes.length > 1 && (
            <Pieces norm={norm} suggestion={suggestion} from="desk" />
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

/** Where words are suggested rather than changed: in the paragraph itself, or without scripts by a form. */
export function SuggestLink({
  norm,
  number,
  suggest,
}: {
  norm: string
  number: string
  suggest?: () => void
}) {
  return (
    <a
      className="draft-edit"
      data-suggest
      onClick={(event) => {
        if (!suggest || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        suggest()
      }}
      href={`/norms/${norm}/suggestions?paragraph=${encodeURIComponent(number)}#suggest`}
    >
      Suggest a change <span className="visually-hidden">of paragraph {number}</span>
    </a>
  )
}

const most: readonly Mode[] = ['editing', 'suggesting', 'reading']

/** What the person does at this desk: the most of what their paragraphs allow. */
export function DeskMode({ modes }: { modes: readonly (Mode | null)[] }) {
  const mode = most.find((m) => modes.includes(m))
  return mode ? <Chip tone="accent">{modeWords[mode]}</Chip> : null
}
