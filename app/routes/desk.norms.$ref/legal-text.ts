import { createContext, useContext, useMemo, useRef } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { Findable } from '~/domain/norms/bracket-place'
import { type LocatedReference, locateReferences } from '~/domain/norms/references'
import { findTerms, indexTerms, locateDefinitions, type TermIndex } from '~/domain/norms/terms'
import { definitionLink, referenceLinks, type TextLink, termLink, together } from '~/ui/norms/text-links'
import type { DeskData, DraftParagraph } from './route'

/** What the words of every paragraph lead to: numbers and terms. */
export interface LegalText {
  numbers: ReadonlyMap<ParagraphId, string>
  definitions: DeskData['definitions']
  index: TermIndex
}

export function useLegalText(
  paragraphs: readonly DraftParagraph[],
  definitions: DeskData['definitions'],
  language: string,
): LegalText {
  return useMemo(() => {
    const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
    const live = paragraphs.flatMap((p) => definitions.filter((d) => d.paragraphId === p.id))
    return { numbers, definitions: live, index: indexTerms(live, language) }
  }, [paragraphs, definitions, language])
}

/** The links of one paragraph's words: as they were when the page was read, or as a live text has them now. */
export function linksOf(
  legal: LegalText,
  paragraph: Pick<DraftParagraph, 'id' | 'text' | 'references'>,
  { text, find }: { text: string; find: Findable['find'] | null },
): TextLink[] {
  const { definitions, index, numbers } = legal
  const here = (targetId: string) => (numbers.has(targetId as ParagraphId) ? `#${targetId}` : null)
  const own = definitions.filter((d) => d.paragraphId === paragraph.id)
  const uses = findTerms(text, index).filter((use) => own.every((d) => d.id !== use.id))
  const byId = new Map(definitions.map((d) => [d.id, d]))
  return together(
    referenceLinks(located(legal, paragraph, { text, find }), here),
    definedHere(own, paragraph, { text, find }),
    uses.map((use) => {
      const { paragraphId, term } = byId.get(use.id)!
      return termLink(use, term, here(paragraphId), numbers.get(paragraphId) ?? '')
    }),
  )
}

type Now = { text: string; find: Findable['find'] | null }

function located(
  { numbers }: LegalText,
  paragraph: Pick<DraftParagraph, 'text' | 'references'>,
  { text, find }: Now,
): readonly LocatedReference[] {
  if (!paragraph.references) return []
  const { rows, located } = paragraph.references
  if (find) return locateReferences(rows, { text, find }, numbers)
  return text === paragraph.text ? located : []
}

function definedHere(
  own: DeskData['definitions'],
  paragraph: Pick<DraftParagraph, 'text'>,
  { text, find }: Now,
): TextLink[] {
  if (find)
    return own.flatMap((d) =>
      locateDefinitions([d], { text, find }).map((place) => definitionLink(place, d.term)),
    )
  if (text !== paragraph.text) return []
  return own.flatMap(({ span, term }) => (span ? [definitionLink(span, term)] : []))
}

/** What parts that are drawn on use need of the whole desk. */
export const DeskContext = createContext<Pick<DeskData, 'paragraphs' | 'openings'>>({
  paragraphs: [],
  openings: [],
})
export const useDesk = () => useContext(DeskContext)

/** The same rows as before where they say the same, so that only what has changed is drawn again. */
export function useSame<R extends { id: string }>(rows: R[]): R[] {
  const kept = useRef(rows)
  const known = useRef(new Map<string, { row: R; said: string }>())
  return useMemo(() => {
    const next = new Map<string, { row: R; said: string }>()
    for (const row of rows) {
      const said = JSON.stringify(row)
      const before = known.current.get(row.id)
      next.set(row.id, before?.said === said ? before : { row, said })
    }
    known.current = next
    const same = [...next.values()].map((n) => n.row)
    const changed = same.length !== kept.current.length || same.some((row, i) => row !== kept.current[i])
    if (changed) kept.current = same
    return kept.current
  }, [rows])
}
