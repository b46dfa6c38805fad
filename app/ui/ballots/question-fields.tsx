import { SelectField, TextAreaField, TextField } from '../kit/field'

interface QuestionFieldsProps {
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
  forum: { slug: string; name: string }
  rules: readonly { id: string; title: string; isDefault: boolean }[]
}

/** What every ballot has, joint or not: title, question, and one of the forum's rules. */
export function QuestionFields({ errors, values, forum, rules }: QuestionFieldsProps) {
  return (
    <>
      <input type="hidden" name="forum" value={forum.slug} />
      <TextField name="title" label="Title" maxLength={200} value={values.title} error={errors.title} />
      <TextAreaField
        name="question"
        label="Question"
        hint="As it is put to the vote: it can be answered by for, against or abstain."
        rows={4}
        maxLength={2_000}
        value={values.question}
        error={errors.question}
      />
      <SelectField
        name="rule"
        label="Rule"
        hint={`One of the rules that ${forum.name} has adopted. It is frozen when the ballot opens.`}
        value={values.rule}
        error={errors.rule}
        options={rules.map(({ id, title, isDefault }) => ({
          value: id,
          label: isDefault ? `${title} (the forum's default)` : title,
        }))}
      />
    </>
  )
}
