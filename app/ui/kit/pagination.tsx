import type { ReactNode } from 'react'
import { LinkButton } from './button'

interface PaginationProps {
  /** Links made from the key of the first or last row shown, not from a page number. */
  previous?: string | undefined
  next?: string | undefined
  /** What is listed, for the name of the navigation: "norms". */
  of: string
  /** "50 of 2,000 shown" */
  summary?: ReactNode
}

export function Pagination({ previous, next, of, summary }: PaginationProps) {
  if (!previous && !next && !summary) return null
  return (
    <nav className="pager" aria-label={`Pages of ${of}`}>
      {previous && (
        <LinkButton href={previous} kind="quiet" rel="prev">
          Previous {of}
        </LinkButton>
      )}
      {summary && <p>{summary}</p>}
      {next && (
        <LinkButton href={next} kind="quiet" rel="next">
          Next {of}
        </LinkButton>
      )}
    </nav>
  )
}
