import type { PersonId } from '~/domain/ids'
import type { SignInRefusal } from '~/domain/members/refusal'
import { ok, type Result, refuse } from '~/domain/result'
import { sessions } from '~db/stores/sessions'
import type { Deps } from '../deps.server'

/** P13: end one session of one's own. Another person's is not found, whatever its id. */
export function endSession(
  deps: Deps,
  { personId, sessionId }: { personId: PersonId; sessionId: string },
): Promise<Result<object, SignInRefusal>> {
  return deps.store.tx(async (c) =>
    (await sessions(c).end(personId, sessionId)) ? ok({}) : refuse({ code: 'not-found', what: 'session' }),
  )
}

/** P13: end all sessions of a person but the one it acts in. */
export function endOtherSessions(
  deps: Deps,
  { personId, except }: { personId: PersonId; except: string },
): Promise<Result<{ ended: number }, never>> {
  return deps.store.tx(async (c) => ok({ ended: await sessions(c).endAll(personId, except) }))
}
