import type { ReactNode } from 'react'

interface PageHeadProps {
  title: ReactNode
  /** The small line above the title: reference, kind, forum. */
  eyebrow?: ReactNode
  lede?: ReactNode
  /** One main act, and chips, at the end of the head. */
  actions?: ReactNode
}

export function PageHead({ title, eyebrow, lede, actions }: PageHeadProps) {
  return (
    <header className="page-head">
      <div className="page-head-words">
        {eyebrow && <p className="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {lede && <p className="lede">{lede}</p>}
      </div>
      {actions && <div className="cluster">{actions}</div>}
    </header>
  )
}
