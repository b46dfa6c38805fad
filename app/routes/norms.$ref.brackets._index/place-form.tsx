import { Button } from '~/ui/kit/button'
import { SelectField, TextAreaField, TextField } from '~/ui/kit/field'

interface PlaceFormProps {
  id: string
  action: string
  hasHeading: boolean
}

export function PlaceForm({ id, action, hasHeading }: PlaceFormProps) {
  const places = [
    { value: 'text', label: 'The words of this paragraph' },
    ...(hasHeading ? [{ value: 'heading', label: 'Its heading' }] : []),
    { value: 'title', label: 'The title of the norm' },
  ]
  return (
    <form method="post" action={action} className="form">
      <SelectField name="where" id={`where-${id}`} label="Put into brackets" value="text" options={places} />
      <TextField
        name="words"
        id={`words-${id}`}
        label="These words"
        hint="As they stand in the text. Without any, all of it."
        optional
      />
      <TextAreaField name="reason" id={`reason-${id}`} label="Reason" rows={2} optional />
      <Button kind="quiet">Place the bracket</Button>
    </form>
  )
}
