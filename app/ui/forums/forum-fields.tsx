import type { ForumKind } from '~/domain/forums/forum'
import type { Answered } from '../kit/answered'
import { SelectField, TextAreaField, TextField } from '../kit/field'
import { optionsOf } from '../members/names'
import { forumKindNames } from './names'

interface ForumFieldsProps {
  form: Answered
  /** What may be chosen as parent. */
  others: readonly { id: string; name: string }[]
  forum?: {
    name: string
    kind: ForumKind
    region: string
    parentId: string | null
    charter: string
    languages: readonly string[]
  }
}

/** What is said of a forum, when it is chartered and when it is changed. */
export const ForumFields = ({ form, others, forum }: ForumFieldsProps) => (
  <>
    <TextField
      name="name"
      label="Name"
      value={form.value('name', forum?.name)}
      error={form.error('name')}
      maxLength={160}
    />
    <SelectField
      name="kind"
      label="Kind"
      short
      options={optionsOf(forumKindNames)}
      value={form.value('kind', forum?.kind)}
      error={form.error('kind')}
    />
    <TextField
      name="region"
      label="Region"
      hint="Empty for a forum of all regions."
      short
      optional
      value={form.value('region', forum?.region)}
      error={form.error('region')}
      maxLength={60}
    />
    <SelectField
      name="parent"
      label="Parent forum"
      optional
      prompt="None"
      options={others.map((f) => ({ value: f.id, label: f.name }))}
      value={form.value('parent', forum?.parentId ?? '')}
      error={form.error('parent')}
    />
    <TextField
      name="languages"
      label="Working languages"
      hint="Language tags with commas between them, the first one authentic: en, fr, ar"
      value={form.value('languages', forum?.languages.join(', ') ?? 'en')}
      error={form.error('languages')}
      maxLength={200}
    />
    <TextAreaField
      name="charter"
      label="Charter"
      hint="Who sits here, how it decides, what it may decide. Public."
      rows={10}
      value={form.value('charter', forum?.charter)}
      error={form.error('charter')}
      maxLength={20_000}
    />
  </>
)
