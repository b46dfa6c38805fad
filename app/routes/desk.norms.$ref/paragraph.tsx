import { memo, Suspense, useEffect, useRef, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'
import type { BracketView } from '~/ui/brackets/bracket-view'
import type { Acts } from './acts'
import type { Chosen } from './brackets-page'
import { useHeading } from './heading'
import type { LegalText } from './legal-text'
import { LiveEditor, SuggestingEditor } from './on-use'
import { ReadWords } from './read-words'
import { RefusedWords } from './refused-words'
import type { DraftParagraph, DraftSuggestion } from './route'
import type { Structure } from './structure'
import type { NotTaken } from './suggesting'
import { useInView } from './use-in-view'
import type { Live } from './use-live-desk'
import { useParagraphText } from './use-paragraph-text'

export interface ParagraphProps {
  norm: string
  paragraph: DraftParagraph
  language: string
  live: Live | null
  /** Those open on it. */
  suggestions: readonly DraftSuggestion[]
  editing: boolean
  onEdit(id: ParagraphId | null): void
  say(words: string): void
  /** Read the page's data anew. */
  refresh(): void
  structure: Structure
  run: Acts['run']
  legal: LegalText
  onMenu(paragraph: DraftParagraph, editing?: InEditor): void
  /** Those that somebody holds on its words and heading. */
  brackets: readonly BracketView[]
  /** Absent where the reader places none. */
  onBracket?: Placing | undefined
}

/** Place a bracket on what is chosen; on words that are asked for when nothing is. */
export type Placing = (paragraph: DraftParagraph, chosen?: Chosen, document?: LiveDocument) => void

/** What the block menu can do to the words that are being written. */
export interface InEditor {
  place: string | undefined
  bracket(): void
  refer(): void
  define(): void
}

/** Static words until somebody wants to write here; then a live editor in their place. */
export const Paragraph = memo(DrawnParagraph, (before, after) => {
  // what a paragraph that nobody writes does is the same, whoever else has done something
  if (before.editing || after.editing) return false
  const names = Object.keys(after) as (keyof ParagraphProps)[]
  return names.every((name) => acts.has(name) || before[name] === after[name])
})
const acts: ReadonlySet<string> = new Set(['structure', 'onMenu', 'onEdit', 'say', 'refresh'])

function DrawnParagraph(props: ParagraphProps) {
  const { paragraph, live, editing, language, onEdit, refresh } = props
  const { id, number, kind } = paragraph
  const place = useRef<HTMLDivElement>(null)
  const clicked = useRef<{ x: number; y: number }>()
  const words = useParagraphText(props, useInView(place))
  const { document, state, mode, isForeign } = words
  const heading = useHeading(props, mode === 'editing')
  const modeMoved = mode !== null && mode !== paragraph.mode
  useEffect(() => {
    // a role or a seat changed: nothing in the norm's own room says so
    if (modeMoved) refresh()
  }, [modeMoved, refresh])
  const [notTaken, setNotTaken] = useState<NotTaken | null>(null)
  // a suggestion stays open until it has said what became of its words
  const suggesting = useRef(false)
  suggesting.current = editing && (suggesting.current || mode === 'suggesting')
  const editor =
    !live || !document ? null : suggesting.current ? (
      <SuggestingEditor
        paragraph={paragraph}
        language={language}
        live={live}
        leave={() => onEdit(null)}
        say={props.say}
        onEnd={(end) => {
          setNotTaken(end)
          onEdit(null)
        }}
      />
    ) : editing && mode === 'editing' && !isForeign ? (
      <LiveEditor {...props} live={live} document={document} at={clicked.current} held={words.held} />
    ) : null
  return (
    <div className={`para para-${kind} draft-para`} id={id} ref={place} tabIndex={-1}>
      <a className="para-number" href={`#${id}`} aria-label={`Paragraph ${number}`}>
        {number}
      </a>
      <div>
        {heading.shown}
        {editor ? (
          <Suspense
            fallback={
              <p className="para-words" dir="auto">
                {words.text}
              </p>
            }
          >
            {editor}
          </Suspense>
        ) : (
          <ReadWords
            {...props}
            words={words}
            heading={heading.tool}
            write={(at) => {
              clicked.current = at
              onEdit(id)
            }}
          />
        )}
        {notTaken && <RefusedWords {...notTaken} close={() => setNotTaken(null)} />}
        {state?.is === 'refused' && document && !suggesting.current && (
          <RefusedWords
            why={state.why}
            words={isForeign || (state.kept === 0 && state.code !== 'history-differs') ? null : words.text}
            close={() => live?.desk.reopen(id)}
            again
          />
        )}
      </div>
    </div>
  )
}
