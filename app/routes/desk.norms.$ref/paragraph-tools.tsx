import type { LiveDocument } from '~/realtime/document.client'
import type { Chosen } from './brackets-page'
import type { ParagraphProps } from './paragraph'
import { selectedIn } from './selected-words'
import type { Live } from './use-live-desk'

/** A page of its own without scripts, the block menu with them. */
export function More({ norm, paragraph, live, onMenu }: ParagraphProps) {
  return (
    <a
      className="draft-edit"
      aria-label={`More about paragraph ${paragraph.number}`}
      href={`/desk/norms/${norm}/paragraphs/${paragraph.id}`}
      onClick={(event) => {
        if (!live || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onMenu(paragraph)
      }}
    >
      More
    </a>
  )
}

interface BracketButtonProps extends ParagraphProps {
  words: React.RefObject<HTMLElement | null>
  live: Live
  document: LiveDocument | null
}

export function BracketButton({ paragraph, onBracket, words, live, document }: BracketButtonProps) {
  if (!onBracket) return null
  return (
    <button
      type="button"
      className="draft-edit"
      onClick={() => onBracket(paragraph, chosenIn(words.current, live, document))}
    >
      Bracket <span className="visually-hidden">words of paragraph {paragraph.number}</span>
    </button>
  )
}

/** What the reader has selected in words that are not being written; it goes where its characters go. */
function chosenIn(words: HTMLElement | null, live: Live, document: LiveDocument | null): Chosen | undefined {
  const span = document && selectedIn(words)
  if (!span) return undefined
  const { text } = document
  return {
    is: 'selection',
    words: text.toString().slice(span.start, span.end),
    first: live.module.anchorIn(text, span.start),
    last: live.module.anchorIn(text, span.end - 1),
  }
}
