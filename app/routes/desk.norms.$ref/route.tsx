import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ClientLoaderFunctionArgs, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { mayNorm } from '~/domain/norms/may-norm'
import { deskPage } from '~/pages/desk.server'
import { findNorm } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { requirePerson } from '~/session.server'
import { ErrorPage } from '~/ui/layout/error-page'
import { isFromDesk } from '~/ui/layout/from-desk'
import styles from './desk.css?url'
import { DraftingDesk } from './drafting-desk'
import { keepingOpen } from './keep-open'
import marginStyles from './margin.css?url'
import presenceStyles from './presence.css?url'

export const handle: RouteHandle = { hydrate: true, keepsPlace: true }
export const links: LinksFunction = () =>
  [styles, marginStyles, presenceStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Draft of ${data.ref} - Parley` : 'Not allowed - Parley' },
]

export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) =>
  !isFromDesk(formAction) && defaultShouldRevalidate

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const person = await requirePerson(request, context)
  const norm = await findNorm(context, params.ref)
  if (!mayNorm(person.who, 'edit', { forumId: norm.forumId }).ok)
    throw new Response(
      'The draft is for the secretariat, the chair and delegations with a vote in the forum of this norm.',
      { status: 403, statusText: 'Forbidden' },
    )
  return deskPage(context, norm, { request, person })
}

export const clientLoader = ({ params, serverLoader }: ClientLoaderFunctionArgs) =>
  keepingOpen(params.ref, () => serverLoader<typeof loader>())

export type DeskData = ReturnType<typeof useLoaderData<typeof loader>>
export type DraftParagraph = DeskData['paragraphs'][number]
export type DraftSuggestion = DeskData['suggestions'][number]
export type DraftComment = DeskData['comments'][number]

export default function Desk() {
  return <DraftingDesk desk={useLoaderData<typeof loader>()} />
}

/** D18: whoever may not see the draft any more may still have written something. */
export const ErrorBoundary = () => (
  <ErrorPage>
    <p>
      <a href="/account/unsent">Words of yours that were not sent</a> are kept on the device you wrote them
      with.
    </p>
  </ErrorPage>
)
