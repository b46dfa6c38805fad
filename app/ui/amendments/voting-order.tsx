import type { AmendmentStatus } from '~/domain/amendments/amendment'
import type { Removal } from '~/domain/amendments/voting-order'
import { Button, LinkButton } from '../kit/button'
import { Chip } from '../kit/chip'
import { Notice } from '../kit/notice'
import { VisuallyHidden } from '../kit/visually-hidden'
import { Section } from '../layout/section'
import { plural } from '../norms/norm-words'
import { Instant } from '../time'
import { removalWords, statusTones, statusWords } from './amendment-words'

interface Step {
  ref: string
  title: string
  falls: readonly string[]
  removal: Removal | null
  distance: number
  status?: AmendmentStatus
}

interface VotingOrderProps {
  at: string
  proposed: readonly Step[]
  confirmed: { steps: readonly Step[]; at: string; next: string | null } | null
  /** Amendments that were tabled or revised after the order was confirmed. */
  since: readonly string[]
  mayPlan: boolean
}

/** The order that the chair confirmed, else the one that follows from the rules. */
export function VotingOrder({ at, proposed, confirmed, since, mayPlan }: VotingOrderProps) {
  if (proposed.length === 0 && !confirmed) return null
  return (
    <Section title="Order of voting" id="order">
      <div className="stack">
        {since.length > 0 && (
          <Notice kind="warning" title="The confirmed order is out of date">
            <p>
              Tabled or revised since: {since.join(', ')}. The chair confirms the order again before they are
              put to the vote.
            </p>
          </Notice>
        )}
        {confirmed ? (
          <>
            <p>
              Confirmed by the chair on <Instant at={confirmed.at} />.{' '}
              {confirmed.next ? `Next to be put: ${confirmed.next}.` : 'All of it was decided.'}
            </p>
            <OrderSteps steps={confirmed.steps} at={at} next={confirmed.next} />
          </>
        ) : (
          <>
            <p>
              Proposed by the rules, furthest removed from the text first; the chair has not confirmed it yet.
            </p>
            <OrderSteps steps={proposed} at={at} />
          </>
        )}
        <p className="cluster">
          {mayPlan && (
            <LinkButton href={`${at}/amendments/plan`} kind={confirmed ? 'quiet' : 'main'}>
              {confirmed ? 'Change the order' : 'Look over and confirm the order'}
            </LinkButton>
          )}
          <a href={`${at}/amendments/plan.json`}>The order as data</a>
        </p>
      </div>
    </Section>
  )
}

interface OrderStepsProps {
  steps: readonly Step[]
  at: string
  next?: string | null
  /** Offers to move a step, as buttons of the form around. */
  movable?: boolean
}

/** A vote a row: what is put, why it stands there, what falls with its adoption. */
export function OrderSteps({ steps, at, next = null, movable = false }: OrderStepsProps) {
  return (
    <ol className="order-steps">
      {steps.map((step, i) => (
        <li key={step.ref} className={step.ref === next ? 'order-step order-next' : 'order-step'}>
          <div className="stack-tight">
            <p className="cluster">
              <a href={`${at}/amendments/${step.ref}`}>{step.ref}</a>
              <span>{step.title}</span>
              {step.ref === next && <Chip tone="accent">Next</Chip>}
              {step.status && step.status !== 'tabled' && (
                <Chip tone={statusTones[step.status]}>{statusWords[step.status]}</Chip>
              )}
            </p>
            <p className="small muted">
              <Why step={step} />
            </p>
          </div>
          {movable && (
            <div className="order-moves">
              <Move step={step} way="up" disabled={i === 0} />
              <Move step={step} way="down" disabled={i === steps.length - 1} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Move({ step, way, disabled }: { step: Step; way: 'up' | 'down'; disabled: boolean }) {
  return (
    <Button kind="quiet" small name="move" value={`${step.ref} ${way}`} disabled={disabled}>
      {way === 'up' ? 'Earlier' : 'Later'}
      <VisuallyHidden> in the order: {step.ref}</VisuallyHidden>
    </Button>
  )
}

function Why({ step: { removal, distance, falls } }: { step: Step }) {
  const parts = [
    removal && `${removalWords[removal]}${distance > 0 ? `, ${plural(distance, 'word')}` : ''}`,
    falls.length > 0 && `if adopted, ${falls.join(', ')} ${falls.length === 1 ? 'falls' : 'fall'}`,
  ].filter(Boolean)
  return <>{parts.join('; ')}</>
}
