import type { ParagraphId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { definitions } from '~db/stores/definitions'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'
import { type ParagraphAtRefusal, paragraphAt } from './paragraph-at.server'

export interface RemoveDefinitionInput {
  ref: string
  definitionId: string
}
export type RemoveDefinitionRefusal = ParagraphAtRefusal | NormAtRefusal | { code: 'no-such-definition' }

/** N21: the words stay and define nothing any more; where their paragraph was removed, it is the secretariat's and the chair's to say. */
export function removeDefinition(
  deps: Deps,
  actor: Actor,
  { ref, definitionId }: RemoveDefinitionInput,
): Promise<Result<{ paragraphId: ParagraphId; entryIndex: number }, RemoveDefinitionRefusal>> {
  return write<{ paragraphId: ParagraphId }, RemoveDefinitionRefusal>(deps, actor, async (change) => {
    const found = await definitions(change.c).byId(definitionId)
    if (!found) return refuse({ code: 'no-such-definition' })
    const { paragraphId } = found
    const removed = (await norms(change.c).paragraph(paragraphId))!.removedAt !== null
    const at = removed
      ? await normAt(change, ref, 'arrange')
      : await paragraphAt(change, { ref, paragraphId }, 'edit')
    if (!at.ok) return at
    if (at.value.norm.id !== found.normId) return refuse({ code: 'no-such-definition' })
    await definitions(change.c).remove(definitionId)
    const facts = { definition: definitionId, paragraph: paragraphId }
    await change.record({ t: 'definition.removed', ...at.value.by, on: `norm/${ref}`, facts })
    return ok({ paragraphId })
  })
}
