import { amendmentLimits } from '~/domain/amendments/amendment'
import { Button, LinkButton } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { RadioField, SelectField, TextAreaField, TextField } from '../kit/field'
import { Section } from '../layout/section'

export type OfferedAct =
  | 'sponsor'
  | 'name-main'
  | 'revise'
  | 'leave'
  | 'withdraw'
  | 'take-over'
  | 'appeal'
  | 'decide-appeal'
  | 'rule-out'
  | 'rule-in'
  | 'settle'
  | 'merge'

interface ActsProps {
  own: string
  acts: readonly OfferedAct[]
  /** Who could become a main sponsor. */
  coSponsors: readonly { id: string; name: string }[]
}

/** What the reader can do to an amendment now, each act a form of its own. */
export function AmendmentActs(props: ActsProps) {
  if (props.acts.length === 0) return null
  return (
    <Section title="Acts">
      <div className="stack amendment-acts">
        {props.acts.map((act) => (
          <Act key={act} act={act} {...props} />
        ))}
      </div>
    </Section>
  )
}

const bare: Partial<Record<OfferedAct, { path: string; label: string; danger?: boolean }>> = {
  sponsor: { path: 'sponsorship', label: 'Co-sponsor it' },
  leave: { path: 'departure', label: 'Stop sponsoring it', danger: true },
  withdraw: { path: 'withdrawal', label: 'Withdraw it', danger: true },
  'take-over': { path: 'takeover', label: 'Take it over' },
}

const pages: Partial<Record<OfferedAct, { path: string; label: string }>> = {
  revise: { path: 'revision', label: 'Revise it' },
  merge: { path: 'merging', label: 'Bring it into the draft' },
}

function Act({ act, own, coSponsors }: ActsProps & { act: OfferedAct }) {
  const page = pages[act]
  if (page) return <LinkButton href={`${own}/${page.path}`}>{page.label}</LinkButton>
  const simple = bare[act]
  if (simple)
    return (
      <form method="post" action={`${own}/${simple.path}`}>
        <Button kind={simple.danger ? 'danger' : 'main'}>{simple.label}</Button>
      </form>
    )
  if (act === 'settle') return <Settle own={own} />
  if (act === 'decide-appeal') return <DecideAppeal own={own} />
  if (act === 'name-main') return <NameMain own={own} coSponsors={coSponsors} />
  const { path, ruling, label } = reasoned[act as keyof typeof reasoned]
  return (
    <Disclosure summary={label}>
      <form method="post" action={`${own}/${path}`} className="form">
        {ruling && <input type="hidden" name="ruling" value={ruling} />}
        <TextAreaField
          name="reason"
          id={`reason-${act}`}
          label="Reason"
          rows={3}
          maxLength={amendmentLimits.note}
        />
        <Button>{label}</Button>
      </form>
    </Disclosure>
  )
}

const reasoned = {
  'rule-out': { path: 'ruling', ruling: 'inadmissible', label: 'Rule it inadmissible' },
  'rule-in': { path: 'ruling', ruling: 'admissible', label: 'Rule it admissible' },
  appeal: { path: 'appeal', ruling: '', label: 'Appeal against the ruling' },
} as const

function Settle({ own }: { own: string }) {
  return (
    <Disclosure summary="Record the result">
      <form method="post" action={`${own}/result`} className="form">
        <RadioField
          name="result"
          label="Result"
          options={[
            { value: 'adopted', label: 'Adopted', hint: 'What the confirmed order says falls, falls.' },
            { value: 'rejected', label: 'Rejected' },
          ]}
        />
        <TextAreaField name="note" label="Note" rows={2} optional maxLength={amendmentLimits.note} />
        <Button>Record the result</Button>
      </form>
    </Disclosure>
  )
}

/** Figures only: what they come to follows from them. */
function DecideAppeal({ own }: { own: string }) {
  return (
    <Disclosure summary="Record the vote on the appeal">
      <form method="post" action={`${own}/appeal-result`} className="form">
        <p className="small">
          The ruling stands unless more members vote for the appeal than against it. A tie leaves it standing.
        </p>
        <TextField name="votesFor" label="For the appeal" short inputMode="numeric" />
        <TextField name="votesAgainst" label="Against the appeal" short inputMode="numeric" />
        <TextField name="abstentions" label="Abstentions" short inputMode="numeric" value="0" />
        <Button>Record the vote</Button>
      </form>
    </Disclosure>
  )
}

function NameMain({ own, coSponsors }: Pick<ActsProps, 'own' | 'coSponsors'>) {
  return (
    <Disclosure summary="Name another main sponsor">
      <form method="post" action={`${own}/main-sponsors`} className="form">
        <SelectField
          name="delegationId"
          label="Co-sponsor"
          hint="May revise it and answer for it beside you. You can then leave it."
          options={coSponsors.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button>Name it</Button>
      </form>
    </Disclosure>
  )
}
