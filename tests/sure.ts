import type { PersonId } from '~/domain/ids'
import type { Result } from '~/domain/result'

/** The value of a step that a test takes for granted. */
export function sure<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

/** The refusal's code, or 'ok'. */
export const codeOf = (result: Result<unknown, { code: string }>) => (result.ok ? 'ok' : result.error.code)

export const by = (personId: PersonId) => ({ personId })
