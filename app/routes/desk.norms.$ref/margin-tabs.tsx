import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

export interface MarginTab {
  key: string
  label: string
  count?: number | undefined
  content: ReactNode
}

interface TabsProps {
  tabs: readonly MarginTab[]
  /** Whether scripts are there to change tabs with. */
  live: boolean
  /** The tab that is opened whenever `asked` is another number. */
  open: string
  asked: number
}

/** Sections one below the other; with scripts, tabs that show one of them. */
export function MarginTabs({ tabs, live, open, asked }: TabsProps) {
  const [chosen, choose] = useState(tabs[0]!.key)
  const [seen, setSeen] = useState(asked)
  if (seen !== asked) {
    setSeen(asked)
    choose(open)
  }
  const list = useRef<HTMLDivElement>(null)
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const at = tabs.findIndex((tab) => tab.key === chosen)
    const next = tabs[(at + step * rtl + tabs.length) % tabs.length]!
    event.preventDefault()
    choose(next.key)
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus()
  }
  return (
    <>
      {live && (
        <div className="margin-tabs" role="tablist" aria-label="Margin" ref={list} onKeyDown={keys}>
          {tabs.map(({ key, label, count }) => (
            <button
              key={key}
              type="button"
              role="tab"
              id={`tab-${key}`}
              aria-selected={key === chosen}
              aria-controls={`margin-${key}`}
              tabIndex={key === chosen ? 0 : -1}
              onClick={() => choose(key)}
            >
              {label}
              {count !== undefined && count > 0 && <span className="count">{count}</span>}
            </button>
          ))}
        </div>
      )}
      {tabs.map(({ key, label, content }) => (
        <section
          key={key}
          className="margin-section"
          id={`margin-${key}`}
          hidden={live && key !== chosen}
          {...(live ? { role: 'tabpanel', 'aria-labelledby': `tab-${key}` } : { 'aria-label': label })}
        >
          {!live && <h3>{label}</h3>}
          {content}
        </section>
      ))}
    </>
  )
}
