import type { ParagraphId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { references } from '~db/stores/references'
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
): Promise<Result<{ paragraphId: ParagraphId; entryIndex: number }, RemoveReferenceRefusal>> {
  return write<{ paragraphId: ParagraphId }, RemoveReferenceRefusal>(deps, actor, async (change) => {
    const found = await references(change.c).byId(referenceId)
    if (!found) return refuse({ code: 'no-such-reference' })
    const at = await paragraphAt(change, { ref, paragraphId: found.paragraphId }, 'edit')
    if (!at.ok) return at
    await references(change.c).remove([referenceId])
    const facts = { reference: referenceId, paragraph: found.paragraphId, target: found.targetId }
    await change.record({ t: 'reference.removed', ...at.value.by, on: `norm/${ref}`, facts })
    return ok({ paragraphId: found.paragraphId })
  })
}
