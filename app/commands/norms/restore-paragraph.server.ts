import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'
import type { ParagraphPlace } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type RestoreParagraphRefusal =
  | NormAtRefusal
  | { code: 'no-such-paragraph' | 'not-removed' }
  | { code: 'too-many-paragraphs'; limit: number }

/** N6: a removed paragraph comes back where it stood, or at the end of a text that has become shorter. */
export function restoreParagraph(
  deps: Deps,
  actor: Actor,
  { ref, paragraphId }: ParagraphPlace,
): Promise<Result<{ position: number; entryIndex: number }, RestoreParagraphRefusal>> {
  return write<{ position: number }, RestoreParagraphRefusal>(deps, actor, async (change) => {
    const { c, record } = change
    const at = await normAt(change, ref, 'arrange')
    if (!at.ok) return at
    const { norm, by } = at.value
    const row = await norms(c).paragraph(paragraphId)
    if (row?.normId !== norm.id) return refuse({ code: 'no-such-paragraph' })
    if (row.removedAt === null) return refuse({ code: 'not-removed' })
    const rows = await norms(c).paragraphs(norm.id)
    if (rows.length >= normLimits.paragraphs)
      return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
    const position = Math.min(row.position, rows.length)
    await norms(c).bringBack(row.id)
    await norms(c).arrange([...rows.slice(0, position), row, ...rows.slice(position)])
    const facts = { paragraph: row.id, position }
    await record({ t: 'paragraph.restored', ...by, on: `norm/${ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ position })
  })
}
