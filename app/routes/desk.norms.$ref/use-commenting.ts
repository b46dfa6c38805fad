import { type MutableRefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import { type CommentMark, type CommentMarks, openCommentMarks } from './comment-marks'
import { singleKeysAreOn } from './shortcuts'
import type { Live } from './use-live-desk'
import { paragraphOf, selectedSpan, wordsOnPage } from './words-on-page'

/** What a new comment is about. */
export interface Picked {
  paragraphId: ParagraphId
  /** '' is all of the paragraph. */
  quote: string
  anchors: { anchorStart: string; anchorEnd: string } | null
}

export interface Commenting {
  /** The comment whose words the cursor stands in, or whose card has the focus. */
  active: string | null
  activate(ref: string | null): void
  /** The comment whose words were clicked, and how often that happened. */
  clicked: { ref: string; times: number } | null
  /** Bring a comment's words into view. */
  showWords(ref: string): void
  /** The comment that is being written, if any. */
  writing: Picked | null
  /** Begin one on the selected words, or on the paragraph. */
  write(paragraphId?: ParagraphId): void
  resume(picked: Picked): void
  cancel(): void
}

/** Comments beside the text: their words are marked, and each leads to the other. */
export function useCommenting(
  marks: readonly CommentMark[],
  { live, inUse, mayComment }: { live: Live | null; inUse: ParagraphId | null; mayComment: boolean },
): Commenting {
  const [active, setActive] = useState<string | null>(null)
  const [writing, setWriting] = useState<Picked | null>(null)
  const [clicked, setClicked] = useState<Commenting['clicked']>(null)
  const click = useCallback(
    (ref: string) => setClicked((last) => ({ ref, times: (last?.times ?? 0) + 1 })),
    [],
  )
  const drawing = useRef<CommentMarks | null>(null)
  const picked = useRef<Picked | null>(null)
  const place = useRef(inUse)
  place.current = inUse
  const activate = useCallback((ref: string | null) => {
    drawing.current?.activate(ref)
    setActive(ref)
  }, [])
  useEffect(() => {
    const text = document.querySelector<HTMLElement>('.draft-text')
    if (!live || !text) return
    const marking = openCommentMarks(text)
    drawing.current = marking
    return () => {
      marking.close()
      drawing.current = null
    }
  }, [live])
  useEffect(() => drawing.current?.show(marks, live), [marks, live])
  const write = useCallback(
    (paragraphId?: ParagraphId) => {
      // a key may come before the browser has told of the selection
      const selected = live && selectedNow()
      if (selected) picked.current = pickedIn(selected, live)
      const { current } = picked
      const on = paragraphId ?? current?.paragraphId ?? place.current
      if (!on) return
      setWriting(current?.paragraphId === on ? current : { paragraphId: on, quote: '', anchors: null })
    },
    [live],
  )
  useSelection(live, drawing, { picked, activate, click })
  useCommentKey(live !== null && mayComment, write)
  return {
    active,
    activate,
    clicked,
    showWords(ref) {
      const range = drawing.current?.rangeOf(ref)
      activate(ref)
      range?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    },
    writing,
    write,
    resume: setWriting,
    cancel: useCallback(() => setWriting(null), []),
  }
}

interface SelectionUse {
  picked: MutableRefObject<Picked | null>
  activate(ref: string | null): void
  click(ref: string): void
}

/** Remember what is selected, and follow the cursor into the words of comments. */
function useSelection(
  live: Live | null,
  drawing: MutableRefObject<CommentMarks | null>,
  { picked, activate, click }: SelectionUse,
) {
  useEffect(() => {
    if (!live) return
    const look = () => {
      const selected = selectedNow()
      // a click on a button of the margin or of a menu leaves what was selected before it
      if (!selected) return
      const { range } = selected
      picked.current = pickedIn(selected, live)
      if (range.collapsed) activate(drawing.current?.at(range.startContainer, range.startOffset) ?? null)
    }
    const press = ({ target }: MouseEvent) => {
      const selection = getSelection()
      if (!selection?.isCollapsed || !selection.anchorNode || !paragraphOf(target as Node)) return
      const ref = drawing.current?.at(selection.anchorNode, selection.anchorOffset)
      if (ref) click(ref)
    }
    document.addEventListener('selectionchange', look)
    document.addEventListener('click', press)
    return () => {
      document.removeEventListener('selectionchange', look)
      document.removeEventListener('click', press)
    }
  }, [live, drawing, picked, activate, click])
}

interface Selected {
  paragraph: HTMLElement
  range: Range
}

/** What is selected in a paragraph; null where the selection is elsewhere. */
function selectedNow(): Selected | null {
  const selection = getSelection()
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null
  const paragraph = range && paragraphOf(range.commonAncestorContainer)
  return paragraph ? { paragraph, range } : null
}

function pickedIn({ paragraph, range }: Selected, live: Live): Picked | null {
  const words = wordsOnPage(paragraph)
  const span = words && selectedSpan(words, range)
  if (!words || !span) return null
  const selected = words.text.slice(span.start, span.end)
  const quote = selected.trim()
  if (quote === '') return null
  const start = span.start + selected.indexOf(quote)
  const paragraphId = paragraph.id as ParagraphId
  const text = live.desk.current(paragraphId)?.text
  const same = text?.toString() === words.text
  const anchors = same ? live.module.anchorsIn(text, { start, end: start + quote.length }) : null
  return { paragraphId, quote, anchors }
}

/** `c` while reading, Alt C everywhere. */
function useCommentKey(wanted: boolean, write: () => void) {
  useEffect(() => {
    if (!wanted) return
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyC' || event.ctrlKey || event.metaKey || event.shiftKey) return
      const target = event.target as HTMLElement
      const inField = target.isContentEditable || target.closest('input, textarea, select, dialog') !== null
      if (!event.altKey && (inField || !singleKeysAreOn())) return
      event.preventDefault()
      write()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [wanted, write])
}

/** The paragraph somebody writes in or has gone to last. */
export function useInUse(editing: ParagraphId | null) {
  const [gone, setGone] = useState<ParagraphId | null>(null)
  useEffect(() => {
    const focus = ({ target }: FocusEvent) => {
      const paragraph = paragraphOf(target as Node)
      if (paragraph) setGone(paragraph.id as ParagraphId)
    }
    document.addEventListener('focusin', focus)
    return () => document.removeEventListener('focusin', focus)
  }, [])
  return [editing ?? gone, useCallback(() => setGone(null), [])] as const
}
