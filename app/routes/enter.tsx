import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, readForm, statusOf } from '~/answer.server'
import { enterAs } from '~/commands/sessions/enter-as.server'
import { parseForm } from '~/contracts/form'
import { EnterAs } from '~/contracts/sign-in'
import type { PersonId } from '~/domain/ids'
import { deviceOf } from '~/domain/members/device'
import { saySignInRefusal } from '~/domain/members/refusal'
import { safePath } from '~/domain/members/sign-in'
import { findPerson } from '~/session.server'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { memberRoleNames, organisationKindNames, regionName, roleNames } from '~/ui/members/names'
import { people } from '~db/stores/people'

export const meta: MetaFunction = () => [{ title: 'Enter the demonstration - Parley' }]

interface Entry {
  id: PersonId
  name: string
  note: string
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (context.world !== 'demo') notFound('page')
  const { read } = context.deps.store
  const [persons, memberships, grants] = [
    await people(read).fictional(),
    await people(read).fictionalMemberships(),
    await people(read).grants(),
  ]
  const groups = new Map<string, Entry[]>()
  for (const { id, name } of persons) {
    const own = memberships.filter((m) => m.personId === id)
    const held = grants.filter((g) => g.personId === id)
    const notes = [
      ...held.map((g) => `${roleNames[g.role]}, ${g.forumName ?? 'everywhere'}`),
      ...own.map((m) => `${memberRoleNames[m.role]}, ${m.delegationName}`),
    ]
    const group = groupOf(own[0], held.length > 0)
    groups.set(group, [...(groups.get(group) ?? []), { id, name, note: notes.join('; ') || 'the public' }])
  }
  const to = safePath(new URL(request.url).searchParams.get('to'), '')
  return { to, groups: [...groups].map(([title, entries]) => ({ title, entries })).sort(byPlace) }
}

const staff = 'Secretariat, chairs and others with a role'
const nobody = 'Everybody else'
const states = 'States'
const others = 'Firms, civil society, technical community'

const groupOf = (
  own: { organisationKind: keyof typeof organisationKindNames; region: string } | undefined,
  hasRole: boolean,
): string => {
  if (hasRole) return staff
  if (!own) return nobody
  const kind = own.organisationKind === 'government' ? states : others
  return own.region ? `${regionName(own.region)}: ${kind}` : organisationKindNames[own.organisationKind]
}

const byPlace = (a: { title: string }, b: { title: string }) =>
  rank(a.title) - rank(b.title) || (sortKey(a.title) < sortKey(b.title) ? -1 : 1)
/** Within a region, its States first. */
const sortKey = (title: string) => title.replace(`: ${states}`, ': 0').replace(`: ${others}`, ': 1')
const rank = (title: string) => (title === staff ? 0 : title === nobody ? 2 : 1)

export async function action({ request, context }: ActionFunctionArgs) {
  if (context.world !== 'demo') notFound('page')
  const input = parseForm(EnterAs, await readForm(request))
  if (!input.ok) return data({ refusal: Object.values(input.error)[0]! }, 400)
  const earlier = await findPerson(request, context)
  const device = deviceOf(request.headers.get('User-Agent'))
  const personId = input.value.person as PersonId
  const entered = await enterAs(context.deps, { personId, device, earlier })
  if (!entered.ok) return data({ refusal: saySignInRefusal(entered.error) }, statusOf(entered.error.code))
  return redirect(safePath(input.value.to, '/desk'), {
    headers: { 'Set-Cookie': await context.cookie.serialize(entered.value.sessionToken) },
  })
}

export default function Enter() {
  const { groups, to } = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()?.refusal
  return (
    <>
      <PageHead
        title="Enter the demonstration"
        lede="Be one of its people. All are invented; whoever you are, others may be the same person at the same time."
      />
      <div className="stack-loose">
        {refusal && <Notice kind="refusal" live title={refusal} />}
        {groups.map((group) => (
          <Section key={group.title} title={group.title}>
            <form method="post" action="/enter">
              {to && <input type="hidden" name="to" value={to} />}
              <ul className="enter-list">
                {group.entries.map((entry) => (
                  <EntryRow key={entry.id} {...entry} />
                ))}
              </ul>
            </form>
          </Section>
        ))}
      </div>
    </>
  )
}

const EntryRow = ({ id, name, note }: Entry) => (
  <li>
    <button type="submit" name="person" value={id} className="enter-person">
      <bdi className="enter-name">{name}</bdi>
      <span className="enter-note">{note}</span>
    </button>
  </li>
)
