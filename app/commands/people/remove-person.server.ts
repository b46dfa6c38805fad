import type { PersonId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { isLastAdministrator } from '~/domain/members/last-administrator'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { hasRole } from '~/domain/members/standing'
import { ok, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { delegations } from '~db/stores/delegations'
import { people } from '~db/stores/people'
import { sessions, signInLinks } from '~db/stores/sessions'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

/**
 * P9: the person leaves the platform: roles, delegations, address, links and sessions go in one step. The name
 * stays, because acts done under it stay.
 */
export function removePerson(deps: Deps, actor: Actor, { personId }: { personId: PersonId }) {
  return write<object, MemberRefusal>(deps, actor, async ({ c, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    const person = await people(c).find(personId)
    if (!person || person.email === null) return refuse({ code: 'not-found', what: 'person' })
    if (await wouldOrphan(c, personId)) return refuse({ code: 'last-administrator' })
    await people(c).remove(personId)
    await signInLinks(c).voidOf(personId)
    await sessions(c).endAll(personId)
    await record({
      t: 'person.removed',
      as: keeperCapacity(who),
      on: `person/${personId}`,
      facts: { subject: personId },
    })
    return ok({})
  })
}

/** P7, P8: whether a delegation or the platform would be left without its last administrator. */
async function wouldOrphan(c: Conn, personId: PersonId): Promise<boolean> {
  const standing = (await people(c).standing(personId))!
  if (hasRole(standing, 'administrator') && (await people(c).administrators()).length === 1) return true
  for (const { delegationId, administrator } of standing.memberships) {
    const others = administrator ? await delegations(c).members(delegationId) : []
    if (others.length > 1 && isLastAdministrator(others, personId)) return true
  }
  return false
}
