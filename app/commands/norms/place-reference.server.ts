import type { NormId, ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { numbered } from '~/domain/norms/numbering'
import {
  formOf,
  locateReferences,
  placesOf,
  type ReferenceForm,
  referenceLimits,
  spellNumber,
} from '~/domain/norms/references'
import { ok, type Result, refuse } from '~/domain/result'
import { type Draft, drafts } from '~db/stores/drafts'
import { references } from '~db/stores/references'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'

export type PlaceReferenceInput = ParagraphPlace & {
  targetId: ParagraphId
  /** Marks on the first and the last character of a number that stands in the text. */
  start?: string | undefined
  end?: string | undefined
  /** A number that stands in the text once: it becomes the reference. */
  words?: string | undefined
  /** The words, found once, after which the number is put; without anything, it goes to the end. */
  after?: string | undefined
}
export type PlaceReferenceRefusal =
  | ParagraphAtRefusal
  | { code: 'no-such-reference-target' }
  | { code: 'no-number-there' }
  | { code: 'no-such-words' }
  | { code: 'text-too-long'; limit: number }
  | { code: 'too-many-references'; limit: number }

interface Place {
  start: number
  end: number
  form: ReferenceForm
}

/** N20: a number in the text names a paragraph of the norm, and from now on follows it. */
export function placeReference(
  deps: Deps,
  actor: Actor,
  input: PlaceReferenceInput,
): Promise<Result<{ id: string; entryIndex: number; actIndex: number }, PlaceReferenceRefusal>> {
  return write<{ id: string }, PlaceReferenceRefusal>(deps, actor, async (change) => {
    const { c, now, who } = change
    const at = await paragraphAt(change, input, 'edit')
    if (!at.ok) return at
    const { norm, row, rows, by } = at.value
    const target = numbered(rows).find((p) => p.id === input.targetId)
    if (!target) return refuse({ code: 'no-such-reference-target' })
    const draft = await drafts(c).open(row.id, deps.random)
    const place = placeIn(draft, input, target.number)
    if (!place.ok) return place
    const written = spellNumber(target.number, place.value.form)
    const room = await makeRoom(change, { paragraphId: row.id, normId: norm.id, draft }, place.value)
    if (!room.ok) return room
    const stood = draft.text().slice(place.value.start, place.value.end)
    const { span, put } = writeNumber(draft, place.value, written)
    if (draft.text().length > normLimits.text)
      return refuse({ code: 'text-too-long', limit: normLimits.text })
    await references(c).remove(room.value)
    const writer = { personId: who?.personId ?? null, delegationId: by.delegation ?? null }
    await draft.save({ ...writer, at: now })
    const id = deps.newId()
    await references(c).add({
      id,
      paragraphId: row.id,
      targetId: target.id,
      form: place.value.form,
      written,
      anchorStart: draft.anchor(span.start),
      anchorEnd: draft.anchor(span.end - 1),
      placedBy: writer.personId,
      placedAt: now,
    })
    const over = room.value.length > 0 || (stood !== '' && stood !== written)
    const facts = { reference: id, paragraph: row.id, target: target.id, written, put, over }
    await change.record({ t: 'reference.placed', ...by, on: `norm/${norm.ref}`, facts })
    return ok({ id })
  })
}

function placeIn(
  draft: Draft,
  { start, end, words, after }: PlaceReferenceInput,
  number: string,
): Result<Place, { code: 'no-number-there' } | { code: 'no-such-words' }> {
  const text = draft.text()
  if (start !== undefined && end !== undefined) {
    const [first, last] = [draft.find(start), draft.find(end)]
    if (first === null || last === null || last < first) return refuse({ code: 'no-number-there' })
    return numberAt(text, first, last + 1, number)
  }
  if (words !== undefined) {
    const [only, more] = placesOf(text, words)
    if (!only || more) return refuse({ code: 'no-number-there' })
    return numberAt(text, only.start, only.end, number)
  }
  const at = after === undefined ? text.length : onlyEnd(text, after)
  return at === null ? refuse({ code: 'no-such-words' }) : ok({ start: at, end: at, form: 'full' })
}

function numberAt(text: string, start: number, end: number, number: string) {
  const form = formOf(text.slice(start, end), number)
  return form ? ok({ start, end, form }) : refuse({ code: 'no-number-there' } as const)
}

function onlyEnd(text: string, words: string): number | null {
  const at = text.indexOf(words)
  return at < 0 || text.indexOf(words, at + 1) >= 0 ? null : at + words.length
}

/** The number as it is now, where it is not written yet; put in anew it is set off by a space: `put` says by which. */
function writeNumber(draft: Draft, { start, end }: Place, written: string) {
  const text = draft.text()
  if (text.slice(start, end) === written) return { span: { start, end }, put: null }
  const isNew = start === end
  const lead = isNew && start > 0 && !/[\s([]$/u.test(text.slice(0, start)) ? ' ' : ''
  const tail = isNew && /^[\p{L}\p{Nd}]/u.test(text.slice(end)) ? ' ' : ''
  draft.insert(end, lead + written + tail)
  draft.remove(start, end - start)
  const span = { start: start + lead.length, end: start + lead.length + written.length }
  return { span, put: isNew ? { lead, tail } : null }
}

interface Room {
  paragraphId: ParagraphId
  normId: NormId
  draft: Draft
}

/** A number is one reference: which ones make room for it. */
async function makeRoom(
  { c }: Change,
  { paragraphId, normId, draft }: Room,
  { start, end }: Place,
): Promise<Result<string[], { code: 'too-many-references'; limit: number }>> {
  const own = await references(c).ofParagraph(paragraphId)
  const there = locateReferences(own, { text: draft.text(), find: draft.find }, new Map())
  const before = there.filter((r) => r.start < end && r.end > start).map((r) => r.id)
  const { inParagraph, inNorm } = referenceLimits
  if (there.length - before.length >= inParagraph)
    return refuse({ code: 'too-many-references', limit: inParagraph })
  if ((await references(c).countOf(normId)) - before.length >= inNorm)
    return refuse({ code: 'too-many-references', limit: inNorm })
  return ok(before)
}
