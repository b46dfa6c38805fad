import { type MutableRefObject, useEffect, useRef } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { LiveDocument } from '~/realtime/document.client'
import type { Acts } from './acts'
import type { EditorKeys } from './editor'
import type { DraftParagraph } from './route'
import type { Typed } from './undo'

/** What the keys of an editor do to the order of paragraphs. */
export interface Structure {
  keys(paragraph: DraftParagraph, document: LiveDocument): Omit<EditorKeys, 'menu' | 'refer' | 'define'>
  marking: Marking
  /** Where the cursor goes in the paragraph that is opened next. */
  caret: MutableRefObject<{ id: ParagraphId; index: number } | null>
}

/** Words of a paragraph made more than words, by marks on their first and last character. */
export interface Marking {
  refer(
    paragraph: DraftParagraph,
    target: DraftParagraph,
    span: Span & { isWritten: boolean },
    document: LiveDocument,
  ): void
  define(paragraph: DraftParagraph, span: Span, document: LiveDocument): void
}
interface Span {
  start: string
  end: string
}

interface StructureOptions {
  norm: string
  paragraphs: readonly DraftParagraph[]
  acts: Acts
  mayArrange: boolean
  textOf(paragraph: DraftParagraph): string
  /** What was typed last, in this text. */
  typed(document: LiveDocument): Typed
  leave(): void
  edit(id: ParagraphId): void
}

/** Who is to be written next, once the act is done: null until then. */
type Next = (paragraphs: readonly DraftParagraph[]) => DraftParagraph | undefined

export function useStructure({ norm, paragraphs, acts, mayArrange, ...desk }: StructureOptions): Structure {
  const caret = useRef<{ id: ParagraphId; index: number } | null>(null)
  const next = useRef<Next | null>(null)
  const { run, say, said } = acts
  const { edit } = desk
  useEffect(() => {
    const found = next.current?.(paragraphs)
    if (!found) return
    next.current = null
    edit(found.id)
  }, [paragraphs, edit])
  useEffect(() => {
    if (said?.kind === 'refusal') next.current = null
  }, [said])
  const at = ({ id }: { id: ParagraphId }, verb: string) => `/norms/${norm}/paragraphs/${id}/${verb}`
  const refuse = (words: string) => say({ kind: 'refusal', words })

  function merge(paragraph: DraftParagraph, document: LiveDocument) {
    const before = paragraphs[paragraphs.findIndex((p) => p.id === paragraph.id) - 1]
    if (!before) return refuse('The paragraph stands first; there is none before it.')
    caret.current = { id: before.id, index: desk.textOf(before).length }
    next.current = (now) => (now.some((p) => p.id === paragraph.id) ? undefined : before)
    run({ action: at(paragraph, 'merging'), fields: {}, document })
  }

  function move(paragraph: DraftParagraph, direction: 'up' | 'down') {
    if (!mayArrange) return refuse('Paragraphs are moved by the secretariat and the chair of the forum.')
    const done = `Paragraph ${paragraph.number} was moved ${direction}.`
    run({ action: at(paragraph, 'position'), fields: { direction }, done })
  }

  /** In: a sub-paragraph. Out: of the kind that the paragraphs above it have. */
  function indent(paragraph: DraftParagraph, direction: 'in' | 'out') {
    const above = paragraphs
      .slice(
        0,
        paragraphs.findIndex((p) => p.id === paragraph.id),
      )
      .reverse()
    const outer = above.find((p) => p.kind === 'article' || p.kind === 'operative')?.kind ?? 'operative'
    const kind = direction === 'in' ? 'sub' : outer
    if ((paragraph.kind === 'sub') === (direction === 'in')) return
    const fields = { implements: paragraph.implementsId ?? '' }
    run({ action: at(paragraph, 'revision'), fields: { ...fields, kind } })
  }

  /** The one that will stand `n` places further down and is not there yet. */
  function newAfter({ id }: DraftParagraph, n: number): Next {
    const known = new Set(paragraphs.map((p) => p.id))
    return (now) => {
      const found = now[now.findIndex((p) => p.id === id) + n]
      return found && !known.has(found.id) ? found : undefined
    }
  }

  const marking: Marking = {
    refer: (paragraph, { id: target }, { isWritten, ...span }, document) => {
      const typed = isWritten ? desk.typed(document) : null
      run({ action: at(paragraph, 'references'), fields: { target, ...span }, document, typed })
    },
    define: (paragraph, span, document) =>
      run({
        action: at(paragraph, 'definitions'),
        fields: { ...span },
        document,
        done: 'The term is defined here.',
      }),
  }

  return {
    caret,
    marking,
    keys: (paragraph, document) => ({
      split(place) {
        // as everywhere: Enter in an empty sub-paragraph ends the list
        if (paragraph.kind === 'sub' && document.text.length === 0) return indent(paragraph, 'out')
        next.current = newAfter(paragraph, 1)
        run({ action: at(paragraph, 'splitting'), fields: { place }, document })
      },
      merge: () => merge(paragraph, document),
      addLines(lines, place) {
        next.current = newAfter(paragraph, lines.length)
        const fields = { lines: lines.join('\n'), place }
        run({ action: at(paragraph, 'lines'), fields, document, typed: desk.typed(document) })
      },
      move: (direction) => move(paragraph, direction),
      indent: (direction) => indent(paragraph, direction),
      leave: desk.leave,
      say: refuse,
    }),
  }
}
