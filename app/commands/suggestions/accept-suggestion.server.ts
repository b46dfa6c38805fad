import type { SuggestionId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import {
  changesBetween,
  clientsOf,
  editOf,
  merged,
  type Change as Words,
  withChanges,
} from '~db/stores/forks'
import { suggestions } from '~db/stores/suggestions'
import { type LogRow, readText, wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { writeFork } from './open-suggestion.server'
import {
  authorOf,
  type FoundSuggestion,
  freshLease,
  type SuggestionAtRefusal,
  type SuggestionPlace,
  suggestionAt,
  textHash,
} from './suggestion-at.server'

export type AcceptSuggestionInput = SuggestionPlace & {
  /** The suggestion's last update that was seen; absent: whatever it says now. */
  seen?: number | undefined
  /** Which changes, counted from 0 in the order of the text; absent: all of it. */
  part?: { changes: readonly number[]; bodySeen: number } | undefined
}
export type AcceptSuggestionRefusal =
  | SuggestionAtRefusal
  | { code: 'nothing-suggested' | 'moved-on' | 'no-such-change' | 'text-too-long' }

export interface AcceptedSuggestion {
  status: 'accepted' | 'part'
  /** The suggestion that what was not accepted stands in now. */
  remaining: string | null
}

/**
 * D11: the suggestion's own updates go on the paragraph's log, so its words stay its writers', and it fits
 * however the text has changed meanwhile. Accepting a part splits it: the rest is a suggestion of its own.
 */
export function acceptSuggestion(
  deps: Deps,
  actor: Actor,
  { seen, part, ...place }: AcceptSuggestionInput,
): Promise<Result<AcceptedSuggestion & { entryIndex: number }, AcceptSuggestionRefusal>> {
  return write<AcceptedSuggestion, AcceptSuggestionRefusal>(deps, actor, async (change) => {
    const at = await suggestionAt(change, place, 'resolve')
    if (!at.ok) return at
    const found = at.value
    if (found.suggested === found.current) return refuse({ code: 'nothing-suggested' })
    if (seen !== undefined && seen !== found.forkSeq) return refuse({ code: 'moved-on' })
    const chosen = part ? chooseChanges(found, part) : ok(null)
    if (!chosen.ok) return chosen
    const accepted = chosen.value?.rest ? chosen.value.accepted : null
    const text = accepted ? withChanges(found.current, accepted) : found.suggested
    if (text.length > normLimits.text) return refuse({ code: 'text-too-long' })
    const row = accepted ? await editRow(change, deps, found, accepted) : await forkRow(change, deps, found)
    await wordings(change.c).append({ ...row, at: change.now })
    const remaining = accepted ? await keepRest(change, deps, found, row) : null
    const status = accepted ? 'part' : 'accepted'
    await suggestions(change.c).resolve(found.row.id, {
      status,
      at: change.now,
      by: actor?.personId ?? null,
      resolution: remaining ?? '',
    })
    const facts = {
      suggestion: found.row.ref,
      paragraph: found.row.paragraphId,
      status,
      text: textHash(text),
      ...(remaining && { remaining }),
    }
    await change.record({ t: 'suggestion.accepted', ...found.by, on: `norm/${place.ref}`, facts })
    return ok({ status, remaining })
  })
}

function chooseChanges(
  { current, suggested, bodySeq, norm }: FoundSuggestion,
  { changes, bodySeen }: { changes: readonly number[]; bodySeen: number },
): Result<{ accepted: Words[]; rest: boolean }, { code: 'moved-on' | 'no-such-change' }> {
  if (bodySeen !== bodySeq) return refuse({ code: 'moved-on' })
  const all = changesBetween(current, suggested, norm.language)
  const wanted = new Set(changes)
  if (wanted.size === 0 || [...wanted].some((i) => !all[i])) return refuse({ code: 'no-such-change' })
  return ok({ accepted: all.filter((_, i) => wanted.has(i)), rest: wanted.size < all.length })
}

/** The fork as it is. A client id that wrote in the paragraph itself cannot be told apart there: then words anew. */
async function forkRow(change: Change, deps: Deps, found: FoundSuggestion): Promise<LogRow> {
  const updates = found.fork.map((r) => r.update)
  const known = clientsOf(found.body)
  if ([...clientsOf(updates).keys()].some((client) => known.has(client)))
    return editRow(change, deps, found, changesBetween(found.current, found.suggested, found.norm.language))
  return {
    paragraphId: found.row.paragraphId,
    seq: found.bodySeq + 1,
    count: found.fork.reduce((n, r) => n + r.count, 0),
    update: merged(updates),
    authors: found.fork.map(({ personId, clientId, count }) => ({ personId, clientId, count })),
  }
}

/** Some of its words, by its author under a client id of their own. */
async function editRow(change: Change, deps: Deps, found: FoundSuggestion, words: Words[]): Promise<LogRow> {
  const { paragraphId, authorId } = found.row
  const clientId = await freshLease(change, deps, paragraphId, authorOf(found.row))
  return {
    paragraphId,
    seq: found.bodySeq + 1,
    count: 1,
    update: editOf(found.body, words, clientId),
    authors: [{ personId: authorId, clientId, count: 1 }],
  }
}

async function keepRest(change: Change, deps: Deps, found: FoundSuggestion, row: LogRow): Promise<string> {
  const { paragraphId, authorId, delegationId, reason } = found.row
  const { ref, id } = await suggestions(change.c).add({
    id: deps.newId() as SuggestionId,
    paragraphId,
    authorId,
    delegationId,
    reason,
    baseSeq: row.seq,
    createdAt: change.now,
  })
  const body = [...found.body, row.update]
  await writeFork(change, deps, {
    id,
    paragraphId,
    body,
    current: readText(body),
    wanted: found.suggested,
    writer: authorOf(found.row),
    language: found.norm.language,
  })
  return ref
}
