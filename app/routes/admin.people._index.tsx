import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refusedAs } from '~/answer.server'
import { addPerson } from '~/commands/people/add-person.server'
import { parseForm } from '~/contracts/form'
import { AddPerson } from '~/contracts/people'
import { sayMemberRefusal } from '~/domain/members/refusal'
import { requireRole } from '~/session.server'
import { AdminHead, Done } from '~/ui/admin/admin-head'
import { SearchForm } from '~/ui/admin/search-form'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { Pagination } from '~/ui/kit/pagination'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { roleNames } from '~/ui/members/names'
import { Instant } from '~/ui/time'
import { people } from '~db/stores/people'

export const meta: MetaFunction = () => [{ title: 'People - Administration - Parley' }]

const perPage = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const { searchParams } = new URL(request.url)
  const { read } = context.deps.store
  const search = (searchParams.get('search') ?? '').slice(0, 100)
  const after = (searchParams.get('after') ?? '').slice(0, 60)
  const rows = await people(read).page({ after, search, n: perPage + 1 })
  return {
    search,
    rows: rows.slice(0, perPage),
    more: rows.length > perPage,
    grants: await people(read).grants(),
    done: searchParams.has('done'),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { personId } = await requireRole(request, context, 'administrator')
  const form = await readForm(request)
  const input = parseForm(AddPerson, form)
  if (!input.ok) return invalid(input.error, form)
  const { name, email } = input.value
  const added = await addPerson(context.deps, { personId }, { name, email })
  if (!added.ok) return refusedAs(added.error, sayMemberRefusal(added.error), form)
  return redirect(`/admin/people/${added.value.personId}?done=1`)
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function People() {
  const { search, rows, more, grants, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const form = answered(answer)
  const filter = search ? `search=${encodeURIComponent(search)}&` : ''
  return (
    <>
      <AdminHead title="People" at="people" crumbs={[{ label: 'People' }]} />
      <div className="stack-loose">
        <ErrorSummary errors={form.errors} />
        <Done done={done && !answer} />
        <div className="stack">
          <SearchForm action="/admin/people" label="Find by name or address" search={search} />
          <Table
            caption={search ? `People with “${search}” in the name or address` : 'People, in order of entry'}
            rows={rows}
            rowKey={(p) => p.id}
            empty="None."
            columns={[
              {
                header: 'Name',
                cell: (p) => (
                  <a href={`/admin/people/${p.id}`}>
                    <bdi>{p.name}</bdi>
                  </a>
                ),
              },
              { header: 'E-mail address', cell: (p) => p.email },
              { header: 'Since', cell: (p) => <Instant at={p.createdAt} dateOnly /> },
            ]}
          />
          <Pagination
            of="people"
            next={more ? `/admin/people?${filter}after=${rows.at(-1)!.id}` : undefined}
          />
        </div>
        <Grants grants={grants} />
        <Section title="Add a person" id="add">
          <form className="form" method="post" action="/admin/people">
            <input type="hidden" name="intent" value="add" />
            <TextField
              name="name"
              label="Name"
              value={form.value('name')}
              error={form.error('name')}
              maxLength={120}
            />
            <TextField
              name="email"
              type="email"
              label="E-mail address"
              value={form.value('email')}
              error={form.error('email')}
              maxLength={254}
            />
            <Button>Add</Button>
          </form>
        </Section>
      </div>
    </>
  )
}

const Grants = ({ grants }: Pick<Page, 'grants'>) => (
  <Section title="Roles" id="roles">
    <Table
      caption="Who holds a role that no delegation gives"
      rows={grants}
      rowKey={(g) => `${g.personId} ${g.role} ${g.forumId}`}
      empty="Nobody."
      columns={[
        {
          header: 'Name',
          cell: (g) => (
            <a href={`/admin/people/${g.personId}`}>
              <bdi>{g.name}</bdi>
            </a>
          ),
        },
        { header: 'Role', cell: (g) => roleNames[g.role] },
        { header: 'Where', cell: (g) => g.forumName ?? 'everywhere' },
        { header: 'Since', cell: (g) => <Instant at={g.since} dateOnly /> },
      ]}
    />
  </Section>
)
