import { Fragment } from 'react'
import { changesAnything, mergeRedlines, type Piece } from '~/domain/documents/redline'
import { findBrackets } from '~/domain/norms/brackets'
import { VisuallyHidden } from '~/ui/kit/visually-hidden'
import { Bracketed } from '~/ui/norms/bracketed'
import type { TextLink } from '~/ui/norms/text-links'
import type { DraftSuggestion } from './route'
import { useLiveRuns } from './use-forks'
import type { Live } from './use-live-desk'

interface RedlinedProps {
  text: string
  links: readonly TextLink[]
  live: Live | null
  suggestions: readonly DraftSuggestion[]
}

/** A paragraph's words with every open suggestion in them: who inserts and deletes what, and since when. */
export function Redlined(props: RedlinedProps) {
  // who has no suggestion hears nothing of what others type
  return props.suggestions.length === 0 ? (
    <Bracketed text={props.text} links={props.links} />
  ) : (
    <WithSuggestions {...props} />
  )
}

function WithSuggestions({ text, links, live, suggestions }: RedlinedProps) {
  const now = useLiveRuns(live, suggestions)
  const redlines = suggestions
    .map((s) => ({ name: s.ref, runs: now.get(s.id)?.runs ?? s.runs }))
    .filter(({ runs }) => changesAnything(runs) && standsOn(text, runs))
  const named = new Map(suggestions.map((s) => [s.ref, s]))
  if (redlines.length === 0) return <Bracketed text={text} links={links} />
  let offset = 0
  return (
    <span className="redline">
      {mergeRedlines(text, redlines).map((piece, i) => {
        const own = within(links, offset, piece.text.length)
        if (piece.kind !== 'ins') offset += piece.text.length
        return draw(piece, i, { named, links: own })
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
  links: readonly TextLink[]
}

/** Links that stand wholly in a stretch of the text, as offsets in it. */
const within = (links: readonly TextLink[], start: number, length: number): TextLink[] =>
  links
    .filter((link) => link.start >= start && link.end <= start + length)
    .map((link) => ({ ...link, start: link.start - start, end: link.end - start }))

function draw({ kind, text, by }: Piece, place: number, { named, links }: Drawing) {
  const key = `p${place}`
  if (kind === 'same')
    return <Fragment key={key}>{isWhole(text) ? <Bracketed text={text} links={links} /> : text}</Fragment>
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

const isWhole = (text: string) => findBrackets(text).stray.length === 0

function wordsOf(ref: string, suggestion: DraftSuggestion | undefined): string {
  if (!suggestion) return ref
  const { delegation, author, createdAt } = suggestion
  const since = `${createdAt.slice(0, 10)} ${createdAt.slice(11, 16)} UTC`
  return [delegation, author, since, ref].filter(Boolean).join(', ')
}
