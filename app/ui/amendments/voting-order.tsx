import type { PlanStep, ProposedStep } from '~/domain/amendments/voting-order'
import { Button } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { TextAreaField } from '../kit/field'
import { Notice } from '../kit/notice'
import { Section } from '../layout/section'
import { plural } from '../norms/norm-words'
import { Instant } from '../time'
import { removalWords } from './amendment-words'

interface VotingOrderProps {
  at: string
  proposed: readonly ProposedStep[]
  proposedText: string
  plan: { steps: readonly PlanStep[]; confirmedAt: string } | null
  /** Amendments were tabled that the confirmed plan does not name. */
  planIsStale: boolean
  mayPlan: boolean
}

/** The order that the chair confirmed, and the one that follows from the rules. */
export function VotingOrder({ at, proposed, proposedText, plan, planIsStale, mayPlan }: VotingOrderProps) {
  if (proposed.length === 0 && !plan) return null
  return (
    <Section title="Order of voting" id="order">
      <div className="stack">
        {plan && (
          <>
            <p>
              Confirmed by the chair on <Instant at={plan.confirmedAt} />.
            </p>
            <Steps steps={plan.steps} />
          </>
        )}
        {planIsStale && (
          <Notice kind="warning" title="Amendments were tabled since">
            <p>The chair confirms the order again before they are put to the vote.</p>
          </Notice>
        )}
        {proposed.length > 0 && (!plan || planIsStale) && <Proposed steps={proposed} />}
        {mayPlan && (
          <Disclosure summary={plan ? 'Confirm another order' : 'Confirm the order'}>
            <form method="post" action={`${at}/amendments/plan`} className="form">
              <TextAreaField
                name="plan"
                label="Order of voting"
                hint="One amendment a line. After “>” stand those that fall if it is adopted: AM-3 > AM-5, AM-7"
                value={proposedText}
                rows={Math.min(20, proposed.length + 2)}
              />
              <Button>Confirm the order</Button>
            </form>
          </Disclosure>
        )}
      </div>
    </Section>
  )
}

function Proposed({ steps }: { steps: readonly ProposedStep[] }) {
  return (
    <>
      <p>Proposed: furthest removed from the text first.</p>
      <ol>
        {steps.map(({ ref, removal, distance, falls }) => (
          <li key={ref}>
            <a href={`#${ref}`}>{ref}</a>: {removalWords[removal].toLowerCase()}
            {distance > 0 && `, ${plural(distance, 'word')}`}
            <Falls falls={falls} />
          </li>
        ))}
      </ol>
    </>
  )
}

const Steps = ({ steps }: { steps: readonly PlanStep[] }) => (
  <ol>
    {steps.map(({ ref, falls }) => (
      <li key={ref}>
        <a href={`#${ref}`}>{ref}</a>
        <Falls falls={falls} />
      </li>
    ))}
  </ol>
)

const Falls = ({ falls }: { falls: readonly string[] }) =>
  falls.length > 0 ? (
    <>
      ; if adopted, {falls.join(', ')} {falls.length === 1 ? 'falls' : 'fall'}
    </>
  ) : null
