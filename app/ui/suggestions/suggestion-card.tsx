import type { ReactNode } from 'react'
import { suggestionLimits } from '~/domain/documents/suggestion'
import { Button, LinkButton } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { TextField } from '../kit/field'
import { Runs } from '../norms/redline'
import type { Run } from '../norms/redline-words'
import { Instant } from '../time'

export interface ShownSuggestion {
  ref: string
  number: string
  delegation: string
  author: string
  reason: string
  createdAt: string
  runs: readonly Run[]
  seen: number
  mayResolve: boolean
  mayWithdraw: boolean
}

interface CardProps {
  suggestion: ShownSuggestion
  norm: string
  language: string
  /** On the desk, acts lead back to it. */
  from?: 'desk'
  children?: ReactNode
}

/** A suggestion as redline, who makes it and why, and what the reader may do with it; every act is a plain form. */
export function SuggestionCard({ suggestion, norm, language, from, children }: CardProps) {
  const { ref, number, delegation, author, reason, createdAt, runs } = suggestion
  return (
    <article className="suggestion stack-tight" id={ref} aria-label={`Suggestion ${ref}`}>
      <p className="small muted">
        <a href={`/norms/${norm}/suggestions#${ref}`}>{ref}</a> on {number || 'a removed paragraph'} ·{' '}
        <bdi>{[delegation, author].filter(Boolean).join(', ')}</bdi> · <Instant at={createdAt} dateOnly />
      </p>
      <p className="suggestion-words redline" lang={language} dir="auto">
        <Runs runs={runs} />
      </p>
      {reason && (
        <p className="small">
          <span className="muted">Reason:</span> <bdi>{reason}</bdi>
        </p>
      )}
      <Acts suggestion={suggestion} norm={norm} from={from} />
      {children}
    </article>
  )
}

function Acts({ suggestion, norm, from }: Pick<CardProps, 'suggestion' | 'norm' | 'from'>) {
  const { ref, number, seen, mayResolve, mayWithdraw } = suggestion
  const at = `/norms/${norm}/suggestions/${ref}`
  const sent = from && <input type="hidden" name="from" value={from} />
  const whole = (act: string, label: string, kind?: 'quiet') => (
    <form method="post" action={`${at}/${act}`}>
      <input type="hidden" name="seen" value={seen} />
      {sent}
      <Button small {...(kind && { kind })}>
        {label}
        <span className="visually-hidden"> {ref}</span>
      </Button>
    </form>
  )
  return (
    <>
      <div className="suggestion-acts">
        {mayResolve && whole('acceptance', 'Accept')}
        {mayResolve && whole('bracketing', 'Bracket both', 'quiet')}
        {mayWithdraw && (
          <form method="post" action={`${at}/withdrawal`}>
            {sent}
            <Button kind="quiet" small>
              Withdraw <span className="visually-hidden">{ref}</span>
            </Button>
          </form>
        )}
        <LinkButton
          href={`/norms/${norm}/comments?paragraph=${encodeURIComponent(number || 'whole')}#write`}
          kind="quiet"
          small
        >
          Discuss
        </LinkButton>
      </div>
      {mayResolve && (
        <Disclosure summary={`Reject ${ref} …`}>
          <form method="post" action={`${at}/rejection`} className="stack-tight">
            {sent}
            <TextField
              name="reason"
              id={`reject-${ref}`}
              label="Reason for rejecting it"
              maxLength={suggestionLimits.reason}
            />
            <Button kind="danger" small>
              Reject {ref}
            </Button>
          </form>
        </Disclosure>
      )}
    </>
  )
}
