import { type AnyNormRefusal, normRefusalWords } from './norm-refusal'

/** Every way in which an act on a bracket can be refused. */
export type AnyBracketRefusal =
  | AnyNormRefusal
  | { code: keyof typeof plain }
  | { code: 'same-alternative'; number: number }
  | { code: 'words-repeat'; times: number }
  | { code: 'brackets-in-paragraph'; brackets: number }
  | { code: 'too-many-alternatives' | 'text-too-long'; limit: number }

const plain = {
  'no-such-words':
    'The text has no such words now. It may have changed; load the page again and copy them from it.',
  'crosses-bracket': 'Only one end of a bracket would stand in these words. Take both ends, or neither.',
  'already-held': 'Somebody holds this bracket already. You can hold it with them.',
  'bracket-gone':
    'The characters of this bracket are no longer in the text. It can be lifted, or placed anew.',
  'has-alternatives': 'The bracket has alternatives. They are dropped or chosen first.',
  'alternatives-differ':
    'Brackets were typed or deleted by hand in this place, so that the alternatives cannot be told apart. Put them right in the draft first.',
  'not-narrower': 'These are all the words in the bracket. Name the part that stays in it.',
  'last-alternative':
    'These are the last words in the bracket. Choose “no text” instead, or lift the bracket.',
  'no-such-alternative': 'There is no such alternative now. Load the page again.',
  'ends-in-the-past': 'The silence would end before it begins. Choose a later end.',
  'silence-runs': 'A silence is running for this bracket already.',
  'no-silence': 'There is nothing to object to: no silence is running, or it has ended.',
  'same-position': 'Your delegation stands there already.',
  'own-bracket': 'Your delegation holds this bracket itself.',
  'already-settled': 'The paragraph is agreed ad referendum or closed already.',
  'no-words': 'The paragraph has no words yet.',
  'not-agreed': 'The paragraph is not agreed ad referendum now. Load the page again.',
  'confirmation-over': 'The time to confirm or object is over.',
  'still-confirming': 'Delegations can still confirm or object.',
  'not-settled': 'The paragraph is open already.',
  'package-as-said': 'It stands like that already. Load the page again.',
  'chair-only': 'This is for the chair of the forum.',
  'delegations-only': 'This is for delegates of members with a voting seat in the forum.',
} as const

/** One sentence on why, and what to do next. */
export function bracketRefusalWords(refusal: AnyBracketRefusal): string {
  if (Object.hasOwn(plain, refusal.code)) return plain[refusal.code as keyof typeof plain]
  switch (refusal.code) {
    case 'same-alternative':
      return `Alt ${refusal.number} has these very words.`
    case 'words-repeat':
      return `The text has these words ${refusal.times} times. Say which of them, or enter more of the words around them.`
    case 'brackets-in-paragraph':
      return `The paragraph still has ${refusal.brackets} ${refusal.brackets === 1 ? 'bracket' : 'brackets'}. Settle them first.`
    case 'too-many-alternatives':
      return `A bracket may have at most ${refusal.limit} alternatives.`
    case 'text-too-long':
      return `The text would become longer than ${refusal.limit} characters.`
    default:
      return normRefusalWords(refusal as AnyNormRefusal)
  }
}
