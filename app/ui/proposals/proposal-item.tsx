import type { ReactNode } from 'react'
import type { ProposalStatus } from '~/domain/amendments/amendment'
import { langOf } from '~/domain/languages'
import { Chip } from '../kit/chip'
import type { Run } from '../norms/redline-words'
import { Runs } from '../norms/runs'
import { Instant } from '../time'
import { proposalStatusWords } from './proposal-words'

/** A proposal as pages show it. */
export interface ProposalView {
  ref: string
  status: ProposalStatus
  delegation: string
  author: string | null
  submittedAt: string
  settledAt: string | null
  answer: string
  language: string
  text: string
  rationale: string
  supporters: string[]
  /** The present number of its paragraph; null: a new paragraph, or one that has left the text. */
  paragraph: string | null
  /** In words: 'OP1', 'A new paragraph after OP1'. */
  place: string
  /** Against the present wording; null where there is none to compare with. */
  redline: Run[] | null
}

interface ItemProps {
  proposal: ProposalView
  normRef: string
  children?: ReactNode
}

export function ProposalItem({ proposal, normRef, children }: ItemProps) {
  const { ref, delegation, supporters, rationale, answer, status } = proposal
  return (
    <article className="remark proposal" id={ref} aria-labelledby={`${ref}-by`}>
      <header className="remark-head">
        <a className="numeric" href={`/norms/${normRef}/proposals/${ref}`}>
          {ref}
        </a>
        <strong id={`${ref}-by`}>
          <bdi>{delegation}</bdi>
        </strong>
        <Chip tone={status === 'submitted' ? 'accent' : 'plain'}>{proposalStatusWords[status]}</Chip>
        <span className="muted">{proposal.place}</span>
        <span className="muted">
          <Instant at={proposal.submittedAt} />
        </span>
      </header>
      <ProposedWords proposal={proposal} />
      {supporters.length > 0 && (
        <p className="small">
          Supported by <bdi>{supporters.join(', ')}</bdi>
        </p>
      )}
      {rationale && (
        <p className="plain-text small" dir="auto">
          {rationale}
        </p>
      )}
      {answer && (
        <p className="small">
          <strong>{proposalStatusWords[status]}:</strong>{' '}
          <span dir="auto" className="plain-text">
            {answer}
          </span>
        </p>
      )}
      {children}
    </article>
  )
}

/** The redline against the present wording; the whole wording where there is nothing to compare it with. */
export function ProposedWords({ proposal }: { proposal: ProposalView }) {
  const { redline, text, language } = proposal
  return (
    <p className="proposal-words redline serif" dir="auto" lang={langOf(language)}>
      {redline ? <Runs runs={redline} /> : text}
    </p>
  )
}
