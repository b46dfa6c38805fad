import type { ReactNode } from 'react'

interface DeskBarProps {
  norm: string
  title: string
  language: string
  children: ReactNode
}

/** What of the page's head stays in view: which norm this is, how one writes, and who is here. */
export function DeskBar({ norm, title, language, children }: DeskBarProps) {
  return (
    <div className="desk-bar">
      <a href={`/norms/${norm}`}>{norm}</a>
      {/* the same words as the heading above it */}
      <bdi className="desk-bar-title" lang={language} aria-hidden="true">
        {title}
      </bdi>
      {children}
    </div>
  )
}
