import type { ReactNode } from 'react'
import { SideMark, type SideOrSplit, sideWords } from './side'

export interface RollEntry {
  member: string
  name: string
  href?: string
  side: SideOrSplit
  /** "weight 3", "2/3 for, 1/3 against": after the name */
  note?: ReactNode
  /** A region or group, when the roll is grouped by it. */
  group?: string
}

interface RollCallProps {
  entries: readonly RollEntry[]
  /** By choice unless told; the groups are linked from the top. */
  by?: 'side' | 'group'
  /** Begins the ids of the groups, when a page has several rolls. */
  id?: string
}

interface Group {
  id: string
  title: string
  entries: RollEntry[]
}

const order: readonly SideOrSplit[] = ['yes', 'no', 'abstain', 'split', 'absent']
const collator = new Intl.Collator('en', { numeric: true })

/** Who voted how, by name. */
export function RollCall({ entries, by = 'side', id = 'roll' }: RollCallProps) {
  const groups = by === 'side' ? bySide(entries, id) : byGroup(entries, id)
  return (
    <div>
      {groups.length > 1 && (
        <nav className="roll-nav" aria-label="Parts of the roll">
          <ul className="roll-nav-list">
            {groups.map((g) => (
              <li key={g.id}>
                <a href={`#${g.id}`}>
                  {g.title} ({g.entries.length})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {groups.map((g) => (
        <section key={g.id} className="roll-group" id={g.id} aria-labelledby={`${g.id}-title`}>
          <h3 id={`${g.id}-title`}>
            {g.title}, {g.entries.length}
          </h3>
          <ul className="roll-list">
            {g.entries.map((e) => (
              <RollLine key={e.member} entry={e} quiet={by === 'side'} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Under the title of its own side, the word of each line is only spoken. */
function RollLine({ entry, quiet }: { entry: RollEntry; quiet: boolean }) {
  const { name, href, note, side } = entry
  return (
    <li>
      {quiet && <SideMark side={side} hideWord />}
      <span className="roll-name">
        <bdi>{href ? <a href={href}>{name}</a> : name}</bdi>
        {note && <span className="roll-note"> {note}</span>}
      </span>
      {!quiet && <SideMark side={side} />}
    </li>
  )
}

const byName = (a: RollEntry, b: RollEntry) =>
  collator.compare(a.name, b.name) || (a.member < b.member ? -1 : 1)

const bySide = (entries: readonly RollEntry[], id: string): Group[] =>
  order
    .map((side) => ({
      id: `${id}-${side}`,
      title: sideWords[side],
      entries: entries.filter((e) => e.side === side).sort(byName),
    }))
    .filter((g) => g.entries.length > 0)

const byGroup = (entries: readonly RollEntry[], id: string): Group[] =>
  [...new Set(entries.map((e) => e.group ?? ''))].sort(collator.compare).map((group, i) => ({
    id: `${id}-group-${i + 1}`,
    title: group || 'No group',
    entries: entries.filter((e) => (e.group ?? '') === group).sort(byName),
  }))
