import { isSettled } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { paragraphStates } from '~db/stores/paragraph-states'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { anyParagraphAt, type ParagraphAtRefusal, type ParagraphPlace } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type ReopenParagraphInput = ParagraphPlace & { reason: string }
export type ReopenParagraphRefusal = ParagraphAtRefusal | { code: 'chair-only' } | { code: 'not-settled' }

/** N17: the chair opens a settled paragraph again and says why; the reason is an official act and stands in the ledger. */
export function reopenParagraph(
  deps: Deps,
  actor: Actor,
  { reason, ...place }: ReopenParagraphInput,
): Promise<Result<{ entryIndex: number }, ReopenParagraphRefusal>> {
  return write<object, ReopenParagraphRefusal>(deps, actor, async (change) => {
    const at = await anyParagraphAt(change, place, 'arrange')
    if (!at.ok) return at
    const { norm, row, by } = at.value
    if (by.as !== 'chair' && by.as !== 'system') return refuse({ code: 'chair-only' })
    if (!isSettled(row.state)) return refuse({ code: 'not-settled' })
    await paragraphStates(change.c).set(row.id, { state: 'reopened', since: change.now })
    const facts = { paragraph: row.id, from: row.state, reason }
    await change.record({ t: 'paragraph.reopened', ...by, on: `norm/${place.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({})
  })
}
