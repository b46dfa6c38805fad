import { amendmentLimits } from '~/domain/amendments/amendment'
import { Button } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { RadioField, TextAreaField } from '../kit/field'
import { Section } from '../layout/section'

export type OfferedAct =
  | 'sponsor'
  | 'leave'
  | 'withdraw'
  | 'take-over'
  | 'appeal'
  | 'rule-out'
  | 'rule-in'
  | 'settle'
  | 'merge'

/** What the reader can do to an amendment now, each act a form of its own. */
export function AmendmentActs({ own, acts }: { own: string; acts: readonly OfferedAct[] }) {
  if (acts.length === 0) return null
  return (
    <Section title="Acts">
      <div className="stack">
        {acts.map((act) => (
          <Act key={act} act={act} own={own} />
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
  merge: { path: 'merging', label: 'Bring it into the draft' },
}

function Act({ act, own }: { act: OfferedAct; own: string }) {
  const simple = bare[act]
  if (simple)
    return (
      <form method="post" action={`${own}/${simple.path}`}>
        <Button kind={simple.danger ? 'danger' : 'main'}>{simple.label}</Button>
      </form>
    )
  if (act === 'settle') return <Settle own={own} />
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
