import type { ReactNode } from 'react'
import type { ParagraphProps } from './paragraph'
import { BracketButton, More } from './paragraph-tools'
import { Redlined } from './redlined'
import { SuggestLink } from './suggest-link'
import { useClick } from './use-click'
import type { ParagraphText } from './use-paragraph-text'

interface ReadWordsProps extends ParagraphProps {
  words: ParagraphText
  /** What begins to write the heading. */
  heading: ReactNode
  /** Write here; at the point of the screen that was clicked. */
  write(at?: { x: number; y: number }): void
}

/** The words of a paragraph that is not being written, and what can be done with them. */
export function ReadWords(props: ReadWordsProps) {
  const { paragraph, live, suggestions, norm, onBracket, write } = props
  const { text, links, held, spans, mode, document, isOpen } = props.words
  const { number } = paragraph
  const mayEdit = mode === 'editing'
  const maySuggest = mode === 'suggesting'
  const place = useClick((mayEdit || maySuggest) && live !== null, (event) =>
    write({ x: event.clientX, y: event.clientY }),
  )
  return (
    <>
      <p className="para-words" dir="auto" ref={place}>
        {text || suggestions.length > 0 ? (
          <Redlined {...{ text, links, live, suggestions, norm, spans }} brackets={held} />
        ) : (
          <span className="muted">No words yet.</span>
        )}
      </p>
      {maySuggest && <SuggestLink norm={norm} number={number} {...(live && { suggest: () => write() })} />}
      {(mayEdit || (live && onBracket)) && (
        <div className="draft-tools">
          {live && mayEdit && (
            <button type="button" className="draft-edit" onClick={() => write()}>
              Edit <span className="visually-hidden">paragraph {number}</span>
            </button>
          )}
          {live && <BracketButton {...props} words={place} live={live} document={isOpen ? document : null} />}
          {props.heading}
          {mayEdit && <More {...props} />}
        </div>
      )}
    </>
  )
}
