import { Button } from '../kit/button'
import { SelectField, TextAreaField, TextField } from '../kit/field'
import { Which } from './bracket-forms'
import type { Holders } from './bracket-view'

/** What is put into brackets, where that is known already. */
type Chosen = { is: 'standing'; quote: string; where: string } | { is: 'title' }

interface PlaceFormProps {
  id: string
  action: string
  hasHeading: boolean
  /** For whoever speaks for no delegation; null: the own delegation holds it. */
  holders: Holders | null
  chosen?: Chosen | undefined
}

export function PlaceForm({ id, action, hasHeading, holders, chosen }: PlaceFormProps) {
  return (
    <form method="post" action={action} className="form">
      {chosen?.is === 'standing' && (
        <>
          <input type="hidden" name="quote" value={chosen.quote} />
          <input type="hidden" name="where" value={chosen.where} />
        </>
      )}
      {chosen?.is === 'title' && <input type="hidden" name="where" value="title" />}
      {chosen === undefined && <Where id={id} hasHeading={hasHeading} />}
      {(chosen === undefined || chosen.is === 'title') && (
        <>
          <TextField
            name="words"
            id={`words-${id}`}
            label="These words"
            hint="As they stand in the text. Without any, all of it."
            optional
          />
          <Which id={id} />
        </>
      )}
      {holders && <Holder id={id} holders={holders} />}
      <TextAreaField name="reason" id={`reason-${id}`} label="Reason" rows={2} optional maxLength={500} />
      <Button kind="quiet">{chosen?.is === 'standing' ? 'Hold the bracket' : 'Place the bracket'}</Button>
    </form>
  )
}

function Where({ id, hasHeading }: { id: string; hasHeading: boolean }) {
  if (!hasHeading) return null
  const places = [
    { value: 'text', label: 'The words of this paragraph' },
    { value: 'heading', label: 'Its heading' },
  ]
  return (
    <SelectField name="where" id={`where-${id}`} label="Put into brackets" value="text" options={places} />
  )
}

function Holder({ id, holders }: { id: string; holders: Holders }) {
  return (
    <SelectField
      name="holderId"
      id={`holder-${id}`}
      label="Who holds it"
      prompt="Nobody: the chair or the secretariat places it"
      optional
      options={holders.map((h) => ({ value: h.id, label: h.name }))}
    />
  )
}
