import type { Span } from '~/domain/norms/bracket-place'
import type { LocatedReference } from '~/domain/norms/references'

/** Words of a text that lead somewhere, or that need somebody's attention. */
export interface TextLink extends Span {
  kind: 'reference' | 'term' | 'definition'
  /** Null: nowhere to go. */
  href: string | null
  title: string
  flagged: boolean
}

const sayings: Record<LocatedReference['state'], (reference: LocatedReference) => string> = {
  right: ({ now }) => `Paragraph ${now}`,
  stale: ({ now }) => `The paragraph is ${now} now`,
  removed: () => 'The paragraph was removed from the text',
  altered: ({ now }) => (now ? `The number was changed by hand; the paragraph is ${now}` : 'Changed by hand'),
}

/** What is said of a reference to whoever points at it. */
export const referenceWords = (reference: LocatedReference): string => sayings[reference.state](reference)

export const referenceLinks = (
  references: readonly LocatedReference[],
  hrefOf: (targetId: LocatedReference['targetId']) => string | null,
): TextLink[] =>
  references.map((reference) => ({
    start: reference.start,
    end: reference.end,
    kind: 'reference',
    href: reference.state === 'removed' ? null : hrefOf(reference.targetId),
    title: referenceWords(reference),
    flagged: reference.state !== 'right',
  }))

/** All links of one text in order; where two would overlap, the first list's wins. */
export function together(...lists: readonly (readonly TextLink[])[]): TextLink[] {
  const kept: TextLink[] = []
  for (const list of lists)
    for (const link of list)
      if (kept.every((k) => link.end <= k.start || link.start >= k.end)) kept.push(link)
  return kept.sort((a, b) => a.start - b.start)
}

export const definitionLink = ({ start, end }: Span, term: string): TextLink => ({
  start,
  end,
  kind: 'definition',
  href: null,
  title: `“${term}” is defined here`,
  flagged: false,
})

export const termLink = (
  { start, end }: Span,
  term: string,
  href: string | null,
  number: string,
): TextLink => ({
  start,
  end,
  kind: 'term',
  href,
  title: `“${term}” is defined in paragraph ${number}`,
  flagged: false,
})

interface Referring {
  paragraphs: readonly { id: string; number: string; text: string }[]
  references: Readonly<Record<string, readonly LocatedReference[]>>
}

export interface FlaggedReference {
  paragraphId: string
  number: string
  /** What it reads. */
  words: string
  says: string
}

/** N20: the references of a text that somebody has to look at, in order. */
export const flaggedReferences = ({ paragraphs, references }: Referring): FlaggedReference[] =>
  paragraphs.flatMap(({ id, number, text }) =>
    (references[id] ?? [])
      .filter((r) => r.state !== 'right')
      .map((r) => ({
        paragraphId: id,
        number,
        words: text.slice(r.start, r.end),
        says: referenceWords(r),
      })),
  )
