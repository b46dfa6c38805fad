import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from '../kit/breadcrumbs'
import { Mark } from './mark'
import { PageHead } from './page-head'

export type NavKey = 'norms' | 'forums' | 'ballots' | 'ledger' | 'desk' | 'sign-in'

export interface FrameUser {
  name: string
  admin?: boolean
}

interface PageFrameProps {
  user?: FrameUser | null | undefined
  active?: NavKey | undefined
  /** The page's h1; leave out when the page draws its own PageHead. */
  title?: ReactNode
  eyebrow?: ReactNode
  lede?: ReactNode
  breadcrumbs?: readonly Crumb[] | undefined
  /** The demonstration world: says on every page that all of it is invented. */
  demo?: boolean
  /** Repeated at the foot of every printed page: reference, version, hash, address. */
  printed?: ReactNode
  children: ReactNode
}

export function PageFrame(props: PageFrameProps) {
  const { user, active, title, eyebrow, lede, breadcrumbs, demo, printed, children } = props
  return (
    <div className="frame">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      {demo && <DemoBanner />}
      <Masthead user={user} active={active} />
      <main className="frame-main" id="main">
        <div className="container">
          {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs crumbs={breadcrumbs} />}
          {title && <PageHead title={title} eyebrow={eyebrow} lede={lede} />}
          {children}
        </div>
      </main>
      <Colophon />
      {printed && (
        <div className="print-foot">
          <p>{printed}</p>
        </div>
      )}
    </div>
  )
}

function DemoBanner() {
  return (
    <aside className="demo-banner" aria-label="Demonstration world">
      <div className="container">
        <p>Demonstration world: all people, States and organisations are fictional.</p>
      </div>
    </aside>
  )
}

const places: readonly { key: NavKey; href: string; label: string }[] = [
  { key: 'norms', href: '/norms', label: 'Norms' },
  { key: 'forums', href: '/forums', label: 'Forums' },
  { key: 'ballots', href: '/ballots', label: 'Ballots' },
  { key: 'ledger', href: '/ledger', label: 'Ledger' },
]

function Masthead({ user, active }: Pick<PageFrameProps, 'user' | 'active'>) {
  const list = <NavList user={user} active={active} />
  return (
    <header className="masthead">
      <div className="container masthead-row">
        <a className="brand" href="/">
          <Mark />
          Parley
        </a>
        <nav className="nav-wide" aria-label="Main">
          {list}
        </nav>
        <details className="nav-narrow">
          <summary>Menu</summary>
          <nav aria-label="Main">{list}</nav>
        </details>
      </div>
    </header>
  )
}

function NavList({ user, active }: Pick<PageFrameProps, 'user' | 'active'>) {
  const link = (key: NavKey, href: string, label: ReactNode) => (
    <a href={href} aria-current={active === key ? 'page' : undefined}>
      {label}
    </a>
  )
  return (
    <ul className="nav-list">
      {places.map(({ key, href, label }) => (
        <li key={key}>{link(key, href, label)}</li>
      ))}
      {user?.admin && (
        <li>
          <a href="/admin">Administration</a>
        </li>
      )}
      {user ? (
        <>
          <li className="nav-account">{link('desk', '/desk', 'Desk')}</li>
          <li>
            <a href="/account">
              <bdi>{user.name}</bdi>
            </a>
          </li>
        </>
      ) : (
        <li className="nav-account">{link('sign-in', '/sign-in', 'Sign in')}</li>
      )}
    </ul>
  )
}

function Colophon() {
  return (
    <footer className="colophon">
      <div className="container">
        <ul className="colophon-links">
          <li>
            <a href="/how-it-works">How it works</a>
          </li>
          <li>
            <a href="/accessibility">Accessibility</a>
          </li>
          <li>
            <a href="/privacy">Privacy</a>
          </li>
          <li>
            <a href="/ledger">Ledger</a>
          </li>
        </ul>
        <p className="muted">
          Text of norms may be reused freely. Every decision here can be checked in the ledger.
        </p>
      </div>
    </footer>
  )
}
