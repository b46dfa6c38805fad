import type { DelegationId, PersonId } from '~/domain/ids'
import { isLastAdministrator } from '~/domain/members/last-administrator'
import { mayRunDelegation } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import type { MemberRole } from '~/domain/members/standing'
import { ok, refuse } from '~/domain/result'
import { delegations } from '~db/stores/delegations'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { runnerOf } from './runner.server'

interface ChangeMemberInput {
  delegationId: DelegationId
  personId: PersonId
  role: MemberRole
  administrator: boolean
}

/** P6, P7. */
export function changeMember(deps: Deps, actor: Actor, input: ChangeMemberInput) {
  const { delegationId, personId, role, administrator } = input
  return write<object, MemberRefusal>(deps, actor, async ({ c, who, record }) => {
    const delegation = await delegations(c).byId(delegationId)
    if (!delegation) return refuse({ code: 'not-found', what: 'delegation' })
    if (actor && !mayRunDelegation(who, delegationId)) return refuse({ code: 'not-allowed' })
    const members = await delegations(c).members(delegationId)
    const member = members.find((m) => m.personId === personId)
    if (!member) return refuse({ code: 'not-found', what: 'member' })
    if (member.role === role && member.administrator === administrator) return refuse({ code: 'unchanged' })
    if (!administrator && isLastAdministrator(members, personId))
      return refuse({ code: 'last-administrator' })
    await delegations(c).changeMember(delegationId, personId, { role, administrator })
    await record({
      t: 'delegation.member-changed',
      ...runnerOf(who, delegationId),
      on: `delegation/${delegation.slug}`,
      facts: { subject: personId, role, administrator },
    })
    return ok({})
  })
}
