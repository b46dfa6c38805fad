import type { ParagraphId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { normLimits } from '~/domain/norms/norm'
import { cutAt, onlyPlace } from '~/domain/norms/split-text'
import { ok, type Result, refuse } from '~/domain/result'
import { carryWords, cutWords, type OpenWords, openWords } from '~db/stores/carried-words'
import { norms, type ParagraphRow } from '~db/stores/norms'
import type { TakenOut } from '~db/stores/put-back-words'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { type CarryRefusal, carrierOf, carryHolders, mayCarry, partsBrackets } from './carry-paragraph.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type SplitParagraphInput = ParagraphPlace & {
  /** A relative position in the live text, base64; it stays right whatever others write meanwhile. */
  place?: string | undefined
  /** The words with which the new paragraph begins, found exactly once. */
  words?: string | undefined
}
export type SplitParagraphRefusal =
  | ParagraphAtRefusal
  | CarryRefusal
  | { code: 'too-many-paragraphs'; limit: number }
  | { code: 'no-such-place' | 'inside-a-bracket' }

/** N10: what stands from the place on becomes the next paragraph; at the very start, an empty one goes before. */
export function splitParagraph(
  deps: Deps,
  actor: Actor,
  input: SplitParagraphInput,
): Promise<Result<{ id: ParagraphId; entryIndex: number; actIndex: number }, SplitParagraphRefusal>> {
  return write<{ id: ParagraphId }, SplitParagraphRefusal>(deps, actor, async (change) => {
    const { c, record } = change
    const at = await paragraphAt(change, input, 'edit')
    if (!at.ok) return at
    const { norm, rows, index, row, by } = at.value
    if (rows.length >= normLimits.paragraphs)
      return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
    const words = await openWords(c, row.id)
    const place = placeIn(words, input)
    if (place === null) return refuse({ code: 'no-such-place' })
    const position = place === 0 && words.text !== '' ? index : index + 1
    const ending = position === index || cutAt(words.text, place).tail === words.text.length
    const may = ending ? ok(null) : await mayCarry(change, row.id)
    if (!may.ok) return may
    if (await partsBrackets(c, words, cutAt(words.text, place))) return refuse({ code: 'inside-a-bracket' })
    const id = await addNext(deps, change, { row, rows, position })
    const tail = ending ? nothingCarried : await carryTail(deps, change, { words, place, id, by })
    const facts = { paragraph: row.id, created: id, position, ...tail }
    await record({ t: 'paragraph.split', ...by, on: `norm/${input.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ id })
  })
}

function placeIn({ text, indexOf }: OpenWords, { place, words }: SplitParagraphInput): number | null {
  if (place !== undefined) return indexOf(place)
  return words === undefined ? null : onlyPlace(text, words)
}

interface Next {
  row: ParagraphRow
  rows: readonly ParagraphRow[]
  position: number
}

/** A paragraph like another, without words yet. */
export async function addNext(deps: Deps, { c, now, who }: Change, { row, rows, position }: Next) {
  const added: ParagraphRow = {
    ...row,
    id: deps.newId() as ParagraphId,
    position,
    heading: '',
    implementsId: null,
    state: 'open',
    stateSince: null,
    confirmBy: null,
  }
  await norms(c).addParagraph(added)
  await norms(c).arrange([...rows.slice(0, position), added, ...rows.slice(position)])
  await wordings(c).create(added.id, '', { personId: who?.personId ?? null, at: now })
  return added.id
}

/** What a split has carried, as its entry says it: enough to take it back (D22). */
export interface CarriedTail extends TakenOut {
  /** Comments by reference, brackets by id. */
  carried: string[]
}
export const nothingCarried: CarriedTail = { seq: null, seam: '', carried: [] }

/** What stands from the place on goes to the paragraph `id`. */
export async function carryTail(
  deps: Deps,
  change: Change,
  { words, place, id, by }: { words: OpenWords; place: number; id: ParagraphId; by: NormCapacity },
): Promise<CarriedTail> {
  const { c } = change
  const carrier = carrierOf(deps, change, by)
  const { head, tail } = cutAt(words.text, place)
  const seam = words.text.slice(head, tail)
  const to = await openWords(c, id)
  await carryWords(c, { from: words, start: tail, to, glue: '' }, carrier)
  // read where everything stands before the words go
  const there = (index: number) => Math.max(0, index - tail)
  const carried = await carryHolders(c, { from: words, start: tail, to, there }, () => false)
  const seq = await cutWords(c, words, { start: head, end: words.text.length }, carrier)
  return { seq, seam, carried }
}
