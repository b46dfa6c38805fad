import type { PersonId } from '~/domain/ids'
import { sessionDays } from '~/domain/members/sign-in'
import type { Conn } from '~db/store'
import { sessions, tokenHash } from '~db/stores/sessions'
import type { Deps } from '../deps.server'
import { newToken } from './new-token.server'

export interface Browser {
  /** 'Firefox on Linux', so that its owner knows the session again. */
  device: string
  /** The session this browser had until now: it ends. */
  earlier: { personId: PersonId; sessionId: string } | null
}

/** P13: a fresh token for each session, so that none can be planted beforehand. Returns the token for the cookie. */
export async function openSession(c: Conn, deps: Deps, personId: PersonId, { device, earlier }: Browser) {
  const now = deps.now()
  const token = newToken(deps)
  if (earlier) await sessions(c).end(earlier.personId, earlier.sessionId)
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000)
  await sessions(c).add({
    tokenHash: tokenHash(token),
    id: deps.newId(),
    personId,
    createdAt: now,
    expiresAt,
    device,
  })
  return token
}
