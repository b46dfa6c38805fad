import type { DelegationId } from '~/domain/ids'
import { findBrackets } from '~/domain/norms/brackets'
import { mayHoldBracket } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'

export type PlaceBracketInput = ParagraphPlace & {
  /** The bracketed words with their brackets, as they stand in the live text. */
  quote: string
  /** Who holds it; absent: the delegation of whoever places it, or nobody. */
  holderId?: DelegationId | undefined
  reason: string
}
export type PlaceBracketRefusal =
  | ParagraphAtRefusal
  | { code: 'no-such-bracket' }
  | { code: 'no-such-holder' }
  | { code: 'not-yours-to-hold' }

/** N7: says who cannot accept the words between two brackets of the text, and why. */
export function placeBracket(
  deps: Deps,
  actor: Actor,
  { quote, holderId, reason, ...place }: PlaceBracketInput,
): Promise<Result<{ id: string; entryIndex: number }, PlaceBracketRefusal>> {
  return write<{ id: string }, PlaceBracketRefusal>(deps, actor, async (change) => {
    const { c, now } = change
    const at = await paragraphAt(change, place, 'edit')
    if (!at.ok) return at
    const { norm, row, by } = at.value
    const text = await wordings(c).text(row.id)
    if (!findBrackets(text).pairs.some((p) => p.quote === quote)) return refuse({ code: 'no-such-bracket' })
    const holder = holderId ?? by.delegation ?? null
    if (!mayHoldBracket(by, holder)) return refuse({ code: 'not-yours-to-hold' })
    const seats = holder ? await forums(c).seats(norm.forumId) : []
    if (holder && !seats.some((s) => s.delegationId === holder)) return refuse({ code: 'no-such-holder' })
    const id = deps.newId()
    await norms(c).addBracket({ id, paragraphId: row.id, quote, holderId: holder, reason, placedAt: now })
    const facts = { bracket: id, paragraph: row.id, holder }
    await change.record({ t: 'bracket.placed', ...by, on: `norm/${place.ref}`, facts })
    return ok({ id })
  })
}
