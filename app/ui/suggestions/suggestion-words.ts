import type { AccessCode } from '~/domain/documents/refusal'
import { refusalWords } from '~/domain/documents/refusal'
import type { SuggestionStatus } from '~/domain/documents/suggestion'

export const statusWords: Record<SuggestionStatus, string> = {
  open: 'Open',
  accepted: 'Accepted',
  part: 'Accepted in part',
  rejected: 'Rejected',
  bracketed: 'Bracketed',
  withdrawn: 'Withdrawn',
}

export type AnySuggestionCode =
  | AccessCode
  | 'not-found'
  | 'no-such-suggestion'
  | 'suggestion-closed'
  | 'not-your-suggestion'
  | 'nothing-suggested'
  | 'moved-on'
  | 'no-such-change'
  | 'brackets-cross'
  | 'text-too-long'
  | 'too-many'
  | 'already-open'

/** One sentence on why, and what to do next. */
export function suggestionRefusalWords(code: AnySuggestionCode): string {
  switch (code) {
    case 'not-found':
      return 'There is no such norm.'
    case 'nothing-suggested':
      return 'The suggestion says what the paragraph says already.'
    case 'moved-on':
      return 'The words have changed since you read them. Load the page again, read them, then decide.'
    case 'already-open':
      return 'The suggestion has been opened meanwhile. Load the page again.'
    case 'no-such-change':
      return 'Tick at least one of the changes of this suggestion.'
    case 'brackets-cross':
      return 'A change would tear a pair of brackets apart. Settle that bracket first, or accept in part.'
    case 'too-many':
      return 'This paragraph has as many open suggestions as it may have. Resolve some first.'
    case 'suggest-only':
      return 'Suggestions are resolved by the secretariat and the chair of the forum.'
    default:
      return refusalWords(code)
  }
}
