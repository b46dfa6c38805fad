import { ok, type Result } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

/** N6: the paragraph leaves the text; its id, wording and comments are kept. */
export function removeParagraph(
  deps: Deps,
  actor: Actor,
  place: ParagraphPlace,
): Promise<Result<{ entryIndex: number; actIndex: number }, ParagraphAtRefusal>> {
  return write<object, ParagraphAtRefusal>(deps, actor, async (change) => {
    const at = await paragraphAt(change, place, 'arrange')
    if (!at.ok) return at
    const { norm, rows, index, row, by } = at.value
    await norms(change.c).removeParagraph(row.id, change.now)
    await norms(change.c).arrange(rows.filter((p) => p.id !== row.id))
    const facts = { paragraph: row.id, after: rows[index - 1]?.id ?? null }
    await change.record({ t: 'paragraph.removed', ...by, on: `norm/${place.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({})
  })
}
