import type { Stage } from '../norms/norm'

/** Why a paragraph's live text cannot be read or changed. Every code is provoked by a test. */
export type DocumentRefusal =
  | AccessCode
  | UpdateCode
  | 'invalid'
  | 'not-joined'
  | 'no-lease'
  | 'too-many'
  | 'too-fast'
  | 'history-differs'
  | 'another-person'
  | 'no-such-suggestion'
  | 'suggestion-closed'
  | 'not-your-suggestion'
  | 'too-many-suggestions'
  | 'try-again'

/** The person, the paragraph or the norm forbids it. */
export type AccessCode =
  | 'not-signed-in'
  | 'not-allowed'
  | 'no-such-paragraph'
  | 'paragraph-removed'
  | 'text-closed'
  | 'paragraph-closed'
  | 'suggest-only'

/** The update itself cannot be accepted. */
export type UpdateCode =
  | 'malformed'
  | 'too-large'
  | 'too-many-parts'
  | 'not-plain-text'
  | 'foreign-author'
  | 'out-of-order'
  | 'unknown-place'
  | 'line-break'
  | 'forbidden-character'
  | 'text-too-long'

const words: Record<DocumentRefusal, string> = {
  'not-signed-in': 'You are no longer signed in.',
  'not-allowed':
    'The draft is for the secretariat, the chair and delegations with a vote in the forum of this norm.',
  'no-such-paragraph': 'There is no such paragraph.',
  'paragraph-removed': 'This paragraph has been removed.',
  'text-closed': 'The text is closed: its wording can no longer be changed.',
  'paragraph-closed':
    'The wording of this paragraph is settled: it changes only after the chair has reopened the paragraph.',
  'suggest-only':
    'A version of this text has been frozen: delegations suggest changes, the secretariat and the chair make them.',
  malformed: 'The change could not be read.',
  'too-large': 'The change is too large; paste less at once.',
  'too-many-parts': 'The change has too many parts; paste less at once.',
  'not-plain-text': 'Only plain text is accepted.',
  'foreign-author': 'The change carries the mark of another writer.',
  'out-of-order': 'An earlier change is missing.',
  'unknown-place': 'The change refers to text that is not there.',
  'line-break': 'A paragraph is one line; begin a new paragraph instead.',
  'forbidden-character': 'The change contains a control or direction-override character.',
  'text-too-long': 'The paragraph would become too long.',
  invalid: 'The message could not be understood.',
  'not-joined': 'This paragraph was not opened.',
  'no-lease': 'This paragraph was opened for reading only.',
  'too-many': 'Too many paragraphs are open at once.',
  'too-fast': 'Too many changes at once; they are sent again shortly.',
  'history-differs':
    'The stored text was put back to an earlier state. What this window shows is no longer what is stored.',
  'another-person': 'Somebody else is signed in on this browser now.',
  'no-such-suggestion': 'There is no such suggestion on this paragraph.',
  'suggestion-closed': 'The suggestion is no longer open.',
  'not-your-suggestion': 'Only the delegation that makes a suggestion changes it.',
  'too-many-suggestions': 'This paragraph has as many open suggestions as it may have. Resolve some first.',
  'try-again': 'The server could not store the change; it is sent again shortly.',
}

/** One sentence for the person concerned. */
export const refusalWords = (code: DocumentRefusal): string => words[code]

/** Refusals that pass by themselves: the same change is sent again after a moment. */
export const passes = (code: DocumentRefusal): boolean => code === 'too-fast' || code === 'try-again'

/** Where a paragraph stands; what its access depends on. */
export interface ParagraphPlace {
  removed: boolean
  stage: Stage
}
