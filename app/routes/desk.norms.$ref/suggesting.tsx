import { useEffect, useRef, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'
import type { EditorKeys } from './editor'
import type { Editor } from './live-desk'
import { type Live, pageNonce, useChanges } from './use-live-desk'

/** Words that were not taken, and why; `words` is null when none were on their way. */
export interface NotTaken {
  why: string
  words: string | null
}

interface SuggestingProps {
  paragraph: { id: ParagraphId; number: string }
  language: string
  live: Live
  leave(): void
  say(words: string): void
  /** The suggestion takes no more words: it was resolved, or the person may no longer suggest. */
  onEnd(end: NotTaken): void
}

/** The paragraph with the person's suggestion in it, live; looking leaves no trace, the first word opens it. */
export function SuggestingEditor(props: SuggestingProps) {
  const { paragraph, live } = props
  const [document, setDocument] = useState<LiveDocument | null>(null)
  const { id, number } = paragraph
  const end = useRef(props.onEnd)
  end.current = props.onEnd
  useEffect(() => {
    const { desk } = live
    let held: { suggestionId: Parameters<typeof desk.release>[1] } | null = null
    let gone = false
    void live.module.openSuggestion(desk, id).then((opened) => {
      if (!opened.ok) return gone || end.current({ why: opened.reason, words: null })
      held = opened
      if (gone) desk.release(id, opened.suggestionId)
      else setDocument(opened.document)
    }, failed)
    function failed() {
      if (!gone) end.current({ why: 'The server does not answer. Try again in a moment.', words: null })
    }
    return () => {
      gone = true
      if (held) desk.release(id, held.suggestionId)
    }
  }, [live, id])
  useEnd(document, (not) => end.current(not))
  if (!document) return <p className="muted small">Opening your suggestion …</p>
  return (
    <>
      <Words {...props} document={document} />
      <p className="draft-tools small muted">
        <span>
          You suggest changes of paragraph {number}. <kbd>Escape</kbd> leaves it; what you typed is kept.
        </span>
      </p>
    </>
  )
}

/** Hear once when the text takes no more words. */
function useEnd(document: LiveDocument | null, onEnd: (end: NotTaken) => void) {
  useChanges(document)
  const state = document?.state()
  const isOver = state?.is === 'refused' || (state?.is === 'saved' && document?.access() !== 'write')
  const latest = useRef(onEnd)
  latest.current = onEnd
  useEffect(() => {
    if (!isOver || !document) return
    const now = document.state()
    const kept = now.is === 'refused' && now.kept > 0 && now.code !== 'another-person'
    const why = now.is === 'refused' ? now.why : 'The suggestion is closed: it was resolved or withdrawn.'
    latest.current({ why, words: kept ? document.text.toString() : null })
  }, [isOver, document])
}

function Words({
  paragraph,
  language,
  live,
  document,
  leave,
  say,
}: SuggestingProps & { document: LiveDocument }) {
  const parent = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const keys = useLatest(keysOf(leave, say))
  useEffect(() => {
    const made = live.module.openEditor(document, {
      parent: parent.current!,
      label: 'Your suggestion',
      language,
      nonce: pageNonce(),
      keys,
    })
    setEditor(made)
    made.focus()
    return () => made.destroy()
  }, [document, live, language, keys])
  useEffect(
    () => editor?.label(`Your suggestion on paragraph ${paragraph.number}`),
    [editor, paragraph.number],
  )
  return <div className="draft-editor draft-suggestion redline" ref={parent} />
}

const elsewhere = 'Paragraphs are added, merged and moved by those who edit; you suggest words.'

function keysOf(leave: () => void, say: (words: string) => void): EditorKeys {
  const refuse = () => say(elsewhere)
  return {
    split: refuse,
    merge: refuse,
    addLines: refuse,
    move: refuse,
    indent: refuse,
    menu: refuse,
    leave,
    say,
  }
}

/** The same object throughout, so that an editor lives as long as its text; it does what the newest one would. */
function useLatest(keys: EditorKeys): EditorKeys {
  const latest = useRef(keys)
  latest.current = keys
  return useRef<EditorKeys>({
    ...keys,
    split: (place) => latest.current.split(place),
    merge: () => latest.current.merge(),
    addLines: (lines, place) => latest.current.addLines(lines, place),
    move: (direction) => latest.current.move(direction),
    indent: (direction) => latest.current.indent(direction),
    menu: (place) => latest.current.menu(place),
    leave: () => latest.current.leave(),
    say: (words) => latest.current.say(words),
  }).current
}
