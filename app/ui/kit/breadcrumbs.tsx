export interface Crumb {
  label: string
  /** Absent for the page itself, which comes last. */
  href?: string
}

export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="breadcrumbs" aria-label="Breadcrumbs">
      <ol className="breadcrumbs-list">
        {crumbs.map(({ label, href }) => (
          <li key={`${href} ${label}`}>
            {href ? <a href={href}>{label}</a> : <span aria-current="page">{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
