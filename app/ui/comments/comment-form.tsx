import { commentLimits } from '~/domain/comments/comment'
import { languageNames } from '~/domain/languages'
import { Button } from '../kit/button'
import { ErrorSummary } from '../kit/error-summary'
import { SelectField, TextAreaField, TextField } from '../kit/field'

export interface CommentFormFacts {
  /** Fresh for each form, so that sending twice leaves one comment. */
  formKey: string
  /** The reader's capacities; one is chosen by itself. */
  capacities: readonly { key: string; label: string }[]
  language: string
  /** Paragraphs of the live text; left out where the place is given. */
  paragraphs?: readonly { id: string; label: string }[]
  paragraph?: string | undefined
  replyTo?: string
}

interface CommentFormProps extends CommentFormFacts {
  action: string
  errors: Readonly<Record<string, string>>
  /** What was typed, after a refusal. */
  values: Readonly<Record<string, string>>
}

export function CommentForm(props: CommentFormProps) {
  const { action, errors, values, replyTo, paragraphs, capacities } = props
  const said = Object.entries(errors).map(([field, message]) => ({ field, message }))
  return (
    <>
      <ErrorSummary errors={said} title={replyTo ? 'The reply was not sent' : 'The comment was not sent'} />
      <form className="form" method="post" action={action}>
        <input type="hidden" name="key" value={values.key ?? props.formKey} />
        {replyTo && <input type="hidden" name="replyTo" value={replyTo} />}
        {capacities.length === 1 && <input type="hidden" name="as" value={capacities[0]!.key} />}
        {capacities.length > 1 && (
          <SelectField
            name="as"
            label="On behalf of"
            options={capacities.map(({ key, label }) => ({ value: key, label }))}
            value={values.as}
            error={errors.as}
          />
        )}
        {paragraphs && (
          <SelectField
            name="paragraph"
            label="On"
            optional
            options={paragraphs.map(({ id, label }) => ({ value: id, label }))}
            prompt="The norm as a whole"
            value={values.paragraph ?? props.paragraph}
            error={errors.paragraph}
          />
        )}
        {paragraphs && (
          <TextField
            name="quote"
            label="The words it is about"
            optional
            hint="Copied from the paragraph, enough of them to stand there only once. Leave it empty for all of the paragraph."
            value={values.quote}
            error={errors.quote}
          />
        )}
        <TextAreaField
          name="body"
          label={replyTo ? 'Your reply' : 'Your comment'}
          hint={`Plain text, in any language, at most ${commentLimits.body.toLocaleString('en-GB')} characters. It is published at once, with your name. You can withdraw it later.`}
          maxLength={commentLimits.body}
          value={values.body}
          error={errors.body}
        />
        <SelectField
          name="language"
          label="Language of the text"
          short
          options={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
          value={values.language ?? props.language}
          error={errors.language}
        />
        <Button>{replyTo ? 'Publish the reply' : 'Publish the comment'}</Button>
      </form>
    </>
  )
}
