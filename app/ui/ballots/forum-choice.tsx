import { Button } from '../kit/button'
import { SelectField } from '../kit/field'

interface ForumChoiceProps {
  action: string
  forums: readonly { slug: string; name: string }[]
  chosen: string | undefined
}

/** The first step: rules and electorate follow from the forum. */
export function ForumChoice({ action, forums, chosen }: ForumChoiceProps) {
  return (
    <form method="get" action={action} className="form">
      <SelectField
        name="forum"
        label="Forum"
        value={chosen}
        options={forums.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Button kind="quiet">{chosen ? 'Change the forum' : 'Go on'}</Button>
    </form>
  )
}
