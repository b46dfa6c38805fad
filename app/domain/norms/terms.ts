import type { ParagraphId } from '../ids'
import type { Findable, Span } from './bracket-place'
import { segmentWords, wordSegmenter } from './segment-words'

/** A term as it was marked in the paragraph that defines it. */
export interface DefinitionRow {
  id: string
  paragraphId: ParagraphId
  term: string
  anchorStart: string
  anchorEnd: string
}

/** N21: terms are the same whatever their case, width or spacing. */
export const foldTerm = (words: string): string =>
  words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

/** The part of a selection that can be a term: no quotation marks, spaces or stops around it; null: none. */
export function trimTerm(text: string, { start, end }: Span): Span | null {
  const words = text.slice(start, end)
  const lead = /^[\s\p{P}\p{S}]*/u.exec(words)![0].length
  const tail = /[\s\p{P}\p{S}]*$/u.exec(words)![0].length
  const span = { start: start + lead, end: end - tail }
  if (span.end <= span.start) return null
  return /[[\]\n]/u.test(text.slice(span.start, span.end)) ? null : span
}

/** Terms made ready to be looked for in many texts of one language. */
export interface TermIndex {
  lang: string
  byFirstWord: ReadonlyMap<string, readonly { id: string; pieces: readonly string[] }[]>
  firstWords: readonly string[]
}

/** Of one term defined twice, the definition that comes first. */
export function indexTerms(definitions: readonly { id: string; term: string }[], lang: string): TermIndex {
  const byFirstWord = new Map<string, { id: string; pieces: string[] }[]>()
  const known = new Set<string>()
  for (const { id, term } of definitions) {
    const folded = foldTerm(term)
    const pieces = segmentWords(folded, lang)
    if (folded === '' || known.has(folded)) continue
    known.add(folded)
    byFirstWord.set(pieces[0]!, [...(byFirstWord.get(pieces[0]!) ?? []), { id, pieces }])
  }
  // the longest term first: what stands within it is not found on its own
  for (const terms of byFirstWord.values()) terms.sort((a, b) => b.pieces.length - a.pieces.length)
  return { lang, byFirstWord, firstWords: [...byFirstWord.keys()] }
}

export interface TermUse extends Span {
  id: string
}

/** N21: where defined terms are used in a text, longest first, whole words only. */
export function findTerms(text: string, { lang, byFirstWord, firstWords }: TermIndex): TermUse[] {
  const folded = foldTerm(text)
  // most texts use no term: they are not taken apart into words
  if (!firstWords.some((word) => folded.includes(word))) return []
  const pieces = Array.from(wordSegmenter(lang).segment(text), ({ segment, index }) => ({
    words: segment.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' '),
    start: index,
    end: index + segment.length,
  }))
  const uses: TermUse[] = []
  for (let at = 0; at < pieces.length; at++) {
    const term = byFirstWord
      .get(pieces[at]!.words)
      ?.find((t) => t.pieces.every((piece, i) => pieces[at + i]?.words === piece))
    if (!term) continue
    const last = at + term.pieces.length - 1
    uses.push({ id: term.id, start: pieces[at]!.start, end: pieces[last]!.end })
    at = last
  }
  return uses
}

export interface LocatedDefinition extends Span {
  id: string
}

/** Where each term stands in the paragraph that defines it; absent: its words are no longer there. */
export function locateDefinitions(
  rows: readonly DefinitionRow[],
  { text, find }: Findable,
): LocatedDefinition[] {
  return rows.flatMap(({ id, term, anchorStart, anchorEnd }) => {
    const start = find(anchorStart)
    const last = find(anchorEnd)
    const stands = start !== null && last !== null && foldTerm(text.slice(start, last + 1)) === foldTerm(term)
    if (stands) return [{ id, start, end: last + 1 }]
    const at = text.indexOf(term)
    return at < 0 || text.indexOf(term, at + 1) >= 0 ? [] : [{ id, start: at, end: at + term.length }]
  })
}

export interface ListedTerm {
  term: string
  /** The paragraphs that define it, in order; a removed one is left out. */
  definedIn: ParagraphId[]
  /** How often it is used outside of them. */
  uses: number
  /** The first paragraph that uses it, where that stands before the first that defines it. */
  usedBefore: ParagraphId | null
}

/** N21: every defined term with what is odd about it, in the order of their definitions. */
export function listTerms(
  definitions: readonly { id: string; term: string; paragraphId: ParagraphId }[],
  paragraphs: readonly { id: ParagraphId; text: string }[],
  lang: string,
): ListedTerm[] {
  const position = new Map(paragraphs.map((p, i) => [p.id, i]))
  const place = (id: ParagraphId) => position.get(id) ?? Number.POSITIVE_INFINITY
  const inOrder = [...definitions].sort((a, b) => place(a.paragraphId) - place(b.paragraphId))
  const groups = new Map<string, { ids: Set<string>; listed: ListedTerm }>()
  for (const { id, term, paragraphId } of inOrder) {
    const group = groups.get(foldTerm(term)) ?? {
      ids: new Set(),
      listed: { term, definedIn: [], uses: 0, usedBefore: null },
    }
    group.ids.add(id)
    if (position.has(paragraphId)) group.listed.definedIn.push(paragraphId)
    groups.set(foldTerm(term), group)
  }
  const index = indexTerms(inOrder, lang)
  const ofId = new Map([...groups.values()].flatMap(({ ids, listed }) => [...ids].map((id) => [id, listed])))
  for (const { id, text } of paragraphs)
    for (const use of findTerms(text, index)) {
      const listed = ofId.get(use.id)!
      if (listed.definedIn.includes(id)) continue
      listed.uses++
      const first = listed.definedIn[0]
      if (listed.usedBefore === null && first !== undefined && place(id) < place(first))
        listed.usedBefore = id
    }
  return [...groups.values()].map(({ listed }) => listed)
}
