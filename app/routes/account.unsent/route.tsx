import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { RouteHandle } from '~/root'
import { requirePerson } from '~/session.server'
import { PageHead } from '~/ui/layout/page-head'
import { UnsentWords } from './unsent-words'

export const handle: RouteHandle = { hydrate: true }
export const meta: MetaFunction = () => [{ title: 'Unsent words on this device - Parley' }]

/** D18: what this device keeps is in the browser; the server only says for whom it may be shown. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { personId, who } = await requirePerson(request, context)
  return { personId, name: who.name }
}

export default function Unsent() {
  const { personId, name } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Unsent words on this device"
        lede={
          <>
            What <bdi>{name}</bdi> has written into drafts with this browser and the server has not stored. It
            stays here for 30 days, to be sent from the draft or copied, also when the draft is closed to you.
          </>
        }
      />
      <noscript>
        <p>Your browser keeps these words, and shows them only where scripts are allowed.</p>
      </noscript>
      <UnsentWords personId={personId} />
    </>
  )
}
