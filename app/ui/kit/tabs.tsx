export interface Tab {
  href: string
  label: string
  count?: number
  current?: boolean
}

/** Links that look like tabs: each is a page of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul className="tabs-list">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span className="count">{tab.count.toLocaleString('en-GB')}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
