import type { FormAnswer } from '~/contracts/form'
import type { FieldError } from './error-summary'

/** What a refused post says of one form of the page: its messages and what was typed, never lost. */
export interface Answered {
  errors: FieldError[]
  error(field: string): string | undefined
  /** What was typed into this form, else what stands there already. */
  value(field: string, otherwise?: string): string | undefined
  ticked(field: string, otherwise?: boolean): boolean
}

/** `answer`: the action's data, if any. `form`: the name of this form where a page has several. */
export function answered(answer: unknown, form = ''): Answered {
  const own = isAnswer(answer) && answer.form === form ? answer : null
  const has = (record: object | undefined, field: string) => !!record && Object.hasOwn(record, field)
  return {
    errors: Object.entries(own?.errors ?? {}).map(([field, message]) => ({ field, message })),
    error: (field) => (has(own?.errors, field) ? own!.errors[field] : undefined),
    value: (field, otherwise) => (own ? (has(own.values, field) ? own.values[field] : '') : otherwise),
    ticked: (field, otherwise = false) => (own ? has(own.values, field) : otherwise),
  }
}

const isAnswer = (answer: unknown): answer is FormAnswer =>
  typeof answer === 'object' && answer !== null && 'errors' in answer && 'form' in answer
