import type { ReactNode } from 'react'

interface DisclosureProps {
  summary: ReactNode
  open?: boolean
  id?: string
  children: ReactNode
}

export function Disclosure({ summary, open, id, children }: DisclosureProps) {
  return (
    <details className="disclosure" open={open} id={id}>
      <summary>{summary}</summary>
      <div className="disclosure-body stack">{children}</div>
    </details>
  )
}
