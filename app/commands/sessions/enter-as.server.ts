import type { PersonId } from '~/domain/ids'
import type { SignInRefusal } from '~/domain/members/refusal'
import { ok, type Result, refuse } from '~/domain/result'
import { people } from '~db/stores/people'
import { settings } from '~db/stores/settings'
import type { Deps } from '../deps.server'
import { type Browser, openSession } from './open-session.server'

/**
 * P15: in the demonstration world anybody may be any of its fictional people. The world is read from the
 * database, so that no configuration can open this door anywhere else.
 */
export function enterAs(
  deps: Deps,
  { personId, ...browser }: { personId: PersonId } & Browser,
): Promise<Result<{ sessionToken: string }, SignInRefusal>> {
  return deps.store.tx(async (c) => {
    if ((await settings(c).world()) !== 'demo') return refuse({ code: 'not-fictional' })
    const person = await people(c).find(personId)
    if (!person || person.email === null) return refuse({ code: 'not-found', what: 'person' })
    if (!person.fictional) return refuse({ code: 'not-fictional' })
    return ok({ sessionToken: await openSession(c, deps, personId, browser) })
  })
}
