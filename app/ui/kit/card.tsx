import type { ReactNode } from 'react'

interface CardProps {
  title: ReactNode
  href?: string
  /** The small line above: a reference on one side, a chip on the other. */
  eyebrow?: ReactNode
  foot?: ReactNode
  /** The rank of the title in the page's outline. */
  level?: 2 | 3
  children?: ReactNode
}

export function Card({ title, href, eyebrow, foot, level = 3, children }: CardProps) {
  const Heading = `h${level}` as const
  return (
    <article className="card">
      {eyebrow && <div className="card-eyebrow">{eyebrow}</div>}
      <Heading>{href ? <a href={href}>{title}</a> : title}</Heading>
      {children}
      {foot && <div className="card-foot">{foot}</div>}
    </article>
  )
}
