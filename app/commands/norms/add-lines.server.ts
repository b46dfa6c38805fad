import type { ParagraphId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { normLimits } from '~/domain/norms/norm'
import { cutAt } from '~/domain/norms/split-text'
import { ok, type Result, refuse } from '~/domain/result'
import { openWords } from '~db/stores/carried-words'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { type CarryRefusal, mayCarry, partsBrackets } from './carry-paragraph.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'
import { addNext, type CarriedTail, carryTail, nothingCarried } from './split-paragraph.server'

export type AddLinesInput = ParagraphPlace & {
  /** One paragraph each, none of them empty; bounded by the contract. */
  lines: readonly string[]
  /** Where in the paragraph's text they were pasted; what stands behind it comes after them. Without it: its end. */
  place?: string | undefined
}
export type AddLinesRefusal =
  | ParagraphAtRefusal
  | CarryRefusal
  | { code: 'too-many-paragraphs'; limit: number }
  | { code: 'no-such-place' | 'inside-a-bracket' }

/** N11: many lines at once become paragraphs of the same kind after the one named, in one act. */
export function addLines(
  deps: Deps,
  actor: Actor,
  { lines, place, ...where }: AddLinesInput,
): Promise<Result<{ ids: ParagraphId[]; entryIndex: number; actIndex: number }, AddLinesRefusal>> {
  return write<{ ids: ParagraphId[] }, AddLinesRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await paragraphAt(change, where, 'edit')
    if (!at.ok) return at
    const { norm, rows, index, row, by } = at.value
    // the words behind the place may need one more
    if (rows.length + lines.length + 1 > normLimits.paragraphs)
      return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
    const tail = await splitBehind(deps, change, { ...at.value, place })
    if (!tail.ok) return tail
    const following = tail.value.row ? [tail.value.row, ...rows.slice(index + 1)] : rows.slice(index + 1)
    const added = lines.map(
      (_, i): ParagraphRow => ({
        ...row,
        id: deps.newId() as ParagraphId,
        position: index + 1 + i,
        heading: '',
        implementsId: null,
        state: 'open',
        stateSince: null,
        confirmBy: null,
      }),
    )
    const writer = { personId: who?.personId ?? null, delegationId: by.delegation ?? null, at: now }
    for (const [i, paragraph] of added.entries()) {
      await norms(c).addParagraph(paragraph)
      await wordings(c).create(paragraph.id, lines[i]!, writer)
    }
    await norms(c).arrange([...rows.slice(0, index + 1), ...added, ...following])
    const ids = added.map((p) => p.id)
    const { row: rest, ...carried } = tail.value
    const facts = { after: row.id, paragraphs: ids, rest: rest?.id ?? null, ...carried }
    await record({ t: 'paragraph.lines-added', ...by, on: `norm/${where.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ ids })
  })
}

interface Tail extends CarriedTail {
  row: ParagraphRow | null
}
type TailRefusal = CarryRefusal | { code: 'no-such-place' | 'inside-a-bracket' }

/** What stands behind the place becomes a paragraph of its own; nothing, where nothing stands there. */
async function splitBehind(
  deps: Deps,
  change: Change,
  { rows, index, row, by, place }: { place: string | undefined } & PlacedRow,
): Promise<Result<Tail, TailRefusal>> {
  if (place === undefined) return ok({ row: null, ...nothingCarried })
  const words = await openWords(change.c, row.id)
  const at = words.indexOf(place)
  if (at === null) return refuse({ code: 'no-such-place' })
  const cut = cutAt(words.text, at)
  if (cut.tail === words.text.length) return ok({ row: null, ...nothingCarried })
  const may = await mayCarry(change, row.id)
  if (!may.ok) return may
  if (await partsBrackets(change.c, words, cut)) return refuse({ code: 'inside-a-bracket' })
  const id = await addNext(deps, change, { row, rows, position: index + 1 })
  const carried = await carryTail(deps, change, { words, place: at, id, by })
  // its position is settled with those of the lines
  return ok({ row: { ...(await norms(change.c).paragraph(id))!, position: -1 }, ...carried })
}

interface PlacedRow {
  rows: ParagraphRow[]
  index: number
  row: ParagraphRow
  by: NormCapacity
}
