import type { ParagraphId } from '~/domain/ids'
import { glueBetween } from '~/domain/norms/split-text'
import { ok, type Result, refuse } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type JoinRefusal, joinParagraphs, mayJoin } from './join-paragraphs.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type MergeParagraphsRefusal = ParagraphAtRefusal | JoinRefusal | { code: 'nothing-before' }

/** N10: the words of a paragraph go to the end of the one before, with all that hangs on them; its row is removed. */
export function mergeParagraphs(
  deps: Deps,
  actor: Actor,
  place: ParagraphPlace,
): Promise<Result<{ into: ParagraphId; entryIndex: number; actIndex: number }, MergeParagraphsRefusal>> {
  return write<{ into: ParagraphId }, MergeParagraphsRefusal>(deps, actor, async (change) => {
    const { c, record } = change
    const at = await paragraphAt(change, place, 'edit')
    if (!at.ok) return at
    const { norm, rows, index, row, by } = at.value
    const into = rows[index - 1]
    if (!into) return refuse({ code: 'nothing-before' })
    const may = await mayJoin(change, { row, into, seam: glueBetween })
    if (!may.ok) return may
    const taken = { seq: null, seam: may.value.seam }
    const joined = await joinParagraphs(deps, change, { by, row, into, taken })
    await norms(c).arrange(rows.filter((p) => p.id !== row.id))
    await record({ t: 'paragraph.merged', ...by, on: `norm/${place.ref}`, facts: joined })
    await renumberReferences(deps, change, norm)
    return ok({ into: into.id })
  })
}
