import type { ParagraphId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { type DefinitionEntry, definitions } from '~db/stores/definitions'
import { norms } from '~db/stores/norms'
import { textHash } from '../brackets/alternatives.server'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
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
  input: RemoveDefinitionInput,
): Promise<
  Result<{ paragraphId: ParagraphId; entryIndex: number; actIndex: number }, RemoveDefinitionRefusal>
> {
  return write<{ paragraphId: ParagraphId }, RemoveDefinitionRefusal>(deps, actor, (change) =>
    takeAwayDefinition(change, input, {}),
  )
}

export async function takeAwayDefinition(
  change: Change,
  { ref, definitionId }: RemoveDefinitionInput,
  undoes: { undoes?: number },
): Promise<Result<{ paragraphId: ParagraphId }, RemoveDefinitionRefusal>> {
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
  const facts = { ...definitionFacts(found), ...undoes }
  await change.record({ t: 'definition.removed', ...at.value.by, on: `norm/${ref}`, facts })
  return ok({ paragraphId })
}

/** D22: all that is needed to define it again; the words themselves are in the text. */
const definitionFacts = (row: DefinitionEntry) => ({
  definition: row.id,
  paragraph: row.paragraphId,
  term: textHash(row.term),
  length: row.term.length,
  language: row.language,
  start: row.anchorStart,
  definedBy: row.definedBy,
  definedAt: row.definedAt.toISOString(),
})
