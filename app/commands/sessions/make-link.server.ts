import type { MemberRefusal } from '~/domain/members/refusal'
import { ok, type Result, refuse } from '~/domain/result'
import { people } from '~db/stores/people'
import { signInLinks } from '~db/stores/sessions'
import type { Deps } from '../deps.server'
import { linkRow } from './ask-for-link.server'
import { newToken } from './new-token.server'

/** P10: a link made by the operator at the command line, for a platform whose mail is not set up yet. */
export function makeLink(
  deps: Deps,
  { email, linkTo }: { email: string; linkTo(token: string): string },
): Promise<Result<{ link: string }, MemberRefusal>> {
  const token = newToken(deps)
  return deps.store.tx(async (c) => {
    const person = await people(c).findByEmail(email)
    if (!person) return refuse({ code: 'not-found', what: 'person' })
    const row = linkRow(token, person.id, deps.now())
    await signInLinks(c).add({ ...row, emailHash: 'operator', addressHash: 'operator' })
    return ok({ link: linkTo(token) })
  })
}
