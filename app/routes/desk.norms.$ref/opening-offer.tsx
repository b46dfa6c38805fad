import { type KeyboardEvent, useRef } from 'react'
import { useDesk } from './legal-text'

interface OpeningOfferProps {
  kind: string
  choose(words: string): void
  leave(): void
}

/** How an empty paragraph may begin: down from the words, arrows, Enter. */
export function OpeningOffer({ kind, choose, leave }: OpeningOfferProps) {
  const list = useRef<HTMLUListElement>(null)
  const openings = useDesk().openings.filter((o) => o.kind === kind)
  if (openings.length === 0) return null
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      return leave()
    }
    const step = /^Arrow(?:Down|Right)$/.test(event.key) ? 1 : /^Arrow(?:Up|Left)$/.test(event.key) ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const next = buttons.indexOf(event.target as HTMLButtonElement) + step
    if (next < 0) leave()
    else buttons[next]?.focus()
  }
  return (
    <ul className="opening-offer" ref={list} aria-label="Words to begin with">
      {openings.map(({ words, says }) => (
        <li key={words}>
          <button
            type="button"
            className="button button-quiet button-small"
            onKeyDown={press}
            onClick={() => choose(`${words} `)}
          >
            {words}
            {says && <span className="muted"> {says}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
