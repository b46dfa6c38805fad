import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import { people } from '~db/stores/people'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import type { RoleInput } from './grant-role.server'

/** P8: the platform keeps its last administrator. */
export function revokeRole(deps: Deps, actor: Actor, { personId, role, forumId }: RoleInput) {
  return write<object, MemberRefusal>(deps, actor, async ({ c, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    const standing = await people(c).standing(personId)
    if (!standing) return refuse({ code: 'not-found', what: 'person' })
    if (!standing.roles.some((r) => r.role === role && r.forumId === forumId))
      return refuse({ code: 'role-not-held' })
    if (role === 'administrator' && (await people(c).administrators()).length === 1)
      return refuse({ code: 'last-administrator' })
    const forum = forumId === '' ? null : await forums(c).byId(forumId)
    await people(c).revoke(personId, role, forumId)
    await record({
      t: 'role.revoked',
      as: keeperCapacity(who),
      on: `person/${personId}`,
      facts: { subject: personId, role, forum: forum?.slug ?? null },
    })
    return ok({})
  })
}
