import type { ForumId } from '../ids'
import { type Capacity, hasRole, type Membership, type Standing } from './standing'

/** P3: whoever speaks for a State or an intergovernmental body is a delegate; for anybody else, a stakeholder. */
export function capacityOf({ organisationKind }: Pick<Membership, 'organisationKind'>): Capacity {
  const states = organisationKind === 'government' || organisationKind === 'intergovernmental'
  return states ? 'delegate' : 'stakeholder'
}

/** P3: what somebody does with people, organisations or forums is done as secretariat, or as the system's keeper. */
export function keeperCapacity(who: Standing | null, forumId?: ForumId): Capacity {
  return hasRole(who, 'secretariat', forumId) ? 'secretariat' : 'system'
}
