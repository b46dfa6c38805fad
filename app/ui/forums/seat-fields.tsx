import type { Answered } from '../kit/answered'
import { Check, TextAreaField } from '../kit/field'
import { figuresAsLines } from './names'

interface SeatFieldsProps {
  form: Answered
  seat?: {
    votes: boolean
    groupings: Readonly<Record<string, string>>
    weights: Readonly<Record<string, string>>
  }
}

/** Whether a seat votes, and what rules count of it. */
export const SeatFields = ({ form, seat }: SeatFieldsProps) => (
  <>
    <Check
      name="votes"
      label="Votes"
      hint="Without a vote the delegation is heard: it comments and sees everything."
      checked={form.ticked('votes', seat?.votes ?? true)}
    />
    <TextAreaField
      name="groupings"
      label="Groupings"
      hint="One a line, name and group: region: north"
      rows={3}
      optional
      value={form.value('groupings', seat && figuresAsLines(seat.groupings))}
      error={form.error('groupings')}
      maxLength={4_000}
    />
    <TextAreaField
      name="weights"
      label="Weights"
      hint="One a line, name and exact number (3, 2/3 or 0.85): population: 41218600"
      rows={3}
      optional
      value={form.value('weights', seat && figuresAsLines(seat.weights))}
      error={form.error('weights')}
      maxLength={4_000}
    />
  </>
)
