import type { ParagraphKind } from '~/domain/norms/norm'
import { openingsFor, type VerbGrade } from '~/domain/norms/opening-verbs'
import type { OfferedOpening } from '~/ui/norms/opening-words'

const gradeWords: Record<VerbGrade, string> = {
  decides: 'decides',
  demands: 'asks firmly',
  calls: 'calls for',
  recommends: 'recommends',
  invites: 'invites',
  notes: 'takes note',
}

const kinds: readonly ParagraphKind[] = ['operative', 'preambular']

/** N22: what is offered at the desk of a norm in a language; the table itself stays here. */
export const offeredIn = (language: string): OfferedOpening[] =>
  kinds.flatMap((kind) =>
    openingsFor(kind, language).map(({ words, grade }) => ({
      kind,
      words,
      says: grade ? gradeWords[grade] : '',
    })),
  )
