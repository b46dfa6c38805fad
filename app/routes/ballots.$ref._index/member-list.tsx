import type { ReactNode } from 'react'
import { regionName } from '~/ui/members/names'

interface Member {
  member: string
  name: string
  region: string
}

/** Names in columns, each with its code on the roll. */
export function MemberList<M extends Member>({
  members,
  note,
}: {
  members: readonly M[]
  note?: (member: M) => ReactNode
}) {
  return (
    <ul className="roll-list">
      {members.map((each) => (
        <li key={each.member}>
          <span className="roll-name">
            <bdi>{each.name}</bdi>{' '}
            <span className="roll-note">
              {each.member}
              {each.region && `, ${regionName(each.region)}`}
            </span>
          </span>
          {note?.(each)}
        </li>
      ))}
    </ul>
  )
}
