import { languageNames } from '~/domain/languages'
import { proposalLimits } from '~/domain/proposals/proposal'
import { Button } from '../kit/button'
import { ErrorSummary } from '../kit/error-summary'
import { SelectField, TextAreaField } from '../kit/field'

export interface ProposalFormFacts {
  formKey: string
  capacities: readonly { key: string; label: string }[]
  language: string
  paragraphs: readonly { id: string; number: string }[]
  /** The paragraph chosen by the page's address. */
  paragraph: string
  /** Its present wording, to begin from. */
  text: string
}

interface FormProps {
  action: string
  facts: ProposalFormFacts
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

export function ProposalForm({ action, facts, errors, values }: FormProps) {
  const { capacities, paragraphs } = facts
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
        title="The proposal was not submitted"
      />
      <form className="form" method="post" action={action}>
        <input type="hidden" name="key" value={values.key ?? facts.formKey} />
        {capacities.length === 1 ? (
          <input type="hidden" name="as" value={capacities[0]!.key} />
        ) : (
          <SelectField
            name="as"
            label="On behalf of"
            options={capacities.map(({ key, label }) => ({ value: key, label }))}
            value={values.as}
            error={errors.as}
          />
        )}
        <SelectField
          name="paragraph"
          label="Wording for"
          prompt="A new paragraph"
          optional
          options={paragraphs.map(({ id, number }) => ({ value: id, label: `Paragraph ${number}` }))}
          value={values.paragraph ?? facts.paragraph}
          error={errors.paragraph}
        />
        <SelectField
          name="after"
          label="A new paragraph stands"
          hint="Leave this alone when the wording is for a paragraph that is there."
          prompt="At the beginning"
          optional
          options={paragraphs.map(({ id, number }) => ({ value: id, label: `After ${number}` }))}
          value={values.after}
          error={errors.after}
        />
        <TextAreaField
          name="text"
          label="The proposed wording"
          hint="The whole paragraph as it should read. It is published at once with your delegation’s name."
          maxLength={proposalLimits.text}
          value={values.text ?? facts.text}
          error={errors.text}
        />
        <TextAreaField
          name="rationale"
          label="Rationale"
          optional
          rows={4}
          maxLength={proposalLimits.rationale}
          value={values.rationale}
          error={errors.rationale}
        />
        <SelectField
          name="language"
          label="Language of the wording"
          short
          options={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
          value={values.language ?? facts.language}
          error={errors.language}
        />
        <Button>Submit the proposal</Button>
      </form>
    </>
  )
}
