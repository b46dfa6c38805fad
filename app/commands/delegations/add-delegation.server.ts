import type { DelegationId, OrganisationId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, refuse } from '~/domain/result'
import { delegations } from '~db/stores/delegations'
import { organisations } from '~db/stores/organisations'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

interface AddDelegationInput {
  slug: string
  name: string
  organisationId: OrganisationId
}

/** P4: the people an organisation sends, under a short name that stays. */
export function addDelegation(deps: Deps, actor: Actor, input: AddDelegationInput) {
  return write<{ delegationId: DelegationId }, MemberRefusal>(
    deps,
    actor,
    async ({ c, now, who, record }) => {
      if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
      const organisation = await organisations(c).byId(input.organisationId)
      if (!organisation) return refuse({ code: 'not-found', what: 'organisation' })
      if (await delegations(c).bySlug(input.slug)) return refuse({ code: 'slug-taken', slug: input.slug })
      const delegationId = deps.newId() as DelegationId
      await delegations(c).add({ id: delegationId, ...input, createdAt: now })
      await record({
        t: 'delegation.added',
        as: keeperCapacity(who),
        on: `delegation/${input.slug}`,
        facts: {
          delegation: delegationId,
          slug: input.slug,
          name: input.name,
          organisation: organisation.slug,
        },
      })
      return ok({ delegationId })
    },
  )
}
