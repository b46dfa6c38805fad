import type { ReactNode } from 'react'

/** The first letters of the first and last word, in any script. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((w) => /\p{L}/u.test(w))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((w) => w?.match(/\p{L}/u)?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('und')
}

interface BadgeProps {
  name: string
  href?: string | undefined
}

const Name = ({ name, href }: BadgeProps) => <bdi>{href ? <a href={href}>{name}</a> : name}</bdi>

interface PersonBadgeProps extends BadgeProps {
  /** "head, Delegation of Aurelia" */
  note?: ReactNode
}

export function PersonBadge({ name, href, note }: PersonBadgeProps) {
  return (
    <span className="badge badge-person">
      <span className="badge-initials" aria-hidden="true">
        {initials(name)}
      </span>
      <span className="badge-words">
        <Name name={name} href={href} /> {note && <span className="badge-note">{note}</span>}
      </span>
    </span>
  )
}

interface DelegationBadgeProps extends BadgeProps {
  /** A country code or a short name; there are no flags. Initials stand in for it. */
  code?: string | undefined
  note?: ReactNode
}

export function DelegationBadge({ name, code, href, note }: DelegationBadgeProps) {
  return (
    <span className="badge badge-delegation">
      <span className="badge-initials" aria-hidden="true">
        {(code || initials(name)).slice(0, 5)}
      </span>
      <span className="badge-words">
        <Name name={name} href={href} /> {note && <span className="badge-note">{note}</span>}
      </span>
    </span>
  )
}
