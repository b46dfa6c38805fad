import type { OrganisationId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, refuse } from '~/domain/result'
import { organisations } from '~db/stores/organisations'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import type { OrganisationSaid } from './add-organisation.server'

interface ChangeOrganisationInput extends OrganisationSaid {
  organisationId: OrganisationId
}

/** P4, P5: what is said of an organisation, and whether it is accredited, which its delegates' standing follows at once. */
export function changeOrganisation(deps: Deps, actor: Actor, input: ChangeOrganisationInput) {
  const { organisationId, ...said } = input
  return write<object, MemberRefusal>(deps, actor, async ({ c, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    const present = await organisations(c).byId(organisationId)
    if (!present) return refuse({ code: 'not-found', what: 'organisation' })
    const keys = Object.keys(said) as (keyof typeof said)[]
    if (keys.every((key) => present[key] === said[key])) return refuse({ code: 'unchanged' })
    await organisations(c).change(organisationId, said)
    await record({
      t: 'organisation.changed',
      as: keeperCapacity(who),
      on: `organisation/${present.slug}`,
      facts: { organisation: organisationId, ...said },
    })
    return ok({})
  })
}
