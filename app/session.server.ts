import type { AppLoadContext } from '@remix-run/node'
import { createCookie, redirect } from '@remix-run/node'
import type { PersonId } from '~/domain/ids'
import { sessionDays } from '~/domain/members/sign-in'
import type { Role, Standing } from '~/domain/members/standing'
import type { Store } from '~db/store'
import { people } from '~db/stores/people'
import { sessions, tokenHash } from '~db/stores/sessions'

export { tokenHash }

export interface CookieConfig {
  secrets: string[]
  secure: boolean
}

/** The signed cookie that holds a session's token; what the token opens is in the database, so it can be ended. */
export const sessionCookie = ({ secrets, secure }: CookieConfig) =>
  createCookie(secure ? '__Host-parley' : 'parley', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    secrets,
    maxAge: sessionDays * 86_400,
  })
export type SessionCookie = ReturnType<typeof sessionCookie>

export interface SignedIn {
  sessionId: string
  personId: PersonId
  who: Standing
  /** Where the request names itself: a name for each change it asks for, in their order. */
  nextKey?: (() => string) | undefined
}

interface Asked {
  store: Store
  cookie: SessionCookie
  now: Date
}

/** The session that a cookie header names. A forged, ended or expired one is none. */
export async function openSession(
  { store, cookie, now }: Asked,
  cookieHeader: string | null | undefined,
): Promise<Omit<SignedIn, 'who'> | null> {
  const token: unknown = cookieHeader ? await cookie.parse(cookieHeader).catch(() => null) : null
  if (typeof token !== 'string' || token.length > 100) return null
  const session = await sessions(store.read).open(tokenHash(token), now)
  return session && { sessionId: session.id, personId: session.personId }
}

/** Who a cookie header speaks for: pages and sockets ask the same. */
export async function signedIn(
  asked: Asked,
  cookieHeader: string | null | undefined,
): Promise<SignedIn | null> {
  const session = await openSession(asked, cookieHeader)
  const who = session && (await people(asked.store.read).standing(session.personId))
  return session && who ? { ...session, who } : null
}

/** Asked once a request, however many loaders ask. */
const asked = new WeakMap<AppLoadContext, Promise<SignedIn | null>>()

export function findPerson(request: Request, context: AppLoadContext): Promise<SignedIn | null> {
  let answer = asked.get(context)
  if (!answer) {
    const { store, now } = context.deps
    answer = signedIn({ store, cookie: context.cookie, now: now() }, request.headers.get('Cookie'))
    asked.set(context, answer)
  }
  return answer
}

/** Sends whoever is not signed in to the sign-in page and back afterwards. */
export async function requirePerson(request: Request, context: AppLoadContext): Promise<SignedIn> {
  const person = await findPerson(request, context)
  if (person) return { ...person, nextKey: keysOf(request) }
  const { pathname, search } = new URL(request.url)
  const back = request.method === 'GET' ? pathname + search : '/'
  throw redirect(`/sign-in?to=${encodeURIComponent(back)}`)
}

const keyForm = /^[\w-]{8,64}$/

/** D30: the name a request has given itself, for what it changes first; numbered for what follows. */
function keysOf(request: Request): SignedIn['nextKey'] {
  const key = request.headers.get('Idempotency-Key')
  if (key === null) return undefined
  if (!keyForm.test(key))
    throw new Response('The Idempotency-Key must be 8 to 64 letters, digits, hyphens and underscores.', {
      status: 400,
      statusText: 'Bad Request',
    })
  let n = 0
  return () => (n++ === 0 ? key : `${key}/${n}`)
}

/** For pages that only a role may see; everybody else is told which. */
export async function requireRole(
  request: Request,
  context: AppLoadContext,
  ...anyOf: Role[]
): Promise<SignedIn> {
  const person = await requirePerson(request, context)
  if (person.who.roles.some((r) => anyOf.includes(r.role))) return person
  throw new Response(`This page is for: ${anyOf.join(', ')}.`, { status: 403, statusText: 'Forbidden' })
}
