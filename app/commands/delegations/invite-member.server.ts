import type { DelegationId, PersonId } from '~/domain/ids'
import { mayRunDelegation } from '~/domain/members/may-administer'
import type { MemberRefusal } from '~/domain/members/refusal'
import type { MemberRole } from '~/domain/members/standing'
import { ok, refuse } from '~/domain/result'
import { delegations } from '~db/stores/delegations'
import { mailbox } from '~db/stores/mail'
import { people } from '~db/stores/people'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { runnerOf } from './runner.server'

interface InviteMemberInput {
  delegationId: DelegationId
  name: string
  /** Lower case. */
  email: string
  role: MemberRole
  administrator: boolean
  /** Only a world's loader says so. */
  fictional?: boolean
  /** Where the invited signs in; absent when no mail can be sent. */
  signInUrl?: string
}

/** P6: whoever has an account already is taken in under its own name; anybody else gets one. */
export function inviteMember(deps: Deps, actor: Actor, input: InviteMemberInput) {
  const { delegationId, email, role, administrator, fictional = false } = input
  return write<{ personId: PersonId; known: boolean }, MemberRefusal>(
    deps,
    actor,
    async ({ c, now, who, record }) => {
      const delegation = await delegations(c).byId(delegationId)
      if (!delegation) return refuse({ code: 'not-found', what: 'delegation' })
      if (actor && (fictional || !mayRunDelegation(who, delegationId))) return refuse({ code: 'not-allowed' })
      const known = await people(c).findByEmail(email)
      const members = await delegations(c).members(delegationId)
      if (members.some((m) => m.personId === known?.id)) return refuse({ code: 'already-member' })
      const personId = known?.id ?? (deps.newId() as PersonId)
      if (!known) await people(c).add({ id: personId, name: input.name, email, fictional, createdAt: now })
      await delegations(c).addMember({ delegationId, personId, role, administrator, since: now })
      if (input.signInUrl)
        await mailbox(c).add({
          id: deps.newId(),
          to: email,
          ...invitation(delegation.name, input.signInUrl),
          createdAt: now,
        })
      await record({
        t: 'delegation.member-added',
        ...runnerOf(who, delegationId),
        on: `delegation/${delegation.slug}`,
        facts: { subject: personId, role, administrator },
      })
      return ok({ personId, known: !!known })
    },
  )
}

const invitation = (delegation: string, url: string) => ({
  subject: `You are in the delegation ${delegation} on Parley`,
  text:
    `The delegation ${delegation} has added you to its members on Parley.\n\n` +
    `Sign in with this e-mail address:\n${url}\n\n` +
    'No password is needed: a link is sent to you each time. If you know nothing of this, ignore this message.\n',
})
