import type { ComponentProps } from 'react'
import { changesAnything, mergeRedlines, type Piece } from '~/domain/documents/redline'
import type { Span } from '~/domain/norms/bracket-place'
import type { BracketView } from '~/ui/brackets/bracket-view'
import { HeldWords } from '~/ui/brackets/held-words'
import { VisuallyHidden } from '~/ui/kit/visually-hidden'
import type { TextLink } from '~/ui/norms/text-links'
import type { DraftSuggestion } from './route'
import { useLiveRuns } from './use-forks'
import type { Live } from './use-live-desk'

interface RedlinedProps {
  text: string
  links: readonly TextLink[]
  live: Live | null
  suggestions: readonly DraftSuggestion[]
  norm: string
  /** Those that somebody holds in these words. */
  brackets: readonly BracketView[]
  spans: ReadonlyMap<string, Span> | undefined
}

/** A paragraph's words with every open suggestion in them: who inserts and deletes what, and since when. */
export function Redlined(props: RedlinedProps) {
  const { suggestions, live, ...words } = props
  // who has no suggestion hears nothing of what others type
  return suggestions.length === 0 ? <HeldWords {...words} /> : <WithSuggestions {...props} />
}

function WithSuggestions({ live, suggestions, ...words }: RedlinedProps) {
  const { text, links } = words
  const now = useLiveRuns(live, suggestions)
  const redlines = suggestions
    .map((s) => ({ name: s.ref, runs: now.get(s.id)?.runs ?? s.runs }))
    .filter(({ runs }) => changesAnything(runs) && standsOn(text, runs))
  const named = new Map(suggestions.map((s) => [s.ref, s]))
  if (redlines.length === 0) return <HeldWords {...words} />
  let offset = 0
  return (
    <span className="redline">
      {mergeRedlines(text, redlines).map((piece, i) => {
        const part = { start: offset, end: offset + piece.text.length }
        if (piece.kind !== 'ins') offset = part.end
        return draw(piece, i, { named, words: { ...words, links: within(links, part), part } })
      })}
    </span>
  )
}

/** A redline of other words than those shown, since one of the two came first, waits for the other. */
const standsOn = (text: string, runs: readonly { kind: string; text: string }[]) =>
  runs.reduce((words, run) => (run.kind === 'ins' ? words : words + run.text), '') === text

// Pieces have no identity of their own: their place is their key.
interface Drawing {
  named: ReadonlyMap<string, DraftSuggestion>
  words: ComponentProps<typeof HeldWords>
}

/** Links that stand wholly in a stretch of the text, as offsets in it. */
const within = (links: readonly TextLink[], { start, end }: Span): TextLink[] =>
  links
    .filter((link) => link.start >= start && link.end <= end)
    .map((link) => ({ ...link, start: link.start - start, end: link.end - start }))

function draw({ kind, text, by }: Piece, place: number, { named, words }: Drawing) {
  const key = `p${place}`
  if (kind === 'same') return <HeldWords key={key} {...words} />
  const Change = kind
  const who = by.map((ref) => wordsOf(ref, named.get(ref))).join('; ')
  return (
    <Change key={key} title={`${kind === 'ins' ? 'Inserted' : 'Deleted'}: ${who}`}>
      <VisuallyHidden>
        {kind === 'ins' ? ' inserted by ' : ' deleted by '}
        {who}:{' '}
      </VisuallyHidden>
      {text}
      <VisuallyHidden> end. </VisuallyHidden>
    </Change>
  )
}

function wordsOf(ref: string, suggestion: DraftSuggestion | undefined): string {
  if (!suggestion) return ref
  const { delegation, author, createdAt } = suggestion
  const since = `${createdAt.slice(0, 10)} ${createdAt.slice(11, 16)} UTC`
  return [delegation, author, since, ref].filter(Boolean).join(', ')
}
