import type { ParagraphId } from '~/domain/ids'
import { isSettled, normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { othersWroteSince } from '~db/stores/joined-words'
import { norms, type ParagraphRow } from '~db/stores/norms'
import type { TakenOut } from '~db/stores/put-back-words'
import { wordings } from '~db/stores/wordings'
import { type JoinRefusal, joinParagraphs, mayJoin } from './join-paragraphs.server'
import { type ParagraphAt, type ParagraphAtRefusal, paragraphAt } from './paragraph-at.server'
import { mayPart, type PartRefusal, partParagraphs } from './part-paragraphs.server'
import { renumberReferences } from './renumber-references.server'
import type { Inverse, Undoing, Undone } from './undo-act.server'
import { isInUse, isRemovedAt } from './undo-order.server'

export type WordsRefusal =
  | ParagraphAtRefusal
  | JoinRefusal
  | PartRefusal
  | { code: 'moved-since' | 'written-since' | 'in-use-since' | 'not-removed' }
  | { code: 'too-many-paragraphs'; limit: number }

interface Parting extends TakenOut {
  /** The paragraph that came of it, */
  paragraph: ParagraphId
  /** the one it came from, */
  into: ParagraphId
  /** and the last update of its words then. */
  head: number
}

/** A paragraph that was split off goes back into the one it came from, as long as others have not written in it. */
export async function rejoin(of: Undoing<Parting>): Promise<Result<Undone, WordsRefusal>> {
  const { deps, change, ref, act, undoes } = of
  const { c } = change
  const at = await paragraphAt(change, { ref, paragraphId: act.into }, 'edit')
  if (!at.ok) return at
  const { norm, rows, index, row: into, by } = at.value
  const row = rows.find((p) => p.id === act.paragraph)
  if (!row) return refuse({ code: 'no-such-paragraph' })
  const may = await mayRejoin(of, { rows, row, into })
  if (!may.ok) return may
  const isBefore = rows[index - 1] === row
  const joined = await joinParagraphs(deps, change, { by, row, into, taken: act })
  await norms(c).arrange(rows.filter((p) => p.id !== row.id))
  const facts = { ...joined, isBefore, ...undoes }
  await change.record({ t: 'paragraph.merged', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: into.id })
}

async function mayRejoin(
  { change, act, personId }: Pick<Undoing<Parting>, 'change' | 'act' | 'personId'>,
  { rows, row, into }: { rows: readonly ParagraphRow[]; row: ParagraphRow; into: ParagraphRow },
): Promise<Result<null, WordsRefusal>> {
  const { c } = change
  const apart = rows.indexOf(row) - rows.indexOf(into)
  if (apart !== 1 && apart !== -1) return refuse({ code: 'moved-since' })
  const since = { paragraphId: row.id, seq: act.head, personId }
  if (await othersWroteSince(c, since)) return refuse({ code: 'written-since' })
  // Enter at the very start put an empty one before
  if (apart === -1 && (await wordings(c).text(row.id)) !== '') return refuse({ code: 'written-since' })
  const may = await mayJoin(change, { row, into, seam: () => act.seam })
  return may.ok ? ok(null) : may
}

/** A merged paragraph comes back beside the one its words went into. */
export const undoMerge: Inverse<'parley-v1/paragraph.merged', WordsRefusal> = async (of) => {
  const { deps, change, ref, act, personId, undoes } = of
  const { c } = change
  const at = await paragraphAt(change, { ref, paragraphId: act.into }, 'edit')
  if (!at.ok) return at
  const { norm, rows, index, row: into, by } = at.value
  const row = await norms(c).paragraph(act.paragraph)
  if (!row || !isRemovedAt(row, act.at)) return refuse({ code: 'not-removed' })
  const room = hasRoom(rows, 1)
  if (!room.ok) return room
  const may = await mayPart(change, { into, row, joined: act }, personId)
  if (!may.ok) return may
  const parted = await partParagraphs(deps, change, { ...may.value, by })
  const position = act.isBefore ? index : index + 1
  await norms(c).arrange([...rows.slice(0, position), row, ...rows.slice(position)])
  await change.record({ t: 'paragraph.parted', ...by, on: `norm/${ref}`, facts: { ...parted, ...undoes } })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: row.id })
}

