import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useLocation,
  useMatches,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { ledger } from '~db/stores/ledger'
import { findPerson } from './session.server'
import { ErrorPage, said } from './ui/layout/error-page'
import { isFromDesk } from './ui/layout/from-desk'
import { type NavKey, PageFrame } from './ui/layout/page-frame'
import { useNonce } from './ui/nonce'
import styles from './ui/styles/app.css?url'

/**
 * What a route may say of itself. `hydrate`: it runs React in the browser; all others ship no React.
 * `keepsPlace`: what it reads anew leaves the reader where they are; the framework goes back to where they were when the
 * reading began. `rooms`: what it shows live, as ledger subjects, from its loader's data.
 */
export interface RouteHandle {
  hydrate?: boolean
  keepsPlace?: boolean
  rooms?: (data: never) => string[]
}

export const links = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = ({ error }) => {
  const title = isRouteErrorResponse(error)
    ? said(error.status, '').title
    : error
      ? said(500, '').title
      : 'Norms made and kept'
  return [{ title: `${title} - Parley` }]
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await findPerson(request, context)
  return {
    user: person && {
      name: person.who.name,
      admin: person.who.roles.some((r) => r.role === 'administrator'),
    },
    demo: context.world === 'demo' || context.world === 'crowded',
    /** The page shows at least everything before this index. */
    ledgerSize: await ledger(context.deps.store.read).size(),
  }
}

export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) =>
  !isFromDesk(formAction) && defaultShouldRevalidate

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const root = useRouteLoaderData<typeof loader>('root')
  const matches = useMatches()
  const handles = matches.map((m) => ({ handle: m.handle as RouteHandle | undefined, data: m.data }))
  const hydrate = handles.some((h) => h.handle?.hydrate)
  const keepsPlace = handles.some((h) => h.handle?.keepsPlace)
  // a match has null for data when its act threw an answer: the page then shows that answer, and nothing live
  const rooms = handles.flatMap((h) =>
    h.data === undefined || h.data === null ? [] : (h.handle?.rooms?.(h.data as never) ?? []),
  )
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* in the browser the nonce is no longer known, but the element must be there for hydration */}
        {hydrate && <meta property="csp-nonce" content="" nonce={nonce} suppressHydrationWarning />}
        <Meta />
        <Links />
      </head>
      <body
        data-rooms={rooms.join(' ') || undefined}
        data-index={rooms.length ? root?.ledgerSize : undefined}
      >
        <PageFrame user={root?.user} demo={root?.demo ?? false} active={useActive()}>
          {children}
        </PageFrame>
        {rooms.length > 0 && <p id="live-status" className="visually-hidden" role="status" />}
        {rooms.length > 0 && <script type="module" src={liveScript} />}
        {import.meta.env.DEV && !hydrate && <script type="module" src="/@vite/client" />}
        {hydrate && !keepsPlace && <ScrollRestoration nonce={nonce} />}
        {hydrate && <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}

const liveScript = import.meta.env.DEV ? '/app/realtime/live.client.ts' : '/live.js'

function useActive(): NavKey | undefined {
  const segment = useLocation().pathname.split('/')[1]
  return places.find((p) => p === segment)
}
const places: NavKey[] = ['norms', 'forums', 'ballots', 'ledger', 'desk', 'sign-in']

export default function App() {
  return <Outlet />
}

export const ErrorBoundary = ErrorPage
