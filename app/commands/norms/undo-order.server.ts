import { normLimits } from '~/domain/norms/norm'
import { ok, refuse } from '~/domain/result'
import { anchored } from '~db/stores/anchored'
import { othersWroteSince } from '~db/stores/joined-words'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Change } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'
import { type ParagraphAtRefusal, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'
import type { Inverse } from './undo-act.server'

export type OrderRefusal =
  | NormAtRefusal
  | ParagraphAtRefusal
  | { code: 'moved-since' | 'changed-since' | 'written-since' | 'in-use-since' | 'not-removed' }
  | { code: 'too-many-paragraphs'; limit: number }

/** The paragraph goes back past the one it went past, as long as the two stand side by side. */
export const undoMove: Inverse<'parley-v1/paragraph.moved', OrderRefusal> = async (of) => {
  const { deps, change, ref, act, undoes } = of
  const at = await paragraphAt(change, { ref, paragraphId: act.paragraph }, 'arrange')
  if (!at.ok) return at
  const { norm, rows, index, row, by } = at.value
  const direction = act.direction === 'up' ? 'down' : 'up'
  const position = direction === 'down' ? index + 1 : index - 1
  if (rows[position]?.id !== act.past) return refuse({ code: 'moved-since' })
  const others = rows.filter((p) => p.id !== row.id)
  await norms(change.c).arrange([...others.slice(0, position), row, ...others.slice(position)])
  const facts = { paragraph: row.id, position, direction, past: act.past, ...undoes }
  await change.record({ t: 'paragraph.moved', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: row.id })
}

/** Kind, heading and link are again what they were, unless somebody has changed them meanwhile. */
export const undoRevision: Inverse<'parley-v1/paragraph.revised', OrderRefusal> = async (of) => {
  const { deps, change, ref, act, undoes } = of
  const at = await paragraphAt(change, { ref, paragraphId: act.paragraph }, 'edit')
  if (!at.ok) return at
  const { norm, row, by } = at.value
  const now = { kind: row.kind, heading: row.heading, implements: row.implementsId }
  if (now.kind !== act.kind || now.heading !== act.heading || now.implements !== act.implements)
    return refuse({ code: 'changed-since' })
  const { kind, heading, implements: implementsId } = act.was
  await norms(change.c).reviseParagraph(row.id, { kind, heading, implementsId })
  const facts = { paragraph: row.id, ...act.was, was: now, ...undoes }
  await change.record({ t: 'paragraph.revised', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: row.id })
}

/** The very paragraph that was removed then, and by nobody again since, comes back behind the one it stood behind. */
export const undoRemoval: Inverse<'parley-v1/paragraph.removed', OrderRefusal> = async (of) => {
  const { deps, change, ref, act, undoes } = of
  const { c, record } = change
  const at = await normAt(change, ref, 'arrange')
  if (!at.ok) return at
  const { norm, by } = at.value
  const row = await norms(c).paragraph(act.paragraph)
  if (!row || !isRemovedAt(row, act.at)) return refuse({ code: 'not-removed' })
  const rows = await norms(c).paragraphs(norm.id)
  if (rows.length >= normLimits.paragraphs)
    return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
  const before = rows.findIndex((p) => p.id === act.after)
  const position = before >= 0 || act.after === null ? before + 1 : Math.min(row.position, rows.length)
  await norms(c).bringBack(row.id)
  await norms(c).arrange([...rows.slice(0, position), row, ...rows.slice(position)])
  const facts = { paragraph: row.id, position, head: await wordings(c).head(row.id), ...undoes }
  await record({ t: 'paragraph.restored', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: row.id })
}

/** A paragraph that was brought back leaves again, unless others have written in it since. */
export const undoRestoration: Inverse<'parley-v1/paragraph.restored', OrderRefusal> = async (of) => {
  const { change, ref, act, personId } = of
  const at = await paragraphAt(change, { ref, paragraphId: act.paragraph }, 'arrange')
  if (!at.ok) return at
  const since = { paragraphId: act.paragraph, seq: act.head, personId }
  if (await othersWroteSince(change.c, since)) return refuse({ code: 'written-since' })
  return takeAway(of, at.value)
}

/** A paragraph that was added leaves again, as long as nothing of others' is in it. */
export const undoAdding: Inverse<'parley-v1/paragraph.added', OrderRefusal> = async (of) => {
  const { change, ref, act, personId } = of
  const at = await paragraphAt(change, { ref, paragraphId: act.paragraph }, 'edit')
  if (!at.ok) return at
  if (await isInUse(change, at.value.row, personId)) return refuse({ code: 'in-use-since' })
  return takeAway(of, at.value)
}

type Found = Extract<Awaited<ReturnType<typeof paragraphAt>>, { ok: true }>['value']
type Taking = Pick<Parameters<typeof undoAdding>[0], 'deps' | 'change' | 'ref' | 'undoes'>

async function takeAway({ deps, change, ref, undoes }: Taking, { norm, rows, index, row, by }: Found) {
  await norms(change.c).removeParagraph(row.id, change.now)
  await norms(change.c).arrange(rows.filter((p) => p.id !== row.id))
  const facts = { paragraph: row.id, after: rows[index - 1]?.id ?? null, ...undoes }
  await change.record({ t: 'paragraph.removed', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: null })
}

/** Whether others have written in a paragraph that somebody added, or anything hangs on it. */
export async function isInUse(
  { c }: Pick<Change, 'c'>,
  { id }: ParagraphRow,
  personId: Whom,
): Promise<boolean> {
  const held = await anchored(c).brackets(id)
  const comments = await anchored(c).comments(id)
  if (held.length + comments.length + (await anchored(c).openSuggestions(id)) > 0) return true
  return othersWroteSince(c, { paragraphId: id, seq: 0, personId })
}
type Whom = Parameters<typeof othersWroteSince>[1]['personId']

/** Whether it is this very removal that has taken the paragraph out of the text. */
export const isRemovedAt = ({ removedAt }: ParagraphRow, at: string) => removedAt?.toISOString() === at
