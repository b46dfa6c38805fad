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

export type EndSuggestionRefusal = SuggestionAtRefusal

/** D11: by those who edit; says why. The paragraph stays as it is. */
export const rejectSuggestion = (
  deps: Deps,
  actor: Actor,
  { reason, ...place }: SuggestionPlace & { reason: string },
) => end(deps, actor, place, { act: 'resolve', status: 'rejected', reason })

/** D10: by the delegation that made it. */
export const withdrawSuggestion = (deps: Deps, actor: Actor, place: SuggestionPlace) =>
  end(deps, actor, place, { act: 'withdraw', status: 'withdrawn', reason: '' })

interface Ending {
  act: 'resolve' | 'withdraw'
  status: 'rejected' | 'withdrawn'
  reason: string
}

const end = (
  deps: Deps,
  actor: Actor,
  place: SuggestionPlace,
  { act, status, reason }: Ending,
): Promise<Result<{ entryIndex: number }, EndSuggestionRefusal>> =>
  write<object, EndSuggestionRefusal>(deps, actor, async (change) => {
    const at = await suggestionAt(change, place, act)
    if (!at.ok) return at
    const { row, by, current } = at.value
    const ended = { status, at: change.now, by: actor?.personId ?? null, resolution: reason }
    await suggestions(change.c).resolve(row.id, ended)
    const facts = { suggestion: row.ref, paragraph: row.paragraphId, status, text: textHash(current) }
    await change.record({ t: `suggestion.${status}`, ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
