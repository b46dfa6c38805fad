import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refusedAs } from '~/answer.server'
import { addForum } from '~/commands/forums/add-forum.server'
import { parseForm } from '~/contracts/form'
import { AddForum } from '~/contracts/forums'
import { sayForumRefusal } from '~/domain/forums/refusal'
import { requireRole } from '~/session.server'
import { AdminHead } from '~/ui/admin/admin-head'
import { ForumFields } from '~/ui/forums/forum-fields'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction = () => [{ title: 'Charter a forum - Administration - Parley' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  return { others: (await forums(context.deps.store.read).list()).map(({ id, name }) => ({ id, name })) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { personId } = await requireRole(request, context, 'administrator')
  const form = await readForm(request)
  const input = parseForm(AddForum, form)
  if (!input.ok) return invalid(input.error, form)
  const { parent, ...said } = input.value
  const added = await addForum(context.deps, { personId }, { ...said, parentId: parent ?? null })
  if (!added.ok) return refusedAs(added.error, sayForumRefusal(added.error), form)
  return redirect(`/admin/forums/${said.slug}?done=1`)
}

export default function NewForum() {
  const { others } = useLoaderData<typeof loader>()
  const form = answered(useActionData<typeof action>())
  return (
    <>
      <AdminHead
        title="Charter a forum"
        crumbs={[{ label: 'Forums', href: '/admin/forums' }, { label: 'Charter a forum' }]}
      />
      <div className="stack">
        <ErrorSummary errors={form.errors} />
        <form className="form" method="post" action="/admin/forums/new">
          <TextField
            name="slug"
            label="Short name"
            hint="For its address: lower-case letters, digits, hyphens. It cannot be changed later."
            short
            value={form.value('slug')}
            error={form.error('slug')}
            maxLength={60}
          />
          <ForumFields form={form} others={others} />
          <Button>Charter</Button>
        </form>
      </div>
    </>
  )
}
