import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, readForm } from '~/answer.server'
import { personId as PersonParam } from '~/contracts/people'
import { requireRole } from '~/session.server'
import { AdminHead, Done } from '~/ui/admin/admin-head'
import { type Answered, answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextField } from '~/ui/kit/field'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { memberRoleNames, optionsOf, roleNames } from '~/ui/members/names'
import { delegations } from '~db/stores/delegations'
import { forums } from '~db/stores/forums'
import { people } from '~db/stores/people'
import { act } from './act.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? 'Nobody'} - Administration - Parley` },
]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const { read } = context.deps.store
  const id = PersonParam.safeParse(params.id)
  const person = id.success ? await people(read).find(id.data) : null
  if (!person || person.email === null) notFound('person')
  const standing = (await people(read).standing(person.id))!
  const slugs = new Map((await delegations(read).ofPerson(person.id)).map((d) => [d.id, d.slug]))
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    roles: standing.roles,
    memberships: standing.memberships.map((m) => ({ ...m, slug: slugs.get(m.delegationId) ?? '' })),
    forums: (await forums(read).list()).map((f) => ({ id: f.id, name: f.name })),
    done: new URL(request.url).searchParams.has('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { personId } = await requireRole(request, context, 'administrator')
  const id = PersonParam.safeParse(params.id)
  if (!id.success) notFound('person')
  return act({
    form: await readForm(request),
    deps: context.deps,
    actor: { personId },
    personId: id.data,
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Person() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const form = (name: string) => answered(answer, name)
  const errors = ['', 'change', 'grant', 'revoke', 'remove'].flatMap((name) => form(name).errors)
  return (
    <>
      <AdminHead
        title={<bdi>{page.name}</bdi>}
        crumbs={[{ label: 'People', href: '/admin/people' }, { label: page.name }]}
      />
      <div className="stack-loose">
        <ErrorSummary errors={errors} />
        <Done done={page.done && !answer} />
        <Roles page={page} form={form('grant')} />
        <Section title="Delegations">
          <Table
            caption="Delegations the person is in"
            rows={page.memberships}
            rowKey={(m) => m.delegationId}
            empty="None."
            columns={[
              {
                header: 'Delegation',
                cell: (m) => <a href={`/delegations/${m.slug}`}>{m.delegationName}</a>,
              },
              { header: 'Role', cell: (m) => memberRoleNames[m.role] },
              { header: 'Administrator', cell: (m) => (m.administrator ? 'yes' : 'no') },
            ]}
          />
        </Section>
        <Change page={page} form={form('change')} />
        <Remove page={page} form={form('remove')} />
      </div>
    </>
  )
}

const Roles = ({ page, form }: { page: Page; form: Answered }) => (
  <Section title="Roles">
    <div className="stack">
      <Table
        caption="Roles that no delegation gives"
        rows={page.roles}
        rowKey={(r) => `${r.role} ${r.forumId}`}
        empty="None."
        columns={[
          { header: 'Role', cell: (r) => roleNames[r.role] },
          { header: 'Where', cell: (r) => page.forums.find((f) => f.id === r.forumId)?.name ?? 'everywhere' },
          { header: 'Revoke', cell: (r) => <Revoke person={page.id} role={r.role} forum={r.forumId} /> },
        ]}
      />
      <form className="inline-form" method="post" action={`/admin/people/${page.id}`}>
        <input type="hidden" name="intent" value="grant" />
        <SelectField
          name="role"
          label="Role"
          options={optionsOf(roleNames)}
          value={form.value('role', 'secretariat')}
          error={form.error('role')}
        />
        <SelectField
          name="forum"
          label="Where"
          filter
          prompt="Everywhere"
          options={page.forums.map((f) => ({ value: f.id, label: f.name }))}
          value={form.value('forum')}
          error={form.error('forum')}
        />
        <Button>Grant</Button>
      </form>
    </div>
  </Section>
)

const Revoke = ({ person, role, forum }: { person: string; role: string; forum: string }) => (
  <form method="post" action={`/admin/people/${person}`}>
    <input type="hidden" name="intent" value="revoke" />
    <input type="hidden" name="role" value={role} />
    <input type="hidden" name="forum" value={forum} />
    <Button kind="danger" small>
      Revoke
    </Button>
  </form>
)

const Change = ({ page, form }: { page: Page; form: Answered }) => (
  <Section title="Name and address">
    <form className="form" method="post" action={`/admin/people/${page.id}`}>
      <input type="hidden" name="intent" value="change" />
      <TextField
        name="name"
        label="Name"
        value={form.value('name', page.name)}
        error={form.error('name')}
        maxLength={120}
      />
      <TextField
        name="email"
        type="email"
        label="E-mail address"
        hint="With another address, all sessions of the person end."
        value={form.value('email', page.email)}
        error={form.error('email')}
        maxLength={254}
      />
      <Button kind="quiet">Save</Button>
    </form>
  </Section>
)

const Remove = ({ page, form }: { page: Page; form: Answered }) => (
  <Section title="Remove from the platform">
    <form className="form" method="post" action={`/admin/people/${page.id}`}>
      <p>
        Roles, delegations, address and sessions go at once and do not come back. The name stays beside what
        was done under it.
      </p>
      <input type="hidden" name="intent" value="remove" />
      <TextField
        name="confirmation"
        label="Type the word remove"
        short
        autoComplete="off"
        value={form.value('confirmation')}
        error={form.error('confirmation')}
      />
      <Button kind="danger">Remove {page.name}</Button>
    </form>
  </Section>
)
