import type { OrganisationId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import type { OrganisationKind } from '~/domain/members/standing'
import { ok, refuse } from '~/domain/result'
import { organisations } from '~db/stores/organisations'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface OrganisationSaid {
  name: string
  kind: OrganisationKind
  country: string
  region: string
  accredited: boolean
}

/** P4: an organisation is entered by an administrator, under a short name that stays. */
export function addOrganisation(deps: Deps, actor: Actor, input: { slug: string } & OrganisationSaid) {
  return write<{ organisationId: OrganisationId }, MemberRefusal>(
    deps,
    actor,
    async ({ c, now, who, record }) => {
      if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
      if (await organisations(c).bySlug(input.slug)) return refuse({ code: 'slug-taken', slug: input.slug })
      const organisationId = deps.newId() as OrganisationId
      await organisations(c).add({ id: organisationId, ...input, createdAt: now })
      await record({
        t: 'organisation.added',
        as: keeperCapacity(who),
        on: `organisation/${input.slug}`,
        facts: { organisation: organisationId, ...input },
      })
      return ok({ organisationId })
    },
  )
}
