import type { PersonId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, refuse } from '~/domain/result'
import { people } from '~db/stores/people'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

interface AddPersonInput {
  name: string
  /** Lower case. */
  email: string
  /** Only a world's loader says so. */
  fictional?: boolean
}

/** P4: a person is entered by an administrator. Name and address stay out of the ledger: a person may leave. */
export function addPerson(deps: Deps, actor: Actor, { name, email, fictional = false }: AddPersonInput) {
  return write<{ personId: PersonId }, MemberRefusal>(deps, actor, async ({ c, now, who, record }) => {
    if (actor && (fictional || !mayAdminister(who))) return refuse({ code: 'not-allowed' })
    if (await people(c).findByEmail(email)) return refuse({ code: 'email-taken' })
    const personId = deps.newId() as PersonId
    await people(c).add({ id: personId, name, email, fictional, createdAt: now })
    await record({
      t: 'person.added',
      as: keeperCapacity(who),
      on: `person/${personId}`,
      facts: { subject: personId },
    })
    return ok({ personId })
  })
}
