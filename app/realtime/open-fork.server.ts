import type { Deps } from '~/commands/deps.server'
import { type OpenSuggestionRefusal, openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import type { Result } from '~/domain/result'
import type { LogRow } from '~db/stores/wordings'
import type { LiveText } from './live-text.server'

/**
 * D13: the first words of a suggestion open it, by the command that the form calls, in the transaction that
 * stores them. 'already-open': others of the delegation were faster; the words go on top of theirs.
 */
export async function openFork(
  deps: Deps,
  { name, fork }: LiveText,
  normRef: string,
  row: LogRow,
): Promise<DocumentRefusal | 'already-open' | null> {
  const { update, count, authors } = row
  const { personId, clientId } = authors[0]!
  const typed = { id: name.suggestionId!, clientId, update, count }
  const asked = { ref: normRef, paragraphId: name.paragraphId, reason: '', typed }
  const done = await openSuggestion(deps, { personId: personId! }, asked)
  if (done.ok || done.error.code === 'already-open') fork!.opened = true
  return codeOf(done)
}

function codeOf(done: Result<unknown, OpenSuggestionRefusal>): DocumentRefusal | 'already-open' | null {
  if (done.ok) return null
  switch (done.error.code) {
    case 'too-many':
      return 'too-many-suggestions'
    case 'not-found':
    case 'nothing-suggested':
      return 'no-such-paragraph'
    default:
      return done.error.code
  }
}
