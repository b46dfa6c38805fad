import type { ParagraphId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { type ReferenceEntry, references } from '~db/stores/references'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, paragraphAt } from './paragraph-at.server'

export interface RemoveReferenceInput {
  ref: string
  referenceId: string
}
export type RemoveReferenceRefusal = ParagraphAtRefusal | { code: 'no-such-reference' }

/** N20: the number stays as it is written and follows nothing any more. */
export function removeReference(
  deps: Deps,
  actor: Actor,
  { ref, referenceId }: RemoveReferenceInput,
): Promise<
  Result<{ paragraphId: ParagraphId; entryIndex: number; actIndex: number }, RemoveReferenceRefusal>
> {
  return write<{ paragraphId: ParagraphId }, RemoveReferenceRefusal>(deps, actor, async (change) => {
    const found = await references(change.c).byId(referenceId)
    if (!found) return refuse({ code: 'no-such-reference' })
    const at = await paragraphAt(change, { ref, paragraphId: found.paragraphId }, 'edit')
    if (!at.ok) return at
    await references(change.c).remove([referenceId])
    const facts = { ...referenceFacts(found), took: null }
    await change.record({ t: 'reference.removed', ...at.value.by, on: `norm/${ref}`, facts })
    return ok({ paragraphId: found.paragraphId })
  })
}

/** D22: all that is needed to make it a reference again. */
export const referenceFacts = (row: ReferenceEntry) => ({
  reference: row.id,
  paragraph: row.paragraphId,
  target: row.targetId,
  form: row.form,
  written: row.written,
  start: row.anchorStart,
  placedBy: row.placedBy,
  placedAt: row.placedAt.toISOString(),
})
