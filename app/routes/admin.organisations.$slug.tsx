import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, notFound, readForm, refusedAs } from '~/answer.server'
import { addDelegation } from '~/commands/delegations/add-delegation.server'
import { changeOrganisation } from '~/commands/organisations/change-organisation.server'
import { AddDelegation } from '~/contracts/delegations'
import { parseForm } from '~/contracts/form'
import { ChangeOrganisation } from '~/contracts/organisations'
import { sayMemberRefusal } from '~/domain/members/refusal'
import { requireRole } from '~/session.server'
import { AdminHead, Done } from '~/ui/admin/admin-head'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { OrganisationFields } from '~/ui/members/organisation-fields'
import { delegations } from '~db/stores/delegations'
import { organisations } from '~db/stores/organisations'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.organisation.name ?? 'No such organisation'} - Administration - Parley` },
]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const { read } = context.deps.store
  const organisation = await organisations(read).bySlug(params.slug ?? '')
  if (!organisation) notFound('organisation')
  return {
    organisation,
    delegations: await delegations(read).ofOrganisation(organisation.id),
    done: new URL(request.url).searchParams.has('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { personId } = await requireRole(request, context, 'administrator')
  const { deps } = context
  const organisation = await organisations(deps.store.read).bySlug(params.slug ?? '')
  if (!organisation) notFound('organisation')
  const form = await readForm(request)
  const organisationId = organisation.id
  if (form.get('intent') === 'add-delegation') {
    const input = parseForm(AddDelegation, form)
    if (!input.ok) return invalid(input.error, form, 'delegation')
    const { slug, name } = input.value
    const added = await addDelegation(deps, { personId }, { slug, name, organisationId })
    if (!added.ok) return refusedAs(added.error, sayMemberRefusal(added.error), form, 'delegation')
    return redirect(`/delegations/${slug}#run`)
  }
  const input = parseForm(ChangeOrganisation, form)
  if (!input.ok) return invalid(input.error, form, 'organisation')
  const { intent: _, ...said } = input.value
  const changed = await changeOrganisation(deps, { personId }, { organisationId, ...said })
  if (!changed.ok) return refusedAs(changed.error, sayMemberRefusal(changed.error), form, 'organisation')
  return redirect(`/admin/organisations/${organisation.slug}?done=1`)
}

export default function Organisation() {
  const { organisation, delegations: sent, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [said, added] = [answered(answer, 'organisation'), answered(answer, 'delegation')]
  const here = `/admin/organisations/${organisation.slug}`
  return (
    <>
      <AdminHead
        title={<bdi>{organisation.name}</bdi>}
        crumbs={[{ label: 'Organisations', href: '/admin/organisations' }, { label: organisation.name }]}
        actions={<a href={`/parties/${organisation.slug}`}>Public page</a>}
      />
      <div className="stack-loose">
        <ErrorSummary errors={[...said.errors, ...added.errors]} />
        <Done done={done && !answer} />
        <Section title="What is said of it">
          <form className="form" method="post" action={here}>
            <input type="hidden" name="intent" value="change" />
            <OrganisationFields form={said} organisation={organisation} />
            <Button>Save</Button>
          </form>
        </Section>
        <Section title="Delegations">
          <div className="stack">
            <Table
              caption="Whom it sends"
              rows={sent}
              rowKey={(d) => d.id}
              empty="None yet. Add one, then invite its first administrator on its page."
              columns={[
                { header: 'Name', cell: (d) => <a href={`/delegations/${d.slug}`}>{d.name}</a> },
                { header: 'Short name', cell: (d) => d.slug },
              ]}
            />
            <form className="form" method="post" action={here}>
              <input type="hidden" name="intent" value="add-delegation" />
              <TextField
                id="delegation-name"
                name="name"
                label="Name of the delegation"
                value={added.value('name', sent.length ? '' : organisation.name)}
                error={added.error('name')}
                maxLength={160}
              />
              <TextField
                name="slug"
                label="Short name"
                hint="For its address. It cannot be changed later."
                short
                value={added.value('slug', sent.length ? '' : organisation.slug)}
                error={added.error('slug')}
                maxLength={60}
              />
              <Button kind="quiet">Add a delegation</Button>
            </form>
          </div>
        </Section>
      </div>
    </>
  )
}