const hasRoom = (rows: readonly ParagraphRow[], more: number) =>
  rows.length + more > normLimits.paragraphs
    ? refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs } as const)
    : ok(null)

/** Pasted paragraphs leave again, and what stood behind them goes back to where it was. */
export const undoLines: Inverse<'parley-v1/paragraph.lines-added', WordsRefusal> = async (of) => {
  const { deps, change, ref, act, personId, undoes } = of
  const { c, now } = change
  const at = await paragraphAt(change, { ref, paragraphId: act.after }, 'edit')
  if (!at.ok) return at
  const { norm, rows, row: after, by } = at.value
  const lines = await unused(of, at.value)
  if (!lines.ok) return lines
  const left = rows.filter((p) => !act.paragraphs.includes(p.id))
  const rest = left.find((p) => p.id === act.rest)
  if (act.rest && !rest) return refuse({ code: 'no-such-paragraph' })
  const behind = { change, personId, act: { ...act, paragraph: act.rest!, into: after.id, head: 1 } }
  const may = rest ? await mayRejoin(behind, { rows: left, row: rest, into: after }) : ok(null)
  if (!may.ok) return may
  const joined = rest && (await joinParagraphs(deps, change, { by, row: rest, into: after, taken: act }))
  for (const { id } of lines.value) await norms(c).removeParagraph(id, now)
  await norms(c).arrange(left.filter((p) => p !== rest))
  const { seq = null, seam = '', carried = [], references = [] } = joined ?? {}
  const { paragraphs, rest: behindThem } = act
  const facts = { after: after.id, paragraphs, rest: behindThem, seq, seam, carried, references, ...undoes }
  await change.record({ t: 'paragraph.lines-removed', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: after.id })
}

/** The pasted paragraphs, none of which others have settled, written in or hung anything on. */
async function unused(
  { change, act, personId }: Pick<Parameters<typeof undoLines>[0], 'change' | 'act' | 'personId'>,
  { rows }: ParagraphAt,
): Promise<Result<ParagraphRow[], WordsRefusal>> {
  const lines = rows.filter((p) => act.paragraphs.includes(p.id))
  if (lines.length < act.paragraphs.length) return refuse({ code: 'no-such-paragraph' })
  for (const line of lines) {
    if (isSettled(line.state)) return refuse({ code: 'paragraph-closed' })
    if (await isInUse(change, line, personId)) return refuse({ code: 'in-use-since' })
  }
  return ok(lines)
}

/** They come back, and what stood behind them is theirs to follow again. */
export const undoLinesRemoval: Inverse<'parley-v1/paragraph.lines-removed', WordsRefusal> = async (of) => {
  const { deps, change, ref, act, personId, undoes } = of
  const { c } = change
  const at = await paragraphAt(change, { ref, paragraphId: act.after }, 'edit')
  if (!at.ok) return at
  const { norm, rows, index, row: after, by } = at.value
  const back: ParagraphRow[] = []
  for (const id of [...act.paragraphs, ...(act.rest ? [act.rest] : [])]) {
    const row = await norms(c).paragraph(id)
    if (!row || !isRemovedAt(row, act.at)) return refuse({ code: 'not-removed' })
    back.push(row)
  }
  const room = hasRoom(rows, back.length)
  if (!room.ok) return room
  const rest = act.rest ? back.at(-1) : undefined
  const may = rest && (await mayPart(change, { into: after, row: rest, joined: act }, personId))
  if (may && !may.ok) return may
  const parted = may && (await partParagraphs(deps, change, { ...may.value, by }))
  for (const { id } of back) await norms(c).bringBack(id)
  await norms(c).arrange([...rows.slice(0, index + 1), ...back, ...rows.slice(index + 1)])
  const { seq = null, seam = '' } = parted ?? {}
  const { paragraphs, rest: behindThem } = act
  const facts = { after: after.id, paragraphs, rest: behindThem, seq, seam, carried: [], ...undoes }
  await change.record({ t: 'paragraph.lines-added', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: back[0]!.id })
}
