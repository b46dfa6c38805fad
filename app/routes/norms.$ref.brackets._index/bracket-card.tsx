import { Chip } from '~/ui/kit/chip'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { Instant } from '~/ui/time'
import { AlternativeList } from './alternative-list'
import { BracketForms } from './bracket-forms'
import type { BracketsPage } from './route'

export type Item = BracketsPage['items'][number]

export function BracketCard({ item, page }: { item: Item; page: BracketsPage }) {
  const { number, quote, gone, reason, placedAt, silenceEndsAt, where } = item
  return (
    <div className="stack-tight">
      <p className="cluster">
        <a href={`#${paragraphAnchor(number)}`}>{number}</a>
        {where === 'heading' && <span className="muted">heading</span>}
        <span className="muted small">
          since <Instant at={placedAt} dateOnly />
        </span>
        {gone && <Chip tone="warn">No longer in the text</Chip>}
        {silenceEndsAt && (
          <Chip tone="accent">
            Lifted unless a delegation objects by <Instant at={silenceEndsAt} />
          </Chip>
        )}
      </p>
      <p className="bracket-quote serif" dir="auto">
        <span className="bracket">{quote}</span>
      </p>
      {reason && (
        <p className="small">
          Reason: <bdi>{reason}</bdi>
        </p>
      )}
      <Sides item={item} />
      <AlternativeList item={item} page={page} />
      <BracketForms item={item} page={page} />
    </div>
  )
}

function Sides({ item: { positions } }: { item: Item }) {
  const { coHolders, supporters, opponents } = positions
  const lines = [
    ['Held with', coHolders],
    ['Supported by', supporters],
    ['Opposed by', opponents],
  ] as const
  const said = lines.filter(([, names]) => names.length > 0)
  if (said.length === 0) return null
  return (
    <p className="small">
      {said.map(([words, names], i) => (
        <span key={words}>
          {i > 0 && ' · '}
          {words} <bdi>{names.join(', ')}</bdi>
        </span>
      ))}
    </p>
  )
}
