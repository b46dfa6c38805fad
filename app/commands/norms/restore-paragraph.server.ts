import { type ActOf, UndoableAct } from '~/contracts/undo'
import type { ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'
import type { ParagraphPlace } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'
import { undoMerge, type WordsRefusal } from './undo-words.server'

export type RestoreParagraphRefusal =
  | NormAtRefusal
  | { code: 'no-such-paragraph' | 'not-removed' }
  | { code: 'too-many-paragraphs'; limit: number }
  | WordsRefusal

/**
 * N6: a removed paragraph comes back where it stood, or at the end of a text that has become shorter. One that was
 * merged comes back beside the one its words are in, and they leave that: they are never in both.
 */
export function restoreParagraph(
  deps: Deps,
  actor: Actor,
  { ref, paragraphId }: ParagraphPlace,
): Promise<Result<{ position: number; entryIndex: number; actIndex: number }, RestoreParagraphRefusal>> {
  return write<{ position: number }, RestoreParagraphRefusal>(deps, actor, async (change) => {
    const { c, record, who } = change
    const at = await normAt(change, ref, 'arrange')
    if (!at.ok) return at
    const { norm, by } = at.value
    const row = await norms(c).paragraph(paragraphId)
    if (row?.normId !== norm.id) return refuse({ code: 'no-such-paragraph' })
    if (row.removedAt === null) return refuse({ code: 'not-removed' })
    const merged = await mergingOf(c, ref, { id: row.id, at: row.removedAt })
    if (merged) {
      const of = { deps, change, ref, act: merged, personId: who?.personId ?? null, undoes: {} }
      const parted = await undoMerge(of)
      return parted.ok ? ok({ position: (await norms(c).paragraph(row.id))!.position }) : parted
    }
    const rows = await norms(c).paragraphs(norm.id)
    if (rows.length >= normLimits.paragraphs)
      return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
    const position = Math.min(row.position, rows.length)
    await norms(c).bringBack(row.id)
    await norms(c).arrange([...rows.slice(0, position), row, ...rows.slice(position)])
    const facts = { paragraph: row.id, position, head: await wordings(c).head(row.id) }
    await record({ t: 'paragraph.restored', ...by, on: `norm/${ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ position })
  })
}

/** How the paragraph's words went into another one at that instant; null where it was only removed. */
async function mergingOf(
  c: Change['c'],
  ref: string,
  { id, at }: { id: ParagraphId; at: Date },
): Promise<ActOf<'parley-v1/paragraph.merged'> | null> {
  const names = ['parley-v1/paragraph.merged', 'parley-v1/paragraph.lines-removed']
  for (const { body } of await ledger(c).at(`norm/${ref}`, at, names)) {
    const act = UndoableAct.safeParse(JSON.parse(body)).data
    if (act?.t === 'parley-v1/paragraph.merged' && act.paragraph === id) return act
    if (act?.t === 'parley-v1/paragraph.lines-removed' && act.rest === id)
      return { ...act, t: 'parley-v1/paragraph.merged', paragraph: id, into: act.after, isBefore: false }
  }
  return null
}
