import type { DelegationId, PersonId } from '~/domain/ids'
import { findBrackets } from '~/domain/norms/brackets'
import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type Bracketed, bracketBoth, changesBetween } from '~db/stores/forks'
import { norms } from '~db/stores/norms'
import { suggestions } from '~db/stores/suggestions'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  authorOf,
  type FoundSuggestion,
  freshLease,
  type SuggestionAtRefusal,
  type SuggestionPlace,
  suggestionAt,
  textHash,
} from './suggestion-at.server'

export type BracketSuggestionInput = SuggestionPlace & { seen?: number | undefined }
export type BracketSuggestionRefusal =
  | SuggestionAtRefusal
  | { code: 'nothing-suggested' | 'moved-on' | 'brackets-cross' | 'text-too-long' }

/**
 * D12: a clash becomes "[current][suggested]". Nobody's words are lost; the suggested ones are their author's. The
 * current words are held by the delegation that suggests others, the suggested ones by the delegation
 * whose words they would replace, where it is one.
 */
export function bracketSuggestion(
  deps: Deps,
  actor: Actor,
  { seen, ...place }: BracketSuggestionInput,
): Promise<Result<{ brackets: number; entryIndex: number }, BracketSuggestionRefusal>> {
  return write<{ brackets: number }, BracketSuggestionRefusal>(deps, actor, async (change) => {
    const at = await suggestionAt(change, place, 'resolve')
    if (!at.ok) return at
    const found = at.value
    const { row, current, suggested, norm } = found
    if (seen !== undefined && seen !== found.forkSeq) return refuse({ code: 'moved-on' })
    const changes = changesBetween(current, suggested, norm.language)
    if (changes.length === 0) return refuse({ code: 'nothing-suggested' })
    if (changes.some((w) => !whole(w.removed) || !whole(w.inserted)))
      return refuse({ code: 'brackets-cross' })
    const length = changes.reduce((n, w) => n + w.inserted.length + 4, current.length)
    if (length > normLimits.text) return refuse({ code: 'text-too-long' })
    const personId = actor?.personId ?? null
    const bracketer = { personId, delegationId: found.by.delegation ?? null }
    const clients = {
      proposer: await freshLease(change, deps, row.paragraphId, authorOf(row)),
      bracketer: await freshLease(change, deps, row.paragraphId, bracketer),
    }
    const made = bracketBoth(found.body, changes, clients)
    await wordings(change.c).append({
      paragraphId: row.paragraphId,
      seq: found.bodySeq + 1,
      count: 2,
      update: made.update,
      authors: [
        { personId: row.authorId, clientId: clients.proposer, count: 1 },
        { personId, clientId: clients.bracketer, count: 1 },
      ],
      at: change.now,
    })
    const holders = await placeBrackets(change, deps, found, made, personId)
    await suggestions(change.c).resolve(row.id, {
      status: 'bracketed',
      at: change.now,
      by: personId,
      resolution: '',
    })
    const facts = {
      suggestion: row.ref,
      paragraph: row.paragraphId,
      status: 'bracketed',
      text: textHash(made.text),
      brackets: holders,
    }
    await change.record({ t: 'suggestion.bracketed', ...found.by, on: `norm/${place.ref}`, facts })
    return ok({ brackets: holders.length })
  })
}

const whole = (words: string) => findBrackets(words).stray.length === 0

async function placeBrackets(
  { c, now }: Change,
  deps: Deps,
  { row }: FoundSuggestion,
  made: Bracketed,
  placedBy: PersonId | null,
) {
  const others = new Set<DelegationId>()
  for (const clientId of made.writers) {
    const lease = await wordings(c).lease(row.paragraphId, clientId)
    if (lease?.delegationId && lease.delegationId !== row.delegationId) others.add(lease.delegationId)
  }
  // words of several delegations are nobody's in particular
  const other = others.size === 1 ? [...others][0]! : null
  const holders: { bracket: string; holder: DelegationId | null }[] = []
  for (const { words, ...bracket } of made.placed) {
    const id = deps.newId()
    const holderId = words === 'current' ? row.delegationId : other
    const said = words === 'current' ? row.reason : ''
    await norms(c).addBracket({
      ...bracket,
      id,
      paragraphId: row.paragraphId,
      holderId,
      reason: said,
      placedBy,
      placedAt: now,
    })
    holders.push({ bracket: id, holder: holderId })
  }
  return holders
}
