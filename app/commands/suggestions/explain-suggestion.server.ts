import { ok, type Result } from '~/domain/result'
import { suggestions } from '~db/stores/suggestions'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import {
  type SuggestionAtRefusal,
  type SuggestionPlace,
  suggestionAt,
  textHash,
} from './suggestion-at.server'

/** D13: why, in a sentence, given or changed by the delegation that suggests; the words stay as they are. */
export const explainSuggestion = (
  deps: Deps,
  actor: Actor,
  { reason, ...place }: SuggestionPlace & { reason: string },
): Promise<Result<{ entryIndex: number }, SuggestionAtRefusal>> =>
  write<object, SuggestionAtRefusal>(deps, actor, async (change) => {
    const at = await suggestionAt(change, place, 'change')
    if (!at.ok) return at
    const { row, by, suggested } = at.value
    await suggestions(change.c).explain(row.id, reason)
    const facts = {
      suggestion: row.ref,
      paragraph: row.paragraphId,
      status: row.status,
      text: textHash(suggested),
    }
    await change.record({ t: 'suggestion.explained', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
