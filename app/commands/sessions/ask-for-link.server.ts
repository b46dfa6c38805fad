import { createHash } from 'node:crypto'
import type { PersonId } from '~/domain/ids'
import { hourMs, limitedUntil, linkMinutes, linksPerHour, networkOf } from '~/domain/members/sign-in'
import { ok, type Result, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { mailbox } from '~db/stores/mail'
import { people } from '~db/stores/people'
import { sessions, signInLinks, tokenHash } from '~db/stores/sessions'
import type { Deps } from '../deps.server'
import { newToken } from './new-token.server'

export interface AskForLinkInput {
  /** Lower case. */
  email: string
  /** The network address that asks. */
  address: string
  /** 'mailed' puts it into the outbox; 'shown' hands it back, in development and fictional worlds only. */
  way: 'mailed' | 'shown'
  /** The address the link becomes a part of, from configuration and never from a stranger's Host header. */
  linkTo(token: string): string
}

export type AskRefusal = { code: 'too-many'; until: Date }
const keptMs = 24 * hourMs

/**
 * P10, P11, P14: make a sign-in link. What comes back is the same whether or not somebody has the address.
 * Signing in is no public act, so there is no ledger entry.
 */
export function askForLink(
  deps: Deps,
  input: AskForLinkInput,
): Promise<Result<{ link: string | null }, AskRefusal>> {
  const token = newToken(deps)
  const link = input.linkTo(token)
  return deps.store.tx(async (c) => {
    const now = deps.now()
    const emailHash = hashed('e-mail', input.email)
    const addressHash = hashed('network', networkOf(input.address))
    const until = await limit(c, { emailHash, addressHash }, now)
    if (until) return refuse({ code: 'too-many', until })
    const person = await people(c).findByEmail(input.email)
    await forgetOld(c, now)
    await signInLinks(c).add({ ...linkRow(token, person?.id ?? null, now), emailHash, addressHash })
    if (input.way === 'shown') return ok({ link })
    if (person) await mailbox(c).add({ id: deps.newId(), to: input.email, ...message(link), createdAt: now })
    return ok({ link: null })
  })
}

export const linkRow = (token: string, personId: PersonId | null, now: Date) => ({
  tokenHash: tokenHash(token),
  personId,
  createdAt: now,
  expiresAt: new Date(now.getTime() + linkMinutes * 60_000),
})

/** P11: refused attempts are not counted, so nobody is locked out for longer than an hour by somebody else. */
async function limit(
  c: Conn,
  by: { emailHash: string; addressHash: string },
  now: Date,
): Promise<Date | null> {
  const since = new Date(now.getTime() - hourMs)
  const [email, network] = [
    await signInLinks(c).askedSince('emailHash', by.emailHash, since),
    await signInLinks(c).askedSince('addressHash', by.addressHash, since),
  ]
  const times = (rows: { createdAt: Date }[]) => rows.map((r) => r.createdAt)
  const until = [
    limitedUntil(times(email), linksPerHour.email),
    limitedUntil(times(network), linksPerHour.network),
  ]
  return until.reduce((late, at) => (at && (!late || at > late) ? at : late))
}

async function forgetOld(c: Conn, now: Date) {
  await signInLinks(c).forgetBefore(new Date(now.getTime() - keptMs))
  await sessions(c).forgetExpired(now)
}

const hashed = (what: string, value: string) => createHash('sha256').update(`${what}\n${value}`).digest('hex')

const message = (link: string) => ({
  subject: 'Your sign-in link for Parley',
  text:
    `Open this link to sign in to Parley:\n${link}\n\n` +
    `It works once, within ${linkMinutes} minutes. If you did not ask for it, ignore this message: ` +
    'nobody can sign in without the link.\n',
})
