import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { askForLink } from '~/commands/sessions/ask-for-link.server'
import { parseForm } from '~/contracts/form'
import { AskForLink } from '~/contracts/sign-in'
import { linkMinutes, safePath } from '~/domain/members/sign-in'
import { linkWay, mailProblem, signInLink } from '~/mail.server'
import { findPerson } from '~/session.server'
import { answered } from '~/ui/kit/answered'
import { Button, LinkButton } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { instantInWords } from '~/ui/time'

export const meta: MetaFunction = () => [{ title: 'Sign in - Parley' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await findPerson(request, context)
  const { config, world } = context
  const { way } = linkWay({ config, world, requestUrl: request.url, dev: import.meta.env.DEV })
  return {
    name: person?.who.name ?? null,
    problem: way === 'none' ? mailProblem(config) : null,
    demo: world === 'demo',
    to: safePath(new URL(request.url).searchParams.get('to'), ''),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request)
  const input = parseForm(AskForLink, form)
  if (!input.ok) return invalid(input.error, form)
  const { config, world, deps, log } = context
  const way = linkWay({ config, world, requestUrl: request.url, dev: import.meta.env.DEV })
  if (way.way === 'none') return refused('mail-not-configured', mailProblem(config)!, form)
  const asked = await askForLink(deps, {
    email: input.value.email,
    address: context.address,
    way: way.way,
    linkTo: signInLink(way.origin, safePath(input.value.to, '')),
  })
  if (!asked.ok) {
    const { day, clock, zone } = instantInWords(asked.error.until)
    const words = `Too many sign-in links were asked for in the last hour. You can ask again on ${day} at ${clock} ${zone}.`
    return refused(asked.error.code, words, form)
  }
  const { link } = asked.value
  if (link) log.info({ link }, 'sign-in link, shown because this world sends no mail')
  return data({ sent: true as const, link })
}

export default function SignIn() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer && 'sent' in answer) return <Sent link={answer.link} />
  const form = answered(answer)
  return (
    <>
      <PageHead
        title="Sign in"
        lede="Enter your e-mail address. We send you a link that signs you in: there is no password to keep."
      />
      <div className="stack">
        <ErrorSummary errors={form.errors} />
        {page.name && (
          <Notice title={`You are signed in as ${page.name}.`}>
            <p>
              <a href="/account">Your account</a> lists your sessions. Signing in again ends this one.
            </p>
          </Notice>
        )}
        {page.problem && (
          <Notice kind="warning" title="Sign-in links cannot be sent yet.">
            <p>{page.problem}</p>
            <p>
              Until then the operator makes a link with <code>parley user link --email</code>.
            </p>
          </Notice>
        )}
        <form className="form" method="post" action="/sign-in">
          <TextField
            name="email"
            type="email"
            label="E-mail address"
            hint="The one your delegation or the secretariat entered for you."
            value={form.value('email')}
            error={form.error('email')}
            autoComplete="email"
            maxLength={254}
          />
          {page.to && <input type="hidden" name="to" value={page.to} />}
          <Button>Send me a sign-in link</Button>
        </form>
      </div>
      <div className="stack-loose after-form">
        {page.demo && <EnterInstead />}
        <NoAccount />
      </div>
    </>
  )
}

const EnterInstead = () => (
  <Section title="Or enter the demonstration">
    <div className="stack">
      <p>In this world all people are invented, and you can be any of them without a link.</p>
      <LinkButton href="/enter" kind="quiet">
        Enter as a fictional person
      </LinkButton>
    </div>
  </Section>
)

const NoAccount = () => (
  <Section title="No account?">
    <p>
      Everything public can be read without one. Members of a <a href="/parties">delegation</a> are invited by
      its administrator; organisations are entered and accredited by the administrator of the platform.
    </p>
  </Section>
)

function Sent({ link }: { link: string | null }) {
  return (
    <>
      <PageHead title="A link is on its way" />
      <div className="stack">
        <Notice
          kind="success"
          live
          title="If somebody here has this address, a sign-in link has been sent to it."
        >
          <p>
            It works once, for {linkMinutes} minutes. If nothing comes, look among unwanted mail, check the
            address, and <a href="/sign-in">ask again</a>.
          </p>
        </Notice>
        {link && (
          <Notice title="This world sends no mail, so here is the link:">
            <p>
              <a href={link}>{link}</a>
            </p>
          </Notice>
        )}
      </div>
    </>
  )
}
