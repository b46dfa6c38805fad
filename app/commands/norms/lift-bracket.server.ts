import { mayHoldBracket } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'

export type LiftBracketInput = ParagraphPlace & { bracketId: string }
export type LiftBracketRefusal =
  | ParagraphAtRefusal
  | { code: 'no-such-bracket' }
  | { code: 'not-yours-to-hold' }
  | { code: 'already-lifted' }

/** N7: its holder, the secretariat or the chair lifts it. The characters in the text are edited apart. */
export function liftBracket(
  deps: Deps,
  actor: Actor,
  { bracketId, ...place }: LiftBracketInput,
): Promise<Result<{ entryIndex: number }, LiftBracketRefusal>> {
  return write<object, LiftBracketRefusal>(deps, actor, async (change) => {
    const at = await paragraphAt(change, place, 'edit')
    if (!at.ok) return at
    const { row, by } = at.value
    const bracket = await norms(change.c).bracket(bracketId)
    if (bracket?.paragraphId !== row.id) return refuse({ code: 'no-such-bracket' })
    if (!mayHoldBracket(by, bracket.holderId)) return refuse({ code: 'not-yours-to-hold' })
    if (bracket.liftedAt) return refuse({ code: 'already-lifted' })
    await norms(change.c).liftBracket(bracket.id, change.now)
    const facts = { bracket: bracket.id, paragraph: row.id, holder: bracket.holderId }
    await change.record({ t: 'bracket.lifted', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}
