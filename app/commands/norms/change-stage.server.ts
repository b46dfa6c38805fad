import type { Capacity, Standing } from '~/domain/members/standing'
import { hasRole } from '~/domain/members/standing'
import type { Stage } from '~/domain/norms/norm'
import type { StageRefusal } from '~/domain/norms/stages'
import { type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { type NormRow, norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { moveNorm } from './move-norm.server'

export interface ChangeStageInput {
  ref: string
  to: Stage
  closesAt?: Date | undefined
}
export type ChangeStageRefusal = StageRefusal | { code: 'not-found' }

/** N1-N3, asked for by a person; moves to and from a ballot come from the ballot. */
export function changeStage(
  deps: Deps,
  actor: Actor,
  { ref, to, closesAt }: ChangeStageInput,
): Promise<Result<{ stage: Stage; entryIndex: number }, ChangeStageRefusal>> {
  return write<{ stage: Stage }, ChangeStageRefusal>(deps, actor, async (change) => {
    const found = await norms(change.c).byRef(ref)
    if (!found) return refuse({ code: 'not-found' })
    await holdRow(change.c, 'norm', found.id, 'update')
    const norm = (await norms(change.c).byId(found.id))!
    return moveNorm(change, {
      norm,
      to,
      mover: change.who,
      as: capacityOf(change.who, norm),
      closesAt: to === 'consultation' ? (closesAt ?? null) : null,
    })
  })
}

/** Only recorded once the move was allowed, so it is one of the two desks or the platform. */
function capacityOf(who: Standing | null, norm: NormRow): Capacity {
  if (!who) return 'system'
  return hasRole(who, 'chair', norm.forumId) ? 'chair' : 'secretariat'
}
