import { memo, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { modeOf } from '~/domain/documents/mode'
import type { SaveState } from '~/domain/documents/save-state'
import type { ParagraphId } from '~/domain/ids'
import { type Findable, locateBrackets } from '~/domain/norms/bracket-place'
import { spellNumber } from '~/domain/norms/references'
import type { LiveDocument } from '~/realtime/document.client'
import type { BracketMark } from '~/ui/brackets/bracket-marks'
import type { BracketView } from '~/ui/brackets/bracket-view'
import { HeldWords } from '~/ui/brackets/held-words'
import { Notice } from '~/ui/kit/notice'
import type { TextLink } from '~/ui/norms/text-links'
import type { Chosen } from './brackets-page'
import type { EditorKeys } from './editor'
import { isNearby } from './in-view'
import { type LegalText, linksOf } from './legal-text'
import type { Editor } from './live-desk'
import { OpeningOffer, ReferencePicker, SuggestingEditor } from './on-use'
import { Redlined } from './redlined'
import type { DraftParagraph, DraftSuggestion } from './route'
import { selectedIn } from './selected-words'
import type { Structure } from './structure'
import type { NotTaken } from './suggesting'
import { SuggestLink } from './suggestion-margin'
import { useForks } from './use-forks'
import { type Live, pageNonce, useChanges } from './use-live-desk'

interface ParagraphProps {
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
  const { paragraph, live, suggestions, editing, language, onEdit, legal, norm, brackets } = props
  const { id, number, kind, heading } = paragraph
  const place = useRef<HTMLDivElement>(null)
  const clicked = useRef<{ x: number; y: number }>()
  const inView = useInView(place)
  const document = useDocument(live, id, inView || editing)
  useChanges(document)
  useTextChanges(document)
  const forks = suggestions.map((s) => s.id)
  useForks(live, id, forks, inView || editing)
  const state = document?.state()
  const mode = document && state?.is !== 'opening' ? modeOf(document.access()) : paragraph.mode
  const modeMoved = mode !== null && mode !== paragraph.mode
  const { refresh } = props
  useEffect(() => {
    // a role or a seat changed: nothing in the norm's own room says so
    if (modeMoved) refresh()
  }, [modeMoved, refresh])
  const mayEdit = mode === 'editing'
  const maySuggest = mode === 'suggesting'
  const [notTaken, setNotTaken] = useState<NotTaken | null>(null)
  // a suggestion stays open until it has said what became of its words
  const suggesting = useRef(false)
  suggesting.current = editing && (suggesting.current || maySuggest)
  // what one person has not stored is not shown to the next who signs in
  const isForeign = state?.is === 'refused' && state.code === 'another-person'
  const isOpen = state && state.is !== 'opening' && !isForeign
  const text = isOpen ? document!.text.toString() : paragraph.text
  const links = useMemo(
    () => linksOf(legal, paragraph, { text, find: findIn(live, document, state?.is) }),
    [legal, paragraph, text, live, document, state?.is],
  )
  const held = useMemo(() => brackets.filter((b) => b.where === 'text'), [brackets])
  const find = text === paragraph.text ? null : findIn(live, document, state?.is)
  const spans = find ? locateBrackets(held, { text, find }) : undefined
  const words = useClick((mayEdit || maySuggest) && live !== null && !editing, (event) => {
    clicked.current = { x: event.clientX, y: event.clientY }
    onEdit(id)
  })
  return (
    <div className={`para para-${kind} draft-para`} id={id} ref={place} tabIndex={-1}>
      <a className="para-number" href={`#${id}`} aria-label={`Paragraph ${number}`}>
        {number}
      </a>
      <div>
        {heading && (
          <h3 className="para-heading">
            <HeldWords norm={norm} text={heading} brackets={brackets.filter((b) => b.where === 'heading')} />
          </h3>
        )}
        {suggesting.current && live && document ? (
          <Suspense>
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
          </Suspense>
        ) : editing && mayEdit && live && document && !isForeign ? (
          <LiveEditor {...props} live={live} document={document} at={clicked.current} held={held} />
        ) : (
          <>
            <p className="para-words" dir="auto" ref={words}>
              {text || suggestions.length > 0 ? (
                <Redlined
                  text={text}
                  links={links}
                  live={live}
                  suggestions={suggestions}
                  norm={norm}
                  brackets={held}
                  spans={spans}
                />
              ) : (
                <span className="muted">No words yet.</span>
              )}
            </p>
            {maySuggest && (
              <SuggestLink norm={norm} number={number} {...(live && { suggest: () => onEdit(id) })} />
            )}
            {(mayEdit || (live && props.onBracket)) && (
              <div className="draft-tools">
                {live && mayEdit && (
                  <button type="button" className="draft-edit" onClick={() => onEdit(id)}>
                    Edit <span className="visually-hidden">paragraph {number}</span>
                  </button>
                )}
                {live && (
                  <BracketButton {...props} words={words} live={live} document={isOpen ? document : null} />
                )}
                {mayEdit && <More {...props} />}
              </div>
            )}
          </>
        )}
        {notTaken && <Refused {...notTaken} close={() => setNotTaken(null)} />}
        {state?.is === 'refused' && document && !suggesting.current && (
          <Refused
            why={state.why}
            words={isForeign || (state.kept === 0 && state.code !== 'history-differs') ? null : text}
            close={() => live?.desk.reopen(id)}
            again
          />
        )}
      </div>
    </div>
  )
}

/** A page of its own without scripts, the block menu with them. */
function More({ norm, paragraph, live, onMenu }: ParagraphProps) {
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

function BracketButton({ paragraph, onBracket, words, live, document }: BracketButtonProps) {
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

interface LiveEditorProps extends ParagraphProps {
  live: Live
  document: LiveDocument
  at?: { x: number; y: number } | undefined
  held: readonly BracketView[]
}

function LiveEditor(props: LiveEditorProps) {
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
  return (stands ? editor?.marks() : editor?.write(number)) ?? null
}

/** Marks are found in a live text once it is there. */
const findIn = (live: Live | null, document: LiveDocument | null, state: SaveState['is'] | undefined) =>
  live && document && state && state !== 'opening' ? live.module.findIn(document.text) : null

/** The same object throughout, so that an editor lives as long as its text; it does what the newest one would. */
function useLatestKeys(keys: EditorKeys): EditorKeys {
  const latest = useRef(keys)
  latest.current = keys
  return useRef<EditorKeys>({
    split: (place) => latest.current.split(place),
    merge: () => latest.current.merge(),
    addLines: (lines, place) => latest.current.addLines(lines, place),
    move: (direction) => latest.current.move(direction),
    indent: (direction) => latest.current.indent(direction),
    menu: (place) => latest.current.menu(place),
    leave: () => latest.current.leave(),
    say: (words) => latest.current.say(words),
    refer: (literal) => latest.current.refer?.(literal),
    define: () => latest.current.define?.(),
    openings: () => latest.current.openings?.() ?? false,
  }).current
}

function Refused({ why, words, close, again }: NotTaken & { close(): void; again?: boolean }) {
  return (
    <Notice kind="refusal" title={why} live>
      {words !== null && (
        <label className="stack-tight">
          Your words, to be copied; they were not saved:
          <textarea className="control" readOnly dir="auto" rows={4} value={words} />
        </label>
      )}
      <button type="button" className="draft-edit" onClick={close}>
        {again ? 'Open the paragraph again' : 'Close'}
      </button>
    </Notice>
  )
}

/** Hold the live text while it is wanted. */
function useDocument(live: Live | null, id: ParagraphId, wanted: boolean): LiveDocument | null {
  const [document, setDocument] = useState<LiveDocument | null>(null)
  const desk = live?.desk
  useEffect(() => {
    if (!desk || !wanted) return
    const hold = desk.hold(id)
    setDocument(hold)
    // the desk may have opened the text anew after a refusal
    const stop = desk.onChange(() => setDocument(desk.current(id)))
    return () => {
      stop()
      desk.release(id)
      setDocument(null)
    }
  }, [desk, id, wanted])
  return document
}

function useTextChanges(document: LiveDocument | null) {
  const [, tick] = useState(0)
  useEffect(() => {
    if (!document) return
    const changed = () => tick((n) => n + 1)
    document.text.observe(changed)
    return () => document.text.unobserve(changed)
  }, [document])
}

/** A click on the words is a shortcut for the button below them, which is what keyboards and readers use. */
function useClick(wanted: boolean, act: (event: MouseEvent) => void) {
  const place = useRef<HTMLParagraphElement>(null)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const element = place.current
    if (!wanted || !element) return
    const click = (event: MouseEvent) => {
      // a name behind a bracket has an act of its own, and words are selected without being written
      if ((event.target as HTMLElement).closest('[data-bracket]') || selectedIn(element)) return
      latest.current(event)
    }
    element.addEventListener('click', click)
    return () => element.removeEventListener('click', click)
  }, [wanted])
  return place
}

/** Whether the element is on the screen, or nearly. */
function useInView(place: React.RefObject<HTMLElement | null>): boolean {
  const [inView, setInView] = useState(false)
  useEffect(() => isNearby(place.current!, setInView), [place])
  return inView
}
