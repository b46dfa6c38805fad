import type { Mode } from '~/domain/documents/mode'
import { modeWords } from '~/domain/documents/mode'
import { Chip } from '~/ui/kit/chip'
import { type ShownSuggestion, SuggestionCard } from '~/ui/suggestions/suggestion-card'

interface MarginProps {
  norm: string
  language: string
  /** The paragraph that is being written; absent: all of them. */
  number: string | undefined
  suggestions: readonly ShownSuggestion[]
}

/** Open suggestions, on the paragraph that is being written or on all while none is. */
export function SuggestionMargin({ norm, language, number, suggestions }: MarginProps) {
  const shown = number === undefined ? suggestions : suggestions.filter((s) => s.number === number)
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
        />
      ))}
      <p className="small">
        <a href={`/norms/${norm}/suggestions`}>All suggestions and what became of them</a>
      </p>
    </section>
  )
}

/** Where words are suggested rather than changed: in the paragraph itself, or without scripts by a form. */
export function SuggestLink({ norm, number, suggest }: { norm: string; number: string; suggest?: () => void }) {
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
