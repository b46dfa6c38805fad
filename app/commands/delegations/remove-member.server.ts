import type { DelegationId, PersonId } from '~/domain/ids'
import { isLastAdministrator } from '~/domain/members/last-administrator'
import { mayRunDelegation } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { delegations } from '~db/stores/delegations'
import { people } from '~db/stores/people'
import { sessions } from '~db/stores/sessions'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { runnerOf } from './runner.server'

interface RemoveMemberInput {
  delegationId: DelegationId
  personId: PersonId
}

/** P6, P7, P9: the account stays, and what it could do here is gone with the next request. */
export function removeMember(deps: Deps, actor: Actor, { delegationId, personId }: RemoveMemberInput) {
  return write<object, MemberRefusal>(deps, actor, async ({ c, who, record }) => {
    const delegation = await delegations(c).byId(delegationId)
    if (!delegation) return refuse({ code: 'not-found', what: 'delegation' })
    if (actor && !mayRunDelegation(who, delegationId)) return refuse({ code: 'not-allowed' })
    const members = await delegations(c).members(delegationId)
    if (!members.some((m) => m.personId === personId)) return refuse({ code: 'not-found', what: 'member' })
    if (isLastAdministrator(members, personId)) return refuse({ code: 'last-administrator' })
    await delegations(c).removeMember(delegationId, personId)
    await endSessionsOfNobody(c, personId)
    await record({
      t: 'delegation.member-removed',
      ...runnerOf(who, delegationId),
      on: `delegation/${delegation.slug}`,
      facts: { subject: personId },
    })
    return ok({})
  })
}

/** P9: only of those who have no place left; else any delegation could sign out people of others. */
async function endSessionsOfNobody(c: Conn, personId: PersonId) {
  const standing = await people(c).standing(personId)
  if (standing && (standing.roles.length > 0 || standing.memberships.length > 0)) return
  await sessions(c).endAll(personId)
}
