import type { PersonId } from '~/domain/ids'
import type { SignInRefusal } from '~/domain/members/refusal'
import { linkRefusal } from '~/domain/members/sign-in'
import { ok, type Result, refuse } from '~/domain/result'
import { signInLinks, tokenHash } from '~db/stores/sessions'
import type { Deps } from '../deps.server'
import { type Browser, openSession } from './open-session.server'

/** P10: open a session with a link. Of two that come at once, one wins. */
export function useLink(
  deps: Deps,
  { token, ...browser }: { token: string } & Browser,
): Promise<Result<{ sessionToken: string; personId: PersonId }, SignInRefusal>> {
  return deps.store.tx(async (c) => {
    const now = deps.now()
    const hash = tokenHash(token)
    const link = await signInLinks(c).find(hash)
    const refusal = linkRefusal(link, now)
    if (refusal) return refuse(refusal)
    if (!link!.personId) return refuse({ code: 'link-for-nobody' })
    if (!(await signInLinks(c).use(hash, now))) return refuse({ code: 'link-used' })
    const personId = link!.personId
    return ok({ sessionToken: await openSession(c, deps, personId, browser), personId })
  })
}
