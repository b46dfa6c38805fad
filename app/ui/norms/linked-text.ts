import type { Span } from '~/domain/norms/bracket-place'
import type { LocatedReference } from '~/domain/norms/references'
import { findTerms, indexTerms } from '~/domain/norms/terms'
import { definitionLink, referenceLinks, type TextLink, termLink, together } from './text-links'

interface LinkedText {
  /** In order; those of a proposal in a compilation are left alone. */
  paragraphs: readonly { id: string; number: string; text: string }[]
  references: Readonly<Record<string, readonly LocatedReference[]>>
  definitions: readonly { id: string; term: string; paragraphId: string; span: Span | null }[]
  lang: string
}

/** The links of each paragraph of a whole text; `hrefOf` answers null for a paragraph that is not in it. */
export function linkedText(
  { references, definitions, paragraphs, lang }: LinkedText,
  hrefOf: (paragraphId: string) => string | null,
): (paragraph: { id: string; text: string }) => TextLink[] {
  const position = new Map(paragraphs.map((p, i) => [p.id, i]))
  const live = definitions
    .filter((d) => position.has(d.paragraphId))
    .sort((a, b) => position.get(a.paragraphId)! - position.get(b.paragraphId)!)
  const index = indexTerms(live, lang)
  const byId = new Map(live.map((d) => [d.id, d]))
  const numberOf = (id: string) => paragraphs[position.get(id)!]!.number
  return ({ id, text }) => {
    const own = live.filter((d) => d.paragraphId === id)
    const uses = findTerms(text, index).filter((use) => !own.some((d) => d.id === use.id))
    return together(
      referenceLinks(references[id] ?? [], hrefOf),
      own.flatMap(({ span, term }) => (span ? [definitionLink(span, term)] : [])),
      uses.map((use) => {
        const { paragraphId, term } = byId.get(use.id)!
        return termLink(use, term, hrefOf(paragraphId), numberOf(paragraphId))
      }),
    )
  }
}
