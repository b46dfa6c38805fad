import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '~/answer.server'
import { useLink as openByLink } from '~/commands/sessions/use-link.server'
import { parseForm } from '~/contracts/form'
import { isToken, UseLink } from '~/contracts/sign-in'
import { deviceOf } from '~/domain/members/device'
import { type SignInRefusal, saySignInRefusal } from '~/domain/members/refusal'
import { linkRefusal, safePath } from '~/domain/members/sign-in'
import { findPerson } from '~/session.server'
import { Button, LinkButton } from '~/ui/kit/button'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { signInLinks, tokenHash } from '~db/stores/sessions'

export const meta: MetaFunction = () => [
  { title: 'Sign in - Parley' },
  { name: 'robots', content: 'noindex' },
]

/** It depends on the hour, and is nobody else's business: kept out of the shared page cache. */
export const headers = () => ({ 'x-no-page-cache': '1' })

const statusOf = (code: SignInRefusal['code']) =>
  code === 'link-used' || code === 'link-expired' ? 410 : code === 'too-many' ? 429 : 404

/** Only looks: programs that open the links in a mail to scan them do not use it up. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = params.token ?? ''
  const { store, now } = context.deps
  const link = isToken(token) ? await signInLinks(store.read).find(tokenHash(token)) : null
  const refusal = linkRefusal(link, now())
  const person = await findPerson(request, context)
  const page = {
    refusal: refusal && saySignInRefusal(refusal),
    name: person?.who.name ?? null,
    to: safePath(new URL(request.url).searchParams.get('to'), ''),
  }
  return data(page, { status: refusal ? statusOf(refusal.code) : 200 })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request)
  const input = parseForm(UseLink, form)
  const token = params.token ?? ''
  if (!input.ok || !isToken(token)) return data({ refusal: saySignInRefusal({ code: 'link-unknown' }) }, 404)
  const earlier = await findPerson(request, context)
  const device = deviceOf(request.headers.get('User-Agent'))
  const opened = await openByLink(context.deps, { token, device, earlier })
  if (!opened.ok) return data({ refusal: saySignInRefusal(opened.error) }, statusOf(opened.error.code))
  return redirect(safePath(input.value.to, '/desk'), {
    headers: { 'Set-Cookie': await context.cookie.serialize(opened.value.sessionToken) },
  })
}

export default function UseSignInLink() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()?.refusal ?? page.refusal
  if (refusal)
    return (
      <>
        <PageHead title="This link does not sign you in" />
        <div className="stack">
          <Notice kind="refusal" live title={refusal} />
          <LinkButton href={page.to ? `/sign-in?to=${encodeURIComponent(page.to)}` : '/sign-in'}>
            Ask for a new link
          </LinkButton>
        </div>
      </>
    )
  return (
    <>
      <PageHead title="Sign in" lede="One press, and you are signed in on this device." />
      <form className="form" method="post">
        {page.name && <p>You are signed in as {page.name} here. That session ends.</p>}
        {page.to && <input type="hidden" name="to" value={page.to} />}
        <Button>Sign in</Button>
      </form>
    </>
  )
}
