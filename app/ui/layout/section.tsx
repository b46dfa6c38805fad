import { type ReactNode, useId } from 'react'

interface SectionProps {
  title: ReactNode
  /** The fragment that links to it. */
  id?: string
  /** A link or a count beside the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A part of a page under an h2, set off by a hairline. */
export function Section({ title, id, aside, children }: SectionProps) {
  const titleId = useId()
  return (
    <section className="section" id={id} aria-labelledby={titleId}>
      <div className="section-head">
        <h2 id={titleId}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
