import type { VersionParagraph } from '../norms/version-content'

/** A proposal as a compilation lists it. */
export interface CompiledProposal {
  id: string
  /** 'P-0007': its number among the paragraphs. */
  ref: string
  paragraphId: string | null
  afterId: string | null
  text: string
  delegation: string
  /** In the order in which they came. */
  supporters: readonly string[]
}

/** Numbers of paragraphs never look like this (N6), so a row of a compilation says itself which of the two it is. */
export const isProposalNumber = (number: string): boolean => /^P-\d{4,}$/.test(number)

/** The text alone, of whatever version: what is compared with a text that lists no proposals. */
export const withoutProposals = <P extends { number: string }>(paragraphs: readonly P[]): P[] =>
  paragraphs.filter((p) => !isProposalNumber(p.number))

/**
 * R6: every paragraph as it stands, followed by the proposals on it in their order, then by those for a new
 * paragraph after it; nothing is merged. New paragraphs for the beginning come first; those on a paragraph
 * that has left the text come last, so that none is lost. Cannot fail.
 */
export function compile<P extends VersionParagraph>(
  paragraphs: readonly P[],
  proposals: readonly CompiledProposal[],
): (P | VersionParagraph)[] {
  const known = new Set(paragraphs.map((p) => p.id))
  const rows = proposals.map((p) => ({ row: proposalRow(p), place: placeOf(p, known) }))
  const at = (place: string) => rows.filter((r) => r.place === place).map((r) => r.row)
  return [
    ...at('beginning'),
    ...paragraphs.flatMap((p) => [p, ...at(`on ${p.id}`), ...at(`after ${p.id}`)]),
    ...at('end'),
  ]
}

function placeOf({ paragraphId, afterId }: CompiledProposal, known: ReadonlySet<string>): string {
  if (paragraphId !== null) return known.has(paragraphId) ? `on ${paragraphId}` : 'end'
  if (afterId === null) return 'beginning'
  return known.has(afterId) ? `after ${afterId}` : 'end'
}

function proposalRow({
  id,
  ref,
  paragraphId,
  text,
  delegation,
  supporters,
}: CompiledProposal): VersionParagraph {
  const support = supporters.length > 0 ? `, supported by ${supporters.join(', ')}` : ''
  const what = paragraphId === null ? 'New paragraph proposed by' : 'Proposed by'
  return { id, number: ref, kind: 'sub', heading: `${what} ${delegation}${support}`, text }
}
