import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type BracketAtRefusal, type BracketPlaceInput, bracketAt } from './bracket-at.server'

export type ProposeLiftRefusal =
  | BracketAtRefusal
  | { code: 'ends-in-the-past' }
  | { code: 'silence-runs' }
  | { code: 'has-alternatives' }

/** N14: the chair proposes to lift a bracket unless a delegation objects before the silence ends. */
export function proposeLift(
  deps: Deps,
  actor: Actor,
  { until, ...place }: BracketPlaceInput & { until: Date },
): Promise<Result<{ entryIndex: number }, ProposeLiftRefusal>> {
  return write<object, ProposeLiftRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, place, 'propose-lift')
    if (!at.ok) return at
    const { row, bracket, by, alternatives } = at.value
    if (bracket.silenceEndsAt) return refuse({ code: 'silence-runs' })
    if (alternatives.length > 1) return refuse({ code: 'has-alternatives' })
    if (until <= change.now) return refuse({ code: 'ends-in-the-past' })
    await brackets(change.c).change(bracket.id, { silenceEndsAt: until })
    const facts = { bracket: bracket.id, paragraph: row.id, silenceEndsAt: until.toISOString() }
    await change.record({ t: 'bracket.lift-proposed', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}

export type ObjectToLiftRefusal = BracketAtRefusal | { code: 'no-silence' }

/** N14: one objection before the end stops the lift; at the end itself it is too late. */
export function objectToLift(
  deps: Deps,
  actor: Actor,
  place: BracketPlaceInput,
): Promise<Result<{ entryIndex: number }, ObjectToLiftRefusal>> {
  return write<object, ObjectToLiftRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, place, 'object')
    if (!at.ok) return at
    const { row, bracket, by } = at.value
    if (!bracket.silenceEndsAt || bracket.silenceEndsAt <= change.now) return refuse({ code: 'no-silence' })
    await brackets(change.c).change(bracket.id, { silenceEndsAt: null })
    const facts = { bracket: bracket.id, paragraph: row.id }
    await change.record({ t: 'bracket.lift-objected', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}
