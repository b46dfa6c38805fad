import type { DelegationId } from '../ids'
import { hasRole, type Membership, type Standing } from './standing'

/** P2: people, organisations, roles and forums are the administrator's, everywhere or not at all. */
export const mayAdminister = (who: Standing | null): boolean => hasRole(who, 'administrator')

/** P6: a delegation is run by its own administrators; the platform's can help when those are gone. */
export const mayRunDelegation = (who: Standing | null, delegationId: DelegationId): boolean =>
  mayAdminister(who) || !!membershipOf(who, delegationId)?.administrator

export const membershipOf = (who: Standing | null, delegationId: DelegationId): Membership | undefined =>
  who?.memberships.find((m) => m.delegationId === delegationId)
