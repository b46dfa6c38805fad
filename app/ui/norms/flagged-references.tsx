import { Notice } from '../kit/notice'
import type { FlaggedReference } from './text-links'

interface FlaggedProps {
  flagged: readonly FlaggedReference[]
  hrefOf(reference: FlaggedReference): string
}

/** References that no longer name what they meant to: a warning, never a refusal. */
export function FlaggedReferences({ flagged, hrefOf }: FlaggedProps) {
  if (flagged.length === 0) return null
  const title = flagged.length === 1 ? 'A reference needs a look' : `${flagged.length} references need a look`
  return (
    <Notice title={title}>
      <ul className="entry-list" id="flagged-references">
        {flagged.map((reference) => (
          <li key={`${reference.paragraphId} ${reference.words} ${reference.says}`}>
            <a href={hrefOf(reference)}>{reference.number}</a>: “<bdi>{reference.words}</bdi>”.{' '}
            {reference.says}.
          </li>
        ))}
      </ul>
    </Notice>
  )
}
