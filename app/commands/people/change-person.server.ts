import type { PersonId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, refuse } from '~/domain/result'
import { people } from '~db/stores/people'
import { sessions, signInLinks } from '~db/stores/sessions'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

interface ChangePersonInput {
  personId: PersonId
  name: string
  /** Lower case. */
  email: string
}

/** P4, P13: with a new address the old one's links and all sessions end, since whoever reads it may be another. */
export function changePerson(deps: Deps, actor: Actor, { personId, name, email }: ChangePersonInput) {
  return write<object, MemberRefusal>(deps, actor, async ({ c, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    const present = await people(c).find(personId)
    if (!present || present.email === null) return refuse({ code: 'not-found', what: 'person' })
    if (present.name === name && present.email === email) return refuse({ code: 'unchanged' })
    const holder = await people(c).findByEmail(email)
    if (holder && holder.id !== personId) return refuse({ code: 'email-taken' })
    await people(c).change(personId, { name, email })
    const moved = present.email !== email
    if (moved) {
      await signInLinks(c).voidOf(personId)
      await sessions(c).endAll(personId)
    }
    await record({
      t: 'person.changed',
      as: keeperCapacity(who),
      on: `person/${personId}`,
      facts: {
        subject: personId,
        changed: [...(present.name !== name ? ['name'] : []), ...(moved ? ['email'] : [])],
      },
    })
    return ok({})
  })
}
