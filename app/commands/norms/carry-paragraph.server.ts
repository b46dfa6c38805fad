import { locateWords } from '~/domain/comments/commented-words'
import { mayDocument } from '~/domain/documents/may-document'
import type { ParagraphId } from '~/domain/ids'
import { findBrackets } from '~/domain/norms/brackets'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { locateReferences } from '~/domain/norms/references'
import { type Cut, partsBracket } from '~/domain/norms/split-text'
import { locateDefinitions } from '~/domain/norms/terms'
import { ok, type Result, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { anchored, type Span } from '~db/stores/anchored'
import type { Carrier, OpenWords } from '~db/stores/carried-words'
import { definitions } from '~db/stores/definitions'
import { references } from '~db/stores/references'
import { wordings } from '~db/stores/wordings'
import type { Deps } from '../deps.server'
import type { Change } from '../write.server'

export type CarryRefusal =
  | { code: 'paragraph-closed' }
  | { code: 'suggest-only' }
  | { code: 'open-suggestions'; suggestions: number }

/** Whether the wording of a paragraph may be taken apart now: it may be written, and nothing suggested hangs on it. */
export async function mayCarry(
  { c, who }: Pick<Change, 'c' | 'who'>,
  paragraphId: ParagraphId,
): Promise<Result<null, CarryRefusal>> {
  const place = (await wordings(c).places([paragraphId])).get(paragraphId) ?? null
  const may = who === null ? ok(null) : mayDocument(who, 'write', place)
  if (!may.ok) return refuse({ code: may.error === 'suggest-only' ? 'suggest-only' : 'paragraph-closed' })
  const suggestions = await anchored(c).openSuggestions(paragraphId)
  return suggestions > 0 ? refuse({ code: 'open-suggestions', suggestions }) : ok(null)
}

/**
 * N10: whether a cut would part a bracket from its partner, or alternatives of one held bracket from each other:
 * these are pairs side by side, and every cut between them leaves the pairs whole.
 */
export async function partsBrackets(c: Conn, words: OpenWords, cut: Cut): Promise<boolean> {
  if (partsBracket(words.text, cut)) return true
  const held = await anchored(c).brackets(words.paragraphId)
  return held.some(({ anchorStart, anchorEnd }) => {
    const start = anchorStart === null ? null : words.indexOf(anchorStart)
    const last = anchorEnd === null ? null : words.indexOf(anchorEnd)
    if (start === null || last === null || words.text[start] !== '[' || words.text[last] !== ']') return false
    return start < cut.head && last >= cut.tail
  })
}

export const carrierOf = (deps: Deps, { who, now }: Change, by: NormCapacity): Carrier => ({
  personId: who?.personId ?? null,
  delegationId: by.delegation ?? null,
  at: now,
  random: deps.random,
})

/** A stretch of words that is written anew elsewhere. */
export interface Carried {
  /** The text the words stood in, as it was. */
  from: OpenWords
  start: number
  /** Absent: it goes to the end of the text. */
  end?: number | undefined
  to: OpenWords
  /** Where a character that stood at an index of `from` stands in `to`. */
  there(index: number): number
}

/** What goes along although no place in the text says so: comments by reference, brackets by id. */
export type AlsoCarried = (name: string) => boolean

/** N10, N20: brackets held on the words, comments on spans and references in them go along; which ones did, by name. */
export async function carryHolders(c: Conn, carried: Carried, also: AlsoCarried): Promise<string[]> {
  const { from, to } = carried
  const goes = (index: number | null, name: string) =>
    index === null ? also(name) : isWithin(carried, index)
  const names: string[] = []
  for (const bracket of await anchored(c).brackets(from.paragraphId)) {
    const index = spanStart(from, bracket) ?? quoteStart(from.text, bracket.quote)
    if (!goes(index, bracket.id)) continue
    await anchored(c).moveBracket(bracket.id, to.paragraphId, spanThere(carried, bracket))
    names.push(bracket.id)
  }
  for (const comment of await anchored(c).comments(from.paragraphId)) {
    const span = wordsOf(from, comment)
    if (!goes(span?.start ?? spanStart(from, comment), comment.ref)) continue
    const there = span ? to.spanAt(shifted(carried, span)) : spanThere(carried, comment)
    await anchored(c).moveComment(comment.id, to.paragraphId, there)
    names.push(comment.ref)
  }
  await carryReferences(c, carried)
  return names
}

const isWithin = ({ start, end }: Carried, index: number) =>
  index >= start && (end === undefined || index < end)

/** N20, N21: numbers and terms mean what they meant where they stand now. */
async function carryReferences(c: Conn, carried: Carried) {
  const { from, to } = carried
  const rows = await references(c).ofParagraph(from.paragraphId)
  const there = (index: number) => to.anchorAt(carried.there(index))
  for (const reference of locateReferences(rows, from, new Map()))
    if (isWithin(carried, reference.start))
      await references(c).change(reference.id, {
        paragraphId: to.paragraphId,
        anchorStart: there(reference.start),
        anchorEnd: there(reference.end - 1),
      })
  const defined = await definitions(c).ofParagraph(from.paragraphId)
  for (const definition of locateDefinitions(defined, from))
    if (isWithin(carried, definition.start))
      await definitions(c).move(definition.id, {
        paragraphId: to.paragraphId,
        anchorStart: there(definition.start),
        anchorEnd: there(definition.end - 1),
      })
}

/** C10: where the words of a comment stand; null where it is on no words, or they are gone. */
const wordsOf = (from: OpenWords, comment: Span & { quote: string | null }) =>
  comment.quote === null ? null : locateWords(from.text, comment.quote, from.spanOf(comment))

const shifted = ({ there }: Carried, { start, end }: { start: number; end: number }) => ({
  start: there(start),
  end: there(end - 1) + 1,
})

const spanStart = (from: OpenWords, { anchorStart }: Span) =>
  anchorStart === null ? null : from.indexOf(anchorStart)

const quoteStart = (text: string, quote: string): number | null =>
  findBrackets(text).pairs.find((pair) => pair.quote === quote)?.start ?? null

function spanThere({ from, to, there }: Carried, { anchorStart, anchorEnd }: Span): Span {
  const anchorThere = (anchor: string | null) => {
    const index = anchor === null ? null : from.indexOf(anchor)
    return index === null ? null : to.anchorAt(there(index), anchor!)
  }
  const span = { anchorStart: anchorThere(anchorStart), anchorEnd: anchorThere(anchorEnd) }
  return span.anchorStart && span.anchorEnd ? span : { anchorStart: null, anchorEnd: null }
}
