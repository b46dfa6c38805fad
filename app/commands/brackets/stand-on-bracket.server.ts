import { assert } from '~/domain/assert'
import type { BracketPosition } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type BracketAtRefusal, type BracketPlaceInput, bracketAt } from './bracket-at.server'

export type StandInput = BracketPlaceInput & {
  /** 'none' leaves the position taken before. */
  position: BracketPosition | 'none'
}
export type StandRefusal = BracketAtRefusal | { code: 'same-position' }

/** N15: a delegation holds somebody's bracket with them, supports it or opposes it. */
export function standOnBracket(
  deps: Deps,
  actor: Actor,
  { position, ...place }: StandInput,
): Promise<Result<{ entryIndex: number }, StandRefusal>> {
  return write<object, StandRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, place, 'stand')
    if (!at.ok) return at
    const { row, bracket, by } = at.value
    const { delegation } = by
    assert(delegation, 'a position without a delegation')
    const before = (await brackets(change.c).position(bracket.id, delegation)) ?? 'none'
    if (before === position) return refuse({ code: 'same-position' })
    if (position === 'none') await brackets(change.c).leave(bracket.id, delegation)
    else
      await brackets(change.c).take({
        bracketId: bracket.id,
        delegationId: delegation,
        position,
        since: change.now,
      })
    const facts = { bracket: bracket.id, paragraph: row.id, position }
    await change.record({ t: 'bracket.position-taken', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}
