import type { DelegationId } from '~/domain/ids'
import {
  type BracketPlace,
  crossesHeld,
  findSpan,
  outerPairs,
  type Span,
  type SpanRefusal,
  selectedSpan,
} from '~/domain/norms/bracket-place'
import { findBrackets } from '~/domain/norms/brackets'
import { mayHoldBracket, type NormCapacity } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import { forums } from '~db/stores/forums'
import type { NormRow } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import {
  anyParagraphAt,
  type ParagraphAtRefusal,
  type ParagraphPlace,
  unsettledParagraphAt,
} from '../norms/paragraph-at.server'
import { type Change, write } from '../write.server'
import { type BracketedText, openBracketed } from './bracketed-text.server'

export type PlaceBracketInput = ParagraphPlace & {
  /** A title is bracketed by way of any paragraph of its norm. Absent: the wording. */
  where?: BracketPlace | undefined
  /** A bracket that stands in the text already and that nobody holds: its words with their brackets. */
  quote?: string | undefined
  /** The words to put into brackets; without them and without a quote, all of the text. */
  words?: string | undefined
  /** Which of several places with these words, from 0. */
  nth?: number | undefined
  /** Marks on the first and the last selected character of the wording, instead of words. */
  first?: string | undefined
  last?: string | undefined
  /** Who holds it; absent: the delegation of whoever places it, or nobody. */
  holderId?: DelegationId | undefined
  reason: string
}
export type PlaceBracketRefusal =
  | ParagraphAtRefusal
  | SpanRefusal
  | { code: 'no-such-bracket' }
  | { code: 'already-held' }
  | { code: 'no-such-holder' }
  | { code: 'not-yours-to-hold' }
  | { code: 'text-too-long'; limit: number }

/** N7, N12: puts words into brackets, or takes brackets that stand there already, and says who cannot accept them and why. */
export function placeBracket(
  deps: Deps,
  actor: Actor,
  input: PlaceBracketInput,
): Promise<Result<{ id: string; entryIndex: number; actIndex: number }, PlaceBracketRefusal>> {
  return write<{ id: string }, PlaceBracketRefusal>(deps, actor, async (change) => {
    const { c, now, who } = change
    const { where = 'text', reason } = input
    const at = await (where === 'title' ? anyParagraphAt : unsettledParagraphAt)(change, input, 'edit')
    if (!at.ok) return at
    const { norm, row, by } = at.value
    const holder = await holderOf(change, { norm, by }, input.holderId)
    if (!holder.ok) return holder
    const text = await openBracketed(deps, change, at.value, where)
    const span = input.quote === undefined ? surround(text, input) : standing(text, input.quote)
    if (!span.ok) return span
    const saved = await text.save()
    if (!saved.ok) return saved
    const id = deps.newId()
    const placed = { id, paragraphId: row.id, holderId: holder.value, reason, placedAt: now }
    await brackets(c).add({ ...placed, ...text.marks(span.value), placedBy: who?.personId ?? null })
    const made = input.quote === undefined
    const facts = { bracket: id, paragraph: row.id, holder: holder.value, where, made }
    await change.record({ t: 'bracket.placed', ...by, on: `norm/${input.ref}`, facts })
    return ok({ id })
  })
}

type HolderRefusal = { code: 'not-yours-to-hold' } | { code: 'no-such-holder' }

async function holderOf(
  { c }: Change,
  { norm, by }: { norm: NormRow; by: NormCapacity },
  wanted: DelegationId | undefined,
): Promise<Result<DelegationId | null, HolderRefusal>> {
  const holder = wanted ?? by.delegation ?? null
  if (!mayHoldBracket(by, holder)) return refuse({ code: 'not-yours-to-hold' })
  const seats = holder ? await forums(c).seats(norm.forumId) : []
  return !holder || seats.some((s) => s.delegationId === holder)
    ? ok(holder)
    : refuse({ code: 'no-such-holder' })
}

type Wanted = Pick<PlaceBracketInput, 'words' | 'nth' | 'first' | 'last'>

function surround(text: BracketedText, wanted: Wanted): Result<Span, SpanRefusal> {
  const found = wantedSpan(text, wanted)
  if (!found.ok) return found
  const { start, end } = found.value
  for (const held of text.spans.values())
    if (crossesHeld(text.text(), found.value, held)) return refuse({ code: 'crosses-bracket' })
  text.insert(end, ']')
  text.insert(start, '[')
  return ok({ start, end: end + 2 })
}

function wantedSpan(text: BracketedText, { words, nth, first, last }: Wanted): Result<Span, SpanRefusal> {
  if (first === undefined || last === undefined) return findSpan(text.text(), words, nth)
  const start = text.find(first)
  const end = text.find(last)
  if (start === null || end === null || end < start) return refuse({ code: 'no-such-words' })
  return selectedSpan(text.text(), { start, end: end + 1 })
}

function standing(
  text: BracketedText,
  quote: string,
): Result<Span, { code: 'no-such-bracket' } | { code: 'already-held' }> {
  const same = findBrackets(text.text()).pairs.filter((p) => p.quote === quote)
  if (same.length === 0) return refuse({ code: 'no-such-bracket' })
  // an alternative is part of the bracket that it stands in
  const held = new Set(
    [...text.spans.values()].flatMap((s) => outerPairs(text.text(), s).map((p) => p.start)),
  )
  const free = same.find((p) => !held.has(p.start))
  return free ? ok({ start: free.start, end: free.end }) : refuse({ code: 'already-held' })
}
