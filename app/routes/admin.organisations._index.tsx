import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refusedAs } from '~/answer.server'
import { addOrganisation } from '~/commands/organisations/add-organisation.server'
import { parseForm } from '~/contracts/form'
import { AddOrganisation } from '~/contracts/organisations'
import { sayMemberRefusal } from '~/domain/members/refusal'
import { requireRole } from '~/session.server'
import { AdminHead } from '~/ui/admin/admin-head'
import { SearchForm } from '~/ui/admin/search-form'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { Chip } from '~/ui/kit/chip'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { Pagination } from '~/ui/kit/pagination'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { organisationKindNames } from '~/ui/members/names'
import { OrganisationFields } from '~/ui/members/organisation-fields'
import { organisations } from '~db/stores/organisations'

export const meta: MetaFunction = () => [{ title: 'Organisations - Administration - Parley' }]

const perPage = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const { searchParams } = new URL(request.url)
  const search = (searchParams.get('search') ?? '').slice(0, 100)
  const after = (searchParams.get('after') ?? '').slice(0, 60)
  const rows = await organisations(context.deps.store.read).page({ after, search, n: perPage + 1 })
  return { search, rows: rows.slice(0, perPage), more: rows.length > perPage }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { personId } = await requireRole(request, context, 'administrator')
  const form = await readForm(request)
  const input = parseForm(AddOrganisation, form)
  if (!input.ok) return invalid(input.error, form)
  const { intent: _, ...said } = input.value
  const added = await addOrganisation(context.deps, { personId }, said)
  if (!added.ok) return refusedAs(added.error, sayMemberRefusal(added.error), form)
  return redirect(`/admin/organisations/${said.slug}?done=1`)
}

export default function Organisations() {
  const { search, rows, more } = useLoaderData<typeof loader>()
  const form = answered(useActionData<typeof action>())
  const filter = search ? `search=${encodeURIComponent(search)}&` : ''
  return (
    <>
      <AdminHead title="Organisations" at="organisations" crumbs={[{ label: 'Organisations' }]} />
      <div className="stack-loose">
        <ErrorSummary errors={form.errors} />
        <div className="stack">
          <SearchForm action="/admin/organisations" label="Find by name" search={search} />
          <Table
            caption={search ? `Organisations with “${search}” in the name` : 'Organisations by short name'}
            rows={rows}
            rowKey={(o) => o.id}
            empty="None."
            columns={[
              { header: 'Name', cell: (o) => <a href={`/admin/organisations/${o.slug}`}>{o.name}</a> },
              { header: 'Kind', cell: (o) => organisationKindNames[o.kind] },
              { header: 'Country', cell: (o) => o.country },
              {
                header: 'Standing',
                cell: (o) => (o.accredited ? 'accredited' : <Chip tone="warn">not accredited</Chip>),
              },
            ]}
          />
          <Pagination
            of="organisations"
            next={more ? `/admin/organisations?${filter}after=${rows.at(-1)!.slug}` : undefined}
          />
        </div>
        <Section title="Add an organisation" id="add">
          <form className="form" method="post" action="/admin/organisations">
            <input type="hidden" name="intent" value="add" />
            <TextField
              name="slug"
              label="Short name"
              hint="For its address: lower-case letters, digits, hyphens. It cannot be changed later."
              short
              value={form.value('slug')}
              error={form.error('slug')}
              maxLength={60}
            />
            <OrganisationFields form={form} />
            <Button>Add</Button>
          </form>
        </Section>
      </div>
    </>
  )
}
