import { fieldId } from './field'

export interface FieldError {
  /** The name of the field; '' for what belongs to no single field. */
  field: string
  message: string
}

/** First on the page after a refused form; its id `errors` can be the form's `action` fragment. */
export function ErrorSummary({
  errors,
  title = 'There is a problem',
}: {
  errors: readonly FieldError[]
  title?: string
}) {
  if (errors.length === 0) return null
  // Focusable so that a script, or the fragment #errors, can put the reader here.
  const target = { tabIndex: -1, autoFocus: true }
  return (
    <div className="error-summary" id="errors" role="alert" {...target}>
      <h2>{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? <a href={`#${fieldId(field)}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  )
}
