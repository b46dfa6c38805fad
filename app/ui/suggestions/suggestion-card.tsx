import type { ReactNode } from 'react'
import { changesAnything, type RedlineRun } from '~/domain/documents/redline'
import { suggestionLimits } from '~/domain/documents/suggestion'
import { Button, LinkButton } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { TextField } from '../kit/field'
import { Runs } from '../norms/runs'
import { Instant } from '../time'

export interface ShownSuggestion {
  ref: string
  number: string
  delegation: string
  author: string
  reason: string
  createdAt: string
  runs: readonly RedlineRun[]
  seen: number
  mayResolve: boolean
  mayExplain: boolean
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
    <article className="suggestion stack-tight" id={ref} aria-label={`Suggestion ${ref}`} tabIndex={-1}>
      <p className="small muted">
        <a href={`/norms/${norm}/suggestions#${ref}`}>{ref}</a> on {number || 'a removed paragraph'} ·{' '}
        <bdi>{[delegation, author].filter(Boolean).join(', ')}</bdi> · <Instant at={createdAt} />
      </p>
      {changesAnything(runs) ? (
        <p className="suggestion-words redline" lang={language} dir="auto">
          <Runs runs={runs} />
        </p>
      ) : (
        <p className="small muted">It changes nothing just now.</p>
      )}
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
  const mayAccept = mayResolve && changesAnything(suggestion.runs)
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
        {mayAccept && whole('acceptance', 'Accept')}
        {mayAccept && whole('bracketing', 'Bracket both', 'quiet')}
        {mayWithdraw && (
          <form method="post" action={`${at}/withdrawal`}>
            {sent}
            <Button kind="quiet" small>
              Withdraw <span className="visually-hidden">{ref}</span>
            </Button>
          </form>
        )}
        <LinkButton
          href={`/norms/${norm}/comments?paragraph=${encodeURIComponent(number || 'whole')}&suggestion=${ref}#write`}
          kind="quiet"
          small
        >
          Discuss
        </LinkButton>
      </div>
      {suggestion.mayExplain && <Reason suggestion={suggestion} at={at} sent={sent} />}
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

interface ReasonProps {
  suggestion: ShownSuggestion
  at: string
  sent: ReactNode
}

/** Words come first when they are typed into the text; why, afterwards. */
function Reason({ suggestion: { ref, reason }, at, sent }: ReasonProps) {
  return (
    <Disclosure summary={reason ? `Change the reason for ${ref} …` : `Say why you suggest ${ref} …`}>
      <form method="post" action={`${at}/reason`} className="stack-tight">
        {sent}
        <TextField
          name="reason"
          id={`reason-${ref}`}
          label="Reason"
          value={reason}
          maxLength={suggestionLimits.reason}
        />
        <Button small>Save the reason</Button>
      </form>
    </Disclosure>
  )
}
