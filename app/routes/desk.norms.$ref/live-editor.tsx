import { Suspense, useEffect, useRef, useState } from 'react'
import type { Findable } from '~/domain/norms/bracket-place'
import { spellNumber } from '~/domain/norms/references'
import type { LiveDocument } from '~/realtime/document.client'
import type { BracketMark } from '~/ui/brackets/bracket-marks'
import type { BracketView } from '~/ui/brackets/bracket-view'
import type { TextLink } from '~/ui/norms/text-links'
import type { Chosen } from './brackets-page'
import { linksOf } from './legal-text'
import type { Editor } from './live-desk'
import { OpeningOffer, ReferencePicker } from './on-use'
import type { ParagraphProps } from './paragraph'
import type { DraftParagraph } from './route'
import { useLatestKeys } from './use-latest-keys'
import { type Live, pageNonce } from './use-live-desk'

interface LiveEditorProps extends ParagraphProps {
  live: Live
  document: LiveDocument
  at?: { x: number; y: number } | undefined
  held: readonly BracketView[]
}

/** The words of one paragraph while they are written. */
export function LiveEditor(props: LiveEditorProps) {
  const { paragraph, language, live, document, at, structure, onMenu, legal, norm, held } = props
  const parent = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const { id, number } = paragraph
  const [asking, setAsking] = useState<{ literal: string } | null>(null)
  const [within, setWithin] = useState<BracketMark | null>(null)
  const bracket = () => props.onBracket?.(paragraph, selectedWords(editor), document)
  const latestBracket = useRef(bracket)
  latestBracket.current = bracket
  const heldAtFirst = useRef(held)
  const refer = () => setAsking({ literal: '' })
  const define = () => {
    const span = editor?.marks()
    if (span) structure.marking.define(paragraph, span, document)
    else structure.keys(paragraph, document).say('Select the term first, in the paragraph that defines it.')
  }
  const keys = useLatestKeys({
    ...structure.keys(paragraph, document),
    menu: (place) => onMenu(paragraph, { place, bracket, refer, define }),
    refer: (literal) => setAsking({ literal }),
    define,
    openings() {
      const first = offer.current?.querySelector('button')
      first?.focus()
      return first !== null && first !== undefined
    },
  })
  const offer = useRef<HTMLDivElement>(null)
  const isEmpty = document.writable() && document.text.length === 0
  const latestLinks = useRef<(now: Findable) => readonly TextLink[]>(() => [])
  latestLinks.current = (now) => linksOf(legal, paragraph, now)
  const start = useRef(at)
  const { caret } = structure
  useEffect(() => {
    document.write()
    const made = live.module.openEditor(document, {
      parent: parent.current!,
      label: 'Paragraph',
      language,
      nonce: pageNonce(),
      keys,
      links: (now) => latestLinks.current(now),
      held: {
        norm,
        brackets: heldAtFirst.current,
        at: setWithin,
        place: () => latestBracket.current(),
      },
    })
    setEditor(made)
    if (caret.current?.id === id) made.select(caret.current.index)
    caret.current = null
    made.focus(start.current)
    return () => made.destroy()
  }, [document, live, language, keys, caret, id, norm])
  useEffect(() => editor?.brackets(held), [editor, held])
  useEffect(() => {
    // a paragraph that has moved in the page has lost the cursor, but not its place
    if (editor && window.document.activeElement === window.document.body) editor.focus()
    editor?.label(`Paragraph ${number}`)
  }, [editor, number])
  useEffect(() => {
    if (legal && paragraph) editor?.relink()
  }, [editor, legal, paragraph])
  const leavePicker = (target?: DraftParagraph) => {
    setAsking(null)
    editor?.focus()
    const span = target ? numberInto(editor, target.number) : null
    if (target && span) structure.marking.refer(paragraph, target, span, document)
    else if (asking?.literal) editor?.write(asking.literal)
  }
  return (
    <>
      <div className="draft-editor" ref={parent} />
      <Within norm={norm} mark={within} />
      <div ref={offer}>
        <Suspense>
          {isEmpty && (
            <OpeningOffer
              kind={paragraph.kind}
              choose={(words) => {
                editor?.focus()
                editor?.write(words)
              }}
              leave={() => editor?.focus()}
            />
          )}
        </Suspense>
      </div>
      <Suspense>
        {asking && <ReferencePicker from={id} choose={leavePicker} close={() => leavePicker()} />}
      </Suspense>
      <div className="draft-tools">
        <button type="button" className="draft-edit" onClick={bracket}>
          Bracket the selection
        </button>
        <button
          type="button"
          className="draft-edit"
          onClick={() => onMenu(paragraph, { place: editor?.place(), bracket, refer, define })}
        >
          More <span className="visually-hidden">about paragraph {number}</span>
        </button>
        <span className="small muted">Alt B brackets, # refers to a paragraph, Alt Enter shows more.</span>
      </div>
    </>
  )
}

function selectedWords(editor: Editor | null): Chosen | undefined {
  const selected = editor?.selection()
  const marks = editor?.marks()
  if (!selected || !marks) return undefined
  return { is: 'selection', words: selected.quote, first: marks.start, last: marks.end }
}

/** Who holds the bracket in which the cursor stands. */
function Within({ norm, mark }: { norm: string; mark: BracketMark | null }) {
  return (
    <p className="small draft-within" role="status">
      {mark && (
        <a
          href={`/norms/${norm}/brackets${mark.id ? `#bracket-${mark.id}` : '#unheld'}`}
          data-bracket={mark.id ?? ''}
          data-quote={mark.quote}
        >
          In a bracket. {mark.title}
        </a>
      )}
    </p>
  )
}

/** A number that is selected becomes the reference as it is; otherwise the number is written. */
function numberInto(editor: Editor | null, number: string) {
  const selected = editor?.selection()?.quote
  const stands = selected === number || selected === spellNumber(number, 'bare')
  const span = stands ? editor?.marks() : editor?.write(number)
  return span ? { ...span, isWritten: !stands } : null
}
