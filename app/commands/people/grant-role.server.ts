import type { ForumId, PersonId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import type { Role } from '~/domain/members/standing'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import { people } from '~db/stores/people'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface RoleInput {
  personId: PersonId
  role: Role
  /** '' is everywhere. */
  forumId: ForumId | ''
}

/** P1, P2: a role holds in one forum or everywhere; an administrator is one everywhere. */
export function grantRole(deps: Deps, actor: Actor, { personId, role, forumId }: RoleInput) {
  return write<object, MemberRefusal>(deps, actor, async ({ c, now, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    if (role === 'administrator' && forumId !== '') return refuse({ code: 'role-is-everywhere' })
    const person = await people(c).find(personId)
    if (!person || person.email === null) return refuse({ code: 'not-found', what: 'person' })
    const forum = forumId === '' ? null : await forums(c).byId(forumId)
    if (forumId !== '' && !forum) return refuse({ code: 'not-found', what: 'forum' })
    const standing = (await people(c).standing(personId))!
    if (standing.roles.some((r) => r.role === role && r.forumId === forumId))
      return refuse({ code: 'role-held' })
    await people(c).grant({ personId, role, forumId, since: now })
    await record({
      t: 'role.granted',
      as: keeperCapacity(who),
      on: `person/${personId}`,
      facts: { subject: personId, role, forum: forum?.slug ?? null },
    })
    return ok({})
  })
}
