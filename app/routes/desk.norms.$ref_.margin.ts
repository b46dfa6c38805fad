import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import type { ShouldRevalidateFunction } from '@remix-run/react'
import { z } from 'zod'
import { commentRefForm } from '~/contracts/comments'
import { id } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'
import { mayNorm } from '~/domain/norms/may-norm'
import { commentGroups, groupMembers, marginActs, marginAmendments } from '~/pages/desk-margin.server'
import { findNorm } from '~/pages/norms.server'
import { requirePerson } from '~/session.server'
import { isFromDesk } from '~/ui/layout/from-desk'
import { type NormWithForum, norms } from '~db/stores/norms'

const Query = z.object({
  paragraph: id<ParagraphId>('The paragraph').optional().catch(undefined),
  group: z.string().regex(commentRefForm).optional().catch(undefined),
  groups: z.coerce.number().int().min(1).max(2_000).optional().catch(undefined),
})

export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) =>
  !isFromDesk(formAction) && defaultShouldRevalidate

/** What the margin of the desk shows beside one paragraph, or beside all; asked for when it is needed. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const norm = await findNorm(context, params.ref)
  if (!mayNorm(who, 'edit', { forumId: norm.forumId }).ok)
    throw new Response('The draft is not for you to read.', { status: 403, statusText: 'Forbidden' })
  const query = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  return Response.json(await marginOf(context, norm, query))
}

async function marginOf(context: AppLoadContext, norm: NormWithForum, query: z.infer<typeof Query>) {
  const { read } = context.deps.store
  const row = query.paragraph && (await norms(read).paragraph(query.paragraph))
  const paragraph = row && row.normId === norm.id ? row.id : undefined
  return {
    paragraph: paragraph ?? null,
    comments: paragraph && !query.group ? await commentGroups(read, paragraph, query.groups) : null,
    members: paragraph && query.group ? await groupMembers(read, paragraph, query.group) : [],
    amendments: query.group ? [] : await marginAmendments(read, norm, paragraph),
    acts: query.group ? [] : await marginActs(read, norm, paragraph),
  }
}
export type MarginData = Awaited<ReturnType<typeof marginOf>>
