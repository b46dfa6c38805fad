import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { mayManageForum } from '~/domain/forums/may-manage-forum'
import { requirePerson } from '~/session.server'
import { forums } from '~db/stores/forums'

/** For the pages that keep a forum: its secretariat's and an administrator's. */
export async function requireKeeper(request: Request, context: AppLoadContext, slug: string | undefined) {
  const person = await requirePerson(request, context)
  const forum = await forums(context.deps.store.read).bySlug(slug ?? '')
  if (!forum) notFound('forum')
  if (mayManageForum(person.who, forum.id)) return { actor: { personId: person.personId }, forum }
  throw new Response('This page is for the secretariat of this forum.', {
    status: 403,
    statusText: 'Forbidden',
  })
}
