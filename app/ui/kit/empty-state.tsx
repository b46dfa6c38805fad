import type { ReactNode } from 'react'

interface EmptyStateProps {
  /** What will stand here. */
  title: ReactNode
  /** Who can start it. */
  who?: ReactNode
  /** The next date, usually an Instant. */
  next?: ReactNode
  /** A LinkButton, only for those who may act. */
  action?: ReactNode
  children?: ReactNode
}

export function EmptyState({ title, who, next, action, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
      {(who || next) && (
        <dl className="facts">
          {who && (
            <>
              <dt>Who can start it</dt>
              <dd>{who}</dd>
            </>
          )}
          {next && (
            <>
              <dt>Next date</dt>
              <dd>{next}</dd>
            </>
          )}
        </dl>
      )}
      {action && <div>{action}</div>}
    </div>
  )
}
