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

/** A stretch of words that has been written anew elsewhere: what stood at `start` now stands at `at`. */
export interface Carried {
  /** The text the words stood in, as it was. */
  from: OpenWords
  start: number
  to: OpenWords
  at: number
}

/** N10, N20: brackets held on the words, comments on spans and references in them go along; which comments did. */
export async function carryHolders(
  c: Conn,
  carried: Carried,
  { wholeToo }: { wholeToo: boolean },
): Promise<string[]> {
  const { from, start, to } = carried
  for (const bracket of await anchored(c).brackets(from.paragraphId)) {
    const index = spanStart(from, bracket) ?? quoteStart(from.text, bracket.quote)
    if (index === null ? wholeToo : index >= start)
      await anchored(c).moveBracket(bracket.id, to.paragraphId, spanThere(carried, bracket))
  }
  const refs: string[] = []
  for (const comment of await anchored(c).comments(from.paragraphId)) {
    const span = wordsOf(from, comment)
    const index = span?.start ?? spanStart(from, comment)
    if (index === null ? !wholeToo : index < start) continue
    const there = span ? to.spanAt(shifted(carried, span)) : spanThere(carried, comment)
    await anchored(c).moveComment(comment.id, to.paragraphId, there)
    refs.push(comment.ref)
  }
  await carryReferences(c, carried)
  return refs
}

/** N20, N21: numbers and terms mean what they meant where they stand now. */
async function carryReferences(c: Conn, { from, start, to, at }: Carried) {
  const rows = await references(c).ofParagraph(from.paragraphId)
  const there = (index: number) => to.anchorAt(index - start + at)
  for (const reference of locateReferences(rows, from, new Map()))
    if (reference.start >= start)
      await references(c).change(reference.id, {
        paragraphId: to.paragraphId,
        anchorStart: there(reference.start),
        anchorEnd: there(reference.end - 1),
      })
  const defined = await definitions(c).ofParagraph(from.paragraphId)
  for (const definition of locateDefinitions(defined, from))
    if (definition.start >= start)
      await definitions(c).move(definition.id, {
        paragraphId: to.paragraphId,
        anchorStart: there(definition.start),
        anchorEnd: there(definition.end - 1),
      })
}

/** C10: where the words of a comment stand; null where it is on no words, or they are gone. */
const wordsOf = (from: OpenWords, comment: Span & { quote: string | null }) =>
  comment.quote === null ? null : locateWords(from.text, comment.quote, from.spanOf(comment))

const shifted = ({ start, at }: Carried, span: { start: number; end: number }) => ({
  start: Math.max(0, span.start - start) + at,
  end: Math.max(0, span.end - start) + at,
})

const spanStart = (from: OpenWords, { anchorStart }: Span) =>
  anchorStart === null ? null : from.indexOf(anchorStart)

const quoteStart = (text: string, quote: string): number | null =>
  findBrackets(text).pairs.find((pair) => pair.quote === quote)?.start ?? null

function spanThere({ from, start, to, at }: Carried, { anchorStart, anchorEnd }: Span): Span {
  const there = (anchor: string | null) => {
    const index = anchor === null ? null : from.indexOf(anchor)
    return index === null ? null : to.anchorAt(Math.max(0, index - start) + at, anchor!)
  }
  const span = { anchorStart: there(anchorStart), anchorEnd: there(anchorEnd) }
  return span.anchorStart && span.anchorEnd ? span : { anchorStart: null, anchorEnd: null }
}
