import { suggestionLimits } from '~/domain/documents/suggestion'
import type { ParagraphId, SuggestionId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { isUniqueViolation } from '~db/store'
import { changesBetween, editOf, forkedText } from '~db/stores/forks'
import { suggestions } from '~db/stores/suggestions'
import { readText, updatesOf, wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { freshLease, type PlaceRefusal, paragraphFor, textHash, type Writer } from './suggestion-at.server'

export interface OpenSuggestionInput {
  /** The norm's reference. */
  ref: string
  paragraphId: ParagraphId
  reason: string
  /** What the paragraph should say; absent: typed into the suggestion. */
  text?: string | undefined
  typed?: TypedWords | undefined
}
export type OpenSuggestionRefusal = PlaceRefusal | { code: 'too-many' | 'nothing-suggested' | 'already-open' }

/** The first words typed into a suggestion, as its own update; the socket's gate has passed them. */
export interface TypedWords {
  id: SuggestionId
  clientId: number
  update: Uint8Array
  /** How many updates were merged into it. */
  count: number
}

export interface OpenedSuggestion {
  id: SuggestionId
  ref: string
}

const attempts = 5

/** D10, D13: fork the paragraph's text; what the form asks for, word by word, or what was typed is its first update. */
export async function openSuggestion(
  deps: Deps,
  actor: NonNullable<Actor>,
  input: OpenSuggestionInput,
): Promise<Result<OpenedSuggestion & { entryIndex: number }, OpenSuggestionRefusal>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(deps, actor, input)
    } catch (error) {
      // somebody else's suggestion took the number
      if (!isUniqueViolation(error) || attempt >= attempts) throw error
    }
  }
}

const openOnce = (deps: Deps, actor: NonNullable<Actor>, input: OpenSuggestionInput) =>
  write<OpenedSuggestion, OpenSuggestionRefusal>(deps, actor, async (change) => {
    const { c, now } = change
    const { ref, paragraphId, reason, text, typed } = input
    const at = await paragraphFor(change, input, 'suggest')
    if (!at.ok) return at
    const { norm, by } = at.value
    if ((await suggestions(c).countOpen(paragraphId)) >= suggestionLimits.open)
      return refuse({ code: 'too-many' })
    if (typed && (await suggestions(c).byId(typed.id))) return refuse({ code: 'already-open' })
    const body = updatesOf((await wordings(c).load([paragraphId])).get(paragraphId)!)
    const current = readText(body)
    if (text === current) return refuse({ code: 'nothing-suggested' })
    const writer = { personId: actor.personId, delegationId: by.delegation ?? null }
    const added = await suggestions(c).add({
      id: typed?.id ?? (deps.newId() as SuggestionId),
      paragraphId,
      authorId: writer.personId,
      delegationId: writer.delegationId,
      reason,
      baseSeq: await wordings(c).head(paragraphId),
      createdAt: now,
    })
    if (text !== undefined)
      await writeFork(change, deps, {
        ...added,
        body,
        current,
        wanted: text,
        writer,
        language: norm.language,
      })
    if (typed) await keepTyped(change, typed, writer)
    const suggested = typed ? forkedText(body, [typed.update]) : (text ?? current)
    const facts = {
      suggestion: added.ref,
      paragraph: paragraphId,
      status: 'open',
      text: textHash(suggested),
    }
    await change.record({ t: 'suggestion.opened', ...by, on: `norm/${ref}`, facts })
    return ok({ id: added.id, ref: added.ref })
  })

const keepTyped = ({ c, now }: Change, { id, clientId, update, count }: TypedWords, { personId }: Writer) =>
  suggestions(c).append({ suggestionId: id, seq: 1, count, update, personId, clientId, at: now })

interface Fork {
  id: SuggestionId
  paragraphId: ParagraphId
  body: readonly Uint8Array[]
  current: string
  wanted: string
  writer: Writer
  language: string
}

/** The first update of a fork: what turns the current words into the wanted ones. */
export async function writeFork(change: Change, deps: Pick<Deps, 'random'>, fork: Fork) {
  const { id, paragraphId, body, current, wanted, writer, language } = fork
  const clientId = await freshLease(change, deps, paragraphId, writer)
  const update = editOf(body, changesBetween(current, wanted, language), clientId)
  const { personId } = writer
  const row = { suggestionId: id, seq: 1, count: 1, update, personId, clientId, at: change.now }
  await suggestions(change.c).append(row)
}
