import { redirect } from '@remix-run/node'
import { invalid, refusedAs } from '~/answer.server'
import { changeMember } from '~/commands/delegations/change-member.server'
import { inviteMember } from '~/commands/delegations/invite-member.server'
import { removeMember } from '~/commands/delegations/remove-member.server'
import type { Deps } from '~/commands/deps.server'
import { ChangeMember, InviteMember, RemoveMember } from '~/contracts/delegations'
import { parseForm } from '~/contracts/form'
import type { DelegationId, PersonId } from '~/domain/ids'
import { type MemberRefusal, sayMemberRefusal } from '~/domain/members/refusal'

export interface Posted {
  form: FormData
  deps: Deps
  actor: { personId: PersonId }
  delegation: { id: DelegationId; slug: string }
  /** Where an invited person signs in; absent when no mail can be sent. */
  signInUrl: string | undefined
}

/** One of the three forms of the page, by its hidden `intent`. */
export async function act(posted: Posted) {
  switch (posted.form.get('intent')) {
    case 'invite':
      return invite(posted)
    case 'change':
      return change(posted)
    case 'remove':
      return remove(posted)
    default:
      return invalid({ '': 'The form does not say what is to be done.' }, posted.form)
  }
}

const done = ({ delegation }: Posted, what: string) =>
  redirect(`/delegations/${delegation.slug}?done=${what}#members`)

const refusedBy = (refusal: MemberRefusal, form: FormData, name: string) =>
  refusedAs(refusal, sayMemberRefusal(refusal), form, name)

/** The form of one member is named after the person. */
const personIn = (form: FormData) => String(form.get('person') ?? '').slice(0, 60)

async function invite(posted: Posted) {
  const { form, deps, actor, delegation, signInUrl } = posted
  const input = parseForm(InviteMember, form)
  if (!input.ok) return invalid(input.error, form, 'invite')
  const { name, email, role, administrator } = input.value
  const who = { name, email, role, administrator, ...(signInUrl && { signInUrl }) }
  const invited = await inviteMember(deps, actor, { delegationId: delegation.id, ...who })
  if (!invited.ok) return refusedBy(invited.error, form, 'invite')
  return done(posted, invited.value.known ? 'known' : 'invited')
}

async function change(posted: Posted) {
  const { form, deps, actor, delegation } = posted
  const input = parseForm(ChangeMember, form)
  if (!input.ok) return invalid(input.error, form, personIn(form))
  const { person, role, administrator } = input.value
  const asked = { delegationId: delegation.id, personId: person, role, administrator }
  const changed = await changeMember(deps, actor, asked)
  return changed.ok ? done(posted, 'changed') : refusedBy(changed.error, form, person)
}

async function remove(posted: Posted) {
  const { form, deps, actor, delegation } = posted
  const input = parseForm(RemoveMember, form)
  if (!input.ok) return invalid(input.error, form, personIn(form))
  const { person } = input.value
  const removed = await removeMember(deps, actor, { delegationId: delegation.id, personId: person })
  return removed.ok ? done(posted, 'removed') : refusedBy(removed.error, form, person)
}
