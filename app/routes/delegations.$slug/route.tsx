import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, readForm } from '~/answer.server'
import { mayRunDelegation } from '~/domain/members/may-administer'
import { linkWay } from '~/mail.server'
import { findPerson, requirePerson } from '~/session.server'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { Chip } from '~/ui/kit/chip'
import { EmptyState } from '~/ui/kit/empty-state'
import { Notice } from '~/ui/kit/notice'
import { Table } from '~/ui/kit/table'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { memberRoleNames, organisationKindNames, regionName } from '~/ui/members/names'
import { Instant } from '~/ui/time'
import { delegations } from '~db/stores/delegations'
import { forums } from '~db/stores/forums'
import { organisations } from '~db/stores/organisations'
import { act } from './act.server'
import { MemberForms } from './member-forms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Delegation of ${data.name}` : 'No such delegation'} - Parley` },
]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.deps.store
  const delegation = await delegations(read).bySlug(params.slug ?? '')
  if (!delegation) notFound('delegation')
  const person = await findPerson(request, context)
  return {
    name: delegation.name,
    slug: delegation.slug,
    organisation: (await organisations(read).byId(delegation.organisationId))!,
    members: await delegations(read).members(delegation.id),
    seats: await forums(read).seatsOf(delegation.id),
    mayRun: mayRunDelegation(person?.who ?? null, delegation.id),
    done: new URL(request.url).searchParams.get('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { personId } = await requirePerson(request, context)
  const { deps, config, world } = context
  const delegation = await delegations(deps.store.read).bySlug(params.slug ?? '')
  if (!delegation) notFound('delegation')
  const way = linkWay({ config, world, requestUrl: request.url, dev: import.meta.env.DEV })
  const signInUrl = way.way === 'mailed' ? `${way.origin}/sign-in` : undefined
  return act({ form: await readForm(request), deps, actor: { personId }, delegation, signInUrl })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Delegation() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { organisation } = page
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Parties', href: '/parties' },
          { label: organisation.name, href: `/parties/${organisation.slug}` },
          { label: 'Delegation' },
        ]}
      />
      <PageHead
        eyebrow={`Delegation · ${organisationKindNames[organisation.kind]}${organisation.region ? ` · ${regionName(organisation.region)}` : ''}`}
        title={<bdi>{page.name}</bdi>}
        actions={
          organisation.accredited ? (
            <Chip tone="ok" shape="tick">
              accredited
            </Chip>
          ) : (
            <Chip tone="warn" shape="warning">
              not accredited
            </Chip>
          )
        }
      />
      <div className="stack-loose">
        <Done what={page.done} />
        <Members members={page.members} />
        {page.mayRun && <MemberForms slug={page.slug} members={page.members} answer={answer} />}
        <Seats seats={page.seats} />
      </div>
    </>
  )
}

const doneWords = new Map([
  ['invited', 'The person is in the delegation and can sign in with this address.'],
  ['known', 'The person has an account already and is now in the delegation, under that account’s name.'],
  ['changed', 'The change is made.'],
  ['removed', 'The person is no longer in the delegation.'],
])

function Done({ what }: { what: string | null }) {
  const words = doneWords.get(what ?? '')
  return words ? <Notice kind="success" live title={words} /> : null
}

const Members = ({ members }: Pick<Page, 'members'>) => (
  <Section title="Members" id="members">
    {members.length === 0 ? (
      <EmptyState
        title="Nobody is in this delegation yet."
        who="The platform’s administrator, who invites its first member."
      />
    ) : (
      <Table
        caption={members.length === 1 ? '1 person' : `${members.length} people`}
        rows={members}
        rowKey={(m) => m.personId}
        columns={[
          { header: 'Name', cell: (m) => <bdi>{m.name}</bdi> },
          {
            header: 'Role',
            cell: (m) => (
              <span className="cluster">
                {memberRoleNames[m.role]}
                {m.administrator && <Chip tone="accent">runs the delegation</Chip>}
              </span>
            ),
          },
          { header: 'Since', cell: (m) => <Instant at={m.since} dateOnly /> },
        ]}
      />
    )}
  </Section>
)

const Seats = ({ seats }: Pick<Page, 'seats'>) => (
  <Section title="Seats" id="seats">
    {seats.length === 0 ? (
      <EmptyState title="This delegation sits in no forum." who="The secretariat of a forum." />
    ) : (
      <Table
        caption="Seats in forums"
        rows={seats}
        rowKey={(s) => s.seatId}
        columns={[
          { header: 'Forum', cell: (s) => <a href={`/forums/${s.forumSlug}`}>{s.forumName}</a> },
          { header: 'Code on the roll', cell: (s) => s.member },
          { header: 'Votes', cell: (s) => (s.votes ? 'yes' : 'no, it is heard') },
        ]}
      />
    )}
  </Section>
)
