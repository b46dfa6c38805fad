import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import { useDesk } from './legal-text'
import type { DraftParagraph } from './route'

const shownAtMost = 50

interface ReferencePickerProps {
  choose(paragraph: DraftParagraph): void
  close(): void
  /** The paragraph that is being written. */
  from: ParagraphId
}

/** A paragraph chosen by number and opening words, from the keyboard alone. */
export function ReferencePicker({ choose, close, from }: ReferencePickerProps) {
  const all = useDesk().paragraphs
  const dialog = useRef<HTMLDialogElement>(null)
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const picked = useRef<DraftParagraph>()
  const found = matching(all, asked).slice(0, shownAtMost)
  const chosen = found[Math.min(at, found.length - 1)]
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  // closed first, which gives the cursor back to the words
  const pick = (paragraph: DraftParagraph) => {
    picked.current = paragraph
    dialog.current?.close()
  }
  const closed = () => (picked.current ? choose(picked.current) : close())
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((n) => Math.max(0, Math.min(found.length - 1, n + step)))
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault()
      pick(chosen)
    }
  }
  return (
    <dialog className="block-menu" ref={dialog} onClose={closed} aria-label="Refer to a paragraph">
      <label className="stack-tight">
        <span className="field-label">Number or words of the paragraph</span>
        <input
          className="control"
          dir="auto"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen && `${id}-${chosen.id}`}
          autoComplete="off"
          value={asked}
          onChange={(event) => {
            setAsked(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
      </label>
      <div className="picker-list" role="listbox" id={id} aria-label="Paragraphs" tabIndex={-1}>
        {found.map((paragraph) => (
          // the field above has the keyboard; the mouse may choose here
          <div
            key={paragraph.id}
            id={`${id}-${paragraph.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={paragraph === chosen}
            className="picker-option"
            onMouseDown={(event) => {
              event.preventDefault()
              pick(paragraph)
            }}
          >
            <bdi className="picker-number">{paragraph.number}</bdi>{' '}
            <bdi>{paragraph.heading || opening(paragraph.text)}</bdi>
            {paragraph.id === from && <span className="muted"> (this paragraph)</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="muted small">No paragraph has that.</p>}
      <p className="small muted">Arrows choose, Enter refers, Escape leaves.</p>
    </dialog>
  )
}

/** Numbers that begin so come first, then words that hold it. */
function matching(all: readonly DraftParagraph[], asked: string): DraftParagraph[] {
  const wanted = asked.trim().toLowerCase()
  if (wanted === '') return [...all]
  const bare = (number: string) => number.toLowerCase().replace(/^[po]p/, '')
  const byNumber = all.filter(
    ({ number }) => number.toLowerCase().startsWith(wanted) || bare(number).startsWith(wanted),
  )
  const byWords = all.filter(
    (p) => !byNumber.includes(p) && `${p.heading} ${p.text}`.toLowerCase().includes(wanted),
  )
  return [...byNumber, ...byWords]
}

const opening = (text: string) => [...text.slice(0, 160)].slice(0, 80).join('') || 'No words yet'
