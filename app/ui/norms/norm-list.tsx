import type { ReactNode } from 'react'
import type { NormKind, Stage } from '~/domain/norms/norm'
import { Instant } from '../time'
import { normKindWords } from './norm-words'
import { StageChip } from './stage-line'

export interface NormItem {
  ref: string
  title: string
  kind: NormKind
  stage: Stage
  stageSince: string
  language: string
  forumName: string
  consultationClosesAt: string | null
}

interface NormListProps {
  norms: readonly NormItem[]
  /** Where a norm's title leads, if not to its page. */
  hrefOf?: (norm: NormItem) => string
  /** What stands at the end of an item. */
  foot?: (norm: NormItem) => ReactNode
}

export function NormList({ norms, hrefOf = (n) => `/norms/${n.ref}`, foot }: NormListProps) {
  return (
    <ul className="entry-list">
      {norms.map((norm) => (
        <li key={norm.ref}>
          <div className="cluster small muted">
            <span className="numeric">{norm.ref}</span>
            <StageChip stage={norm.stage} />
            <StageDate norm={norm} />
          </div>
          <h3 className="norm-title">
            <a href={hrefOf(norm)} lang={norm.language}>
              <bdi>{norm.title}</bdi>
            </a>
          </h3>
          <p className="small muted">
            {normKindWords[norm.kind]} of the <bdi>{norm.forumName}</bdi>
            {foot && <> · {foot(norm)}</>}
          </p>
        </li>
      ))}
    </ul>
  )
}

function StageDate({ norm: { stage, stageSince, consultationClosesAt } }: { norm: NormItem }) {
  if (stage === 'consultation' && consultationClosesAt)
    return (
      <span>
        closes <Instant at={consultationClosesAt} />
      </span>
    )
  return (
    <span>
      {stage === 'adopted' || stage === 'rejected' ? 'on' : 'since'} <Instant at={stageSince} dateOnly />
    </span>
  )
}
