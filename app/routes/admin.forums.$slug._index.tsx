import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, notFound, readForm, refusedAs } from '~/answer.server'
import { changeForum } from '~/commands/forums/change-forum.server'
import { parseForm } from '~/contracts/form'
import { ChangeForum } from '~/contracts/forums'
import { sayForumRefusal } from '~/domain/forums/refusal'
import { requireRole } from '~/session.server'
import { Done } from '~/ui/admin/admin-head'
import { ForumHead } from '~/ui/admin/forum-head'
import { ForumFields } from '~/ui/forums/forum-fields'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.forum.name ?? 'No such forum'} - Administration - Parley` },
]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const all = await forums(context.deps.store.read).list()
  const forum = all.find((f) => f.slug === params.slug)
  if (!forum) notFound('forum')
  return {
    forum,
    others: all.filter((f) => f.id !== forum.id).map(({ id, name }) => ({ id, name })),
    done: new URL(request.url).searchParams.has('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { personId } = await requireRole(request, context, 'administrator')
  const forum = await forums(context.deps.store.read).bySlug(params.slug ?? '')
  if (!forum) notFound('forum')
  const form = await readForm(request)
  const input = parseForm(ChangeForum, form)
  if (!input.ok) return invalid(input.error, form)
  const { parent, ...said } = input.value
  const asked = { forumId: forum.id, ...said, parentId: parent ?? null }
  const changed = await changeForum(context.deps, { personId }, asked)
  if (!changed.ok) return refusedAs(changed.error, sayForumRefusal(changed.error), form)
  return redirect(`/admin/forums/${forum.slug}?done=1`)
}

export default function EditForum() {
  const { forum, others, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const form = answered(answer)
  return (
    <>
      <ForumHead forum={forum} at="charter" administrator />
      <div className="stack">
        <ErrorSummary errors={form.errors} />
        <Done done={done && !answer} />
        <form className="form" method="post" action={`/admin/forums/${forum.slug}`}>
          <ForumFields form={form} others={others} forum={forum} />
          <Button>Save</Button>
        </form>
      </div>
    </>
  )
}
