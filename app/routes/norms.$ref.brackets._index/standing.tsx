import { EmptyState } from '~/ui/kit/empty-state'
import { Section } from '~/ui/layout/section'
import { plural } from '~/ui/norms/norm-words'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { BracketCard } from './bracket-card'
import type { BracketsPage } from './route'

type Item = BracketsPage['items'][number]

/** What is still held, by who holds it; the holder with most first. */
export function Standing({ page }: { page: BracketsPage }) {
  const { items, unheld, left } = page
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = item.holder?.name ?? ''
    groups.set(name, [...(groups.get(name) ?? []), item])
  }
  const sorted = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  return (
    <Section title="What stands between us and agreement" aside={plural(left, 'bracket')}>
      {left === 0 && items.length === 0 ? (
        <EmptyState title="Nothing: the text has no bracket left" />
      ) : (
        <div className="stack">
          {sorted.map(([name, held]) => (
            <div key={name} className="stack-tight">
              <h3 className="bracket-holder">
                <bdi>{name || 'Placed by the chair or the secretariat'}</bdi>{' '}
                <span className="muted">{plural(held.length, 'bracket')}</span>
              </h3>
              <ul className="entry-list">
                {held.map((item) => (
                  <li key={item.id} id={`bracket-${item.id}`}>
                    <BracketCard item={item} page={page} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
          {unheld.length > 0 && <Unheld page={page} />}
        </div>
      )}
    </Section>
  )
}

function Unheld({ page: { unheld } }: { page: BracketsPage }) {
  return (
    <div className="stack-tight">
      <h3 className="bracket-holder">
        Held by nobody <span className="muted">{plural(unheld.length, 'bracket')}</span>
      </h3>
      <ul className="entry-list">
        {unheld.map(({ quote, number }, i) => (
          // the same words may stand in brackets twice
          <li key={`${number} ${quote} ${String(i)}`}>
            <a href={`#${paragraphAnchor(number)}`}>{number}</a>{' '}
            <span className="bracket serif" dir="auto">
              {quote}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
