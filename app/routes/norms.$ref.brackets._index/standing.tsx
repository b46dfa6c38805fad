import { BracketCard, InPlace } from '~/ui/brackets/bracket-card'
import { BracketForms, hasActs } from '~/ui/brackets/bracket-forms'
import { type BracketView, bracketFragment, holderWords, type UnheldView } from '~/ui/brackets/bracket-view'
import { PlaceForm } from '~/ui/brackets/place-form'
import { Disclosure } from '~/ui/kit/disclosure'
import { EmptyState } from '~/ui/kit/empty-state'
import { Section } from '~/ui/layout/section'
import { plural } from '~/ui/norms/norm-words'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import type { BracketsPage } from './route'

/** What is still held, by who holds it; the holder with most first. */
export function Standing({ page }: { page: BracketsPage }) {
  const { items, unheld, left } = page
  const groups = new Map<string, BracketView[]>()
  for (const item of items) groups.set(holderWords(item), [...(groups.get(holderWords(item)) ?? []), item])
  const count = (held: readonly BracketView[]) => held.reduce((n, b) => n + b.pairs, 0)
  const sorted = [...groups].sort(([a, x], [b, y]) => count(y) - count(x) || (a < b ? -1 : 1))
  return (
    <Section title="What stands between us and agreement" aside={`${plural(left, 'bracket')} left`}>
      {left === 0 && items.length === 0 ? (
        <EmptyState title="Nothing: the text has no bracket left" />
      ) : (
        <div className="stack-loose">
          {sorted.map(([name, held]) => (
            <div key={name} className="stack-tight">
              <HolderHead name={name} count={count(held)} />
              <ul className="entry-list">
                {held.map((item) => (
                  <li key={item.id} id={bracketFragment(item.id)} className="bracket-entry stack-tight">
                    <Card item={item} page={page} />
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

function HolderHead({ name, count }: { name: string; count: number }) {
  return (
    <h3 className="bracket-holder">
      <bdi>{name}</bdi> <span className="muted">{plural(count, 'bracket')}</span>
    </h3>
  )
}

function Card({ item, page: { head } }: { item: BracketView; page: BracketsPage }) {
  return (
    <>
      <BracketCard bracket={item} norm={head.ref} href={`#${paragraphAnchor(item.number)}`} />
      {hasActs(item) && (
        <Disclosure summary="Act on this bracket">
          <BracketForms bracket={item} norm={head.ref} />
        </Disclosure>
      )}
    </>
  )
}

function Unheld({ page }: { page: BracketsPage }) {
  const { unheld } = page
  return (
    <div className="stack-tight" id="unheld">
      <HolderHead name="Held by nobody" count={unheld.length} />
      <p className="small muted">
        They were typed into the text, and nobody has said who cannot accept the words.
      </p>
      <ul className="entry-list">
        {unheld.map((bracket) => (
          <li
            key={`${bracket.where} ${bracket.number} ${String(bracket.span.start)}`}
            className="bracket-entry stack-tight"
          >
            <UnheldCard bracket={bracket} page={page} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function UnheldCard({ bracket, page }: { bracket: UnheldView; page: BracketsPage }) {
  const { head, may, holders, open, paragraphs } = page
  const { number, where, stray, paragraphId, quote, span } = bracket
  const by = paragraphId ?? paragraphs[0]?.id
  const settled = paragraphs.some((p) => p.id === paragraphId && p.settled)
  return (
    <>
      <p className="cluster small">
        <a href={`#${paragraphAnchor(number)}`}>{number}</a>
        {where === 'heading' && <span className="muted">heading</span>}
        {stray && <span>A bracket without its partner: it is put right at the desk.</span>}
      </p>
      <InPlace bracket={bracket} />
      {open && may.place && !stray && by && !settled && (
        <Disclosure summary="Say who holds it">
          <PlaceForm
            id={`${where}-${number}-${span.start}`}
            action={`/norms/${head.ref}/paragraphs/${by}/brackets`}
            hasHeading={false}
            holders={holders}
            chosen={{ is: 'standing', quote, where }}
          />
        </Disclosure>
      )}
    </>
  )
}
