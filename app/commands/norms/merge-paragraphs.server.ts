import type { ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { glueBetween } from '~/domain/norms/split-text'
import { ok, type Result, refuse } from '~/domain/result'
import { carryWords, openWords } from '~db/stores/carried-words'
import { norms } from '~db/stores/norms'
import { references } from '~db/stores/references'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type CarryRefusal, carrierOf, carryHolders, mayCarry } from './carry-paragraph.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type MergeParagraphsRefusal =
  | ParagraphAtRefusal
  | CarryRefusal
  | { code: 'nothing-before' | 'has-a-heading' }
  | { code: 'text-too-long'; limit: number }

/** N10: the words of a paragraph go to the end of the one before, with all that hangs on them; its row is removed. */
export function mergeParagraphs(
  deps: Deps,
  actor: Actor,
  place: ParagraphPlace,
): Promise<Result<{ into: ParagraphId; entryIndex: number }, MergeParagraphsRefusal>> {
  return write<{ into: ParagraphId }, MergeParagraphsRefusal>(deps, actor, async (change) => {
    const { c, now, record } = change
    const at = await paragraphAt(change, place, 'edit')
    if (!at.ok) return at
    const { norm, rows, index, row, by } = at.value
    const before = rows[index - 1]
    if (!before) return refuse({ code: 'nothing-before' })
    if (row.heading !== '') return refuse({ code: 'has-a-heading' })
    for (const { id } of [row, before]) {
      const may = await mayCarry(change, id)
      if (!may.ok) return may
    }
    const [from, to] = [await openWords(c, row.id), await openWords(c, before.id)]
    const glue = glueBetween(to.text, from.text)
    const end = to.text.length + glue.length
    if (end + from.text.length > normLimits.text)
      return refuse({ code: 'text-too-long', limit: normLimits.text })
    await carryWords(c, { from, start: 0, to, glue }, carrierOf(deps, change, by))
    const comments = await carryHolders(c, { from, start: 0, to, at: end }, { wholeToo: true })
    await references(c).retarget(row.id, before.id)
    await norms(c).removeParagraph(row.id, now)
    await norms(c).arrange(rows.filter((p) => p.id !== row.id))
    const facts = { paragraph: row.id, into: before.id, comments }
    await record({ t: 'paragraph.merged', ...by, on: `norm/${place.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ into: before.id })
  })
}
