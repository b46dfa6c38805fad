import { Chip } from '../kit/chip'
import { Instant } from '../time'
import { AlternativeList } from './alternative-list'
import type { BracketView } from './bracket-view'

interface BracketCardProps {
  bracket: BracketView
  norm: string
  /** Where its paragraph stands. */
  href: string
}

/** What a bracket holds, in its place; who holds it and why; where others stand. */
export function BracketCard({ bracket, norm, href }: BracketCardProps) {
  const { number, reason, placedAt, where, gone, silenceEndsAt } = bracket
  return (
    <>
      <p className="cluster small">
        <a href={href}>{number}</a>
        {where === 'heading' && <span className="muted">heading</span>}
        <span className="muted">
          since <Instant at={placedAt} dateOnly />
        </span>
        {gone && <Chip tone="warn">No longer in the text</Chip>}
        {silenceEndsAt && (
          <Chip tone="accent">
            <span>
              Lifted unless a delegation objects by <Instant at={silenceEndsAt} />
            </span>
          </Chip>
        )}
      </p>
      <InPlace bracket={bracket} />
      {reason && (
        <p className="small">
          Reason: <bdi>{reason}</bdi>
        </p>
      )}
      <Sides bracket={bracket} />
      <AlternativeList bracket={bracket} norm={norm} />
    </>
  )
}

/** The bracket among the words around it. */
export function InPlace({ bracket: { around, quote } }: { bracket: Pick<BracketView, 'around' | 'quote'> }) {
  return (
    <p className="bracket-quote serif" dir="auto">
      <span className="muted">{around.before}</span>
      <span className="bracket">{quote}</span>
      <span className="muted">{around.after}</span>
    </p>
  )
}

function Sides({ bracket: { positions } }: { bracket: BracketView }) {
  const { coHolders, supporters, opponents } = positions
  const lines = [
    ['Held with', coHolders],
    ['Supported by', supporters],
    ['Opposed by', opponents],
  ] as const
  const said = lines.filter(([, names]) => names.length > 0)
  if (said.length === 0) return null
  return (
    <ul className="bracket-sides small">
      {said.map(([words, names]) => (
        <li key={words}>
          {words} <bdi>{names.join(', ')}</bdi>
        </li>
      ))}
    </ul>
  )
}
