import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePerson } from '~/session.server'
import { Button } from '~/ui/kit/button'
import { Chip } from '~/ui/kit/chip'
import { DefinitionList } from '~/ui/kit/definition-list'
import { EmptyState } from '~/ui/kit/empty-state'
import { Table } from '~/ui/kit/table'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { memberRoleNames, roleNames } from '~/ui/members/names'
import { Instant } from '~/ui/time'
import { delegations } from '~db/stores/delegations'
import { forums } from '~db/stores/forums'
import { people } from '~db/stores/people'
import { sessions } from '~db/stores/sessions'

export const meta: MetaFunction = () => [{ title: 'Your account - Parley' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { personId, sessionId, who } = await requirePerson(request, context)
  const { store, now } = context.deps
  const person = (await people(store.read).find(personId))!
  const places = await forums(store.read).list()
  const slugs = new Map((await delegations(store.read).ofPerson(personId)).map((d) => [d.id, d.slug]))
  return {
    name: person.name,
    email: person.email,
    roles: who.roles.map(({ role, forumId }) => ({
      role,
      forum: places.find((f) => f.id === forumId)?.name ?? null,
    })),
    memberships: who.memberships.map((m) => ({ ...m, slug: slugs.get(m.delegationId) ?? '' })),
    sessions: (await sessions(store.read).ofPerson(personId, now())).map((s) => ({
      ...s,
      current: s.id === sessionId,
    })),
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Account() {
  const page = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Your account" actions={<SignOut />} />
      <div className="stack-loose">
        <DefinitionList
          facts={[
            { term: 'Name', value: <bdi>{page.name}</bdi> },
            { term: 'E-mail address', value: page.email },
            { term: 'Roles', value: page.roles.length > 0 && <Roles roles={page.roles} /> },
          ]}
        />
        <Delegations memberships={page.memberships} />
        <p>
          <a href="/account/unsent">Unsent words on this device</a>: what you wrote into drafts and could not
          be stored.
        </p>
        <Sessions sessions={page.sessions} />
      </div>
    </>
  )
}

const SignOut = () => (
  <form method="post" action="/account/sessions/current/ending">
    <Button kind="quiet">Sign out</Button>
  </form>
)

const Roles = ({ roles }: Pick<Page, 'roles'>) => (
  <span className="cluster">
    {roles.map(({ role, forum }) => (
      <Chip key={`${role} ${forum}`} tone="accent">
        {roleNames[role]}, {forum ?? 'everywhere'}
      </Chip>
    ))}
  </span>
)

function Delegations({ memberships }: Pick<Page, 'memberships'>) {
  return (
    <Section title="Your delegations" id="delegations">
      {memberships.length === 0 ? (
        <EmptyState
          title="You are in no delegation."
          who="The administrator of a delegation, who invites you by this e-mail address."
        />
      ) : (
        <Table
          caption="Delegations you speak for"
          rows={memberships}
          rowKey={(m) => m.delegationId}
          columns={[
            {
              header: 'Delegation',
              cell: (m) => (
                <a href={`/delegations/${m.slug}`}>
                  <bdi>{m.delegationName}</bdi>
                </a>
              ),
            },
            { header: 'Your role', cell: (m) => memberRoleNames[m.role] },
            { header: 'Administrator', cell: (m) => (m.administrator ? 'yes' : 'no') },
            { header: 'Seats', numeric: true, cell: (m) => m.seats.length },
          ]}
        />
      )}
    </Section>
  )
}

function Sessions({ sessions: list }: Pick<Page, 'sessions'>) {
  return (
    <Section title="Sessions" id="sessions">
      <div className="stack">
        <p>Where you are signed in. End whatever you do not know; it works at once.</p>
        <Table
          caption="Open sessions"
          rows={list}
          rowKey={(s) => s.id}
          columns={[
            { header: 'Device', cell: (s) => s.device },
            { header: 'Signed in', cell: (s) => <Instant at={s.createdAt} /> },
            { header: 'Ends by itself', cell: (s) => <Instant at={s.expiresAt} dateOnly /> },
            { header: 'End', cell: (s) => <EndOne session={s} /> },
          ]}
        />
        {list.length > 1 && (
          <form method="post" action="/account/sessions/others/ending">
            <Button kind="danger">End all other sessions</Button>
          </form>
        )}
      </div>
    </Section>
  )
}

const EndOne = ({ session }: { session: Page['sessions'][number] }) =>
  session.current ? (
    <Chip tone="ok" shape="current">
      this one
    </Chip>
  ) : (
    <form method="post" action={`/account/sessions/${session.id}/ending`}>
      <Button kind="quiet" small>
        End
      </Button>
    </form>
  )
