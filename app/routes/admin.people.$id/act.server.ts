import { redirect } from '@remix-run/node'
import { invalid, refusedAs } from '~/answer.server'
import type { Deps } from '~/commands/deps.server'
import { changePerson } from '~/commands/people/change-person.server'
import { grantRole } from '~/commands/people/grant-role.server'
import { removePerson } from '~/commands/people/remove-person.server'
import { revokeRole } from '~/commands/people/revoke-role.server'
import { parseForm } from '~/contracts/form'
import { ChangePerson, GrantRole, RemovePerson, RevokeRole } from '~/contracts/people'
import type { PersonId } from '~/domain/ids'
import { sayMemberRefusal } from '~/domain/members/refusal'

interface Posted {
  form: FormData
  deps: Deps
  actor: { personId: PersonId }
  personId: PersonId
}

/** One of the forms of the page, by its hidden `intent`, which names the form too. */
export async function act({ form, deps, actor, personId }: Posted) {
  const intent = String(form.get('intent') ?? '').slice(0, 20)
  const run = acts.get(intent)
  if (!run) return invalid({ '': 'The form does not say what is to be done.' }, form)
  const done = await run({ form, deps, actor, personId })
  if ('errors' in done) return invalid(done.errors, form, intent)
  if (!done.ok) return refusedAs(done.error, sayMemberRefusal(done.error), form, intent)
  return redirect(intent === 'remove' ? '/admin/people?done=1' : `/admin/people/${personId}?done=1`)
}

const acts = new Map([
  ['change', change],
  ['grant', grant],
  ['revoke', revoke],
  ['remove', remove],
])

async function change({ form, deps, actor, personId }: Posted) {
  const input = parseForm(ChangePerson, form)
  if (!input.ok) return { errors: input.error }
  const { name, email } = input.value
  return changePerson(deps, actor, { personId, name, email })
}

async function grant({ form, deps, actor, personId }: Posted) {
  const input = parseForm(GrantRole, form)
  if (!input.ok) return { errors: input.error }
  const { role, forum } = input.value
  return grantRole(deps, actor, { personId, role, forumId: forum ?? '' })
}

async function revoke({ form, deps, actor, personId }: Posted) {
  const input = parseForm(RevokeRole, form)
  if (!input.ok) return { errors: input.error }
  const { role, forum } = input.value
  return revokeRole(deps, actor, { personId, role, forumId: forum ?? '' })
}

async function remove({ form, deps, actor, personId }: Posted) {
  const input = parseForm(RemovePerson, form)
  if (!input.ok) return { errors: input.error }
  return removePerson(deps, actor, { personId })
}
