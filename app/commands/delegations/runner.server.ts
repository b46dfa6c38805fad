import type { DelegationId } from '~/domain/ids'
import { capacityOf, keeperCapacity } from '~/domain/members/capacity'
import { membershipOf } from '~/domain/members/may-administer'
import type { Standing } from '~/domain/members/standing'

/** P3, P6: in which capacity somebody changes a delegation: as one of its own, else as the platform's keeper. */
export function runnerOf(who: Standing | null, delegationId: DelegationId) {
  const own = membershipOf(who, delegationId)
  return own?.administrator ? { as: capacityOf(own), delegation: delegationId } : { as: keeperCapacity(who) }
}
