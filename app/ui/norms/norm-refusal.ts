import { unreachable } from '~/domain/assert'
import type { Stage } from '~/domain/norms/norm'
import { stageNames } from './stage-line'

/** Every way in which a change of a norm can be refused; the commands' refusals are parts of it. */
export type AnyNormRefusal =
  | { code: 'not-found' | 'no-such-forum' | 'no-such-paragraph' | 'no-such-target' | 'own-norm' }
  | { code: 'no-paragraphs' | 'closes-in-the-past' | 'nothing-frozen' | 'draft-has-moved-on' }
  | { code: 'no-such-bracket' | 'no-such-holder' | 'not-yours-to-hold' | 'already-lifted' }
  | { code: 'paragraph-closed' }
  | { code: 'text-closed'; stage: Stage }
  | { code: 'not-allowed'; needs?: string; by?: readonly string[] }
  | { code: 'no-such-move'; from: Stage; to: Stage }
  | { code: 'brackets-left'; brackets: number }
  | { code: 'symbol-taken'; number: number }
  | { code: 'text-broken'; paragraph: string; problem: string }
  | { code: 'too-many-paragraphs'; limit: number }
  | { code: 'heading-changed'; now: string; yours: string }
  | { code: 'at-the-end'; direction: 'up' | 'down' }
  | { code: 'open-suggestions'; suggestions: number }
  | { code: 'text-too-long'; limit: number }
  | { code: 'no-such-place' | 'inside-a-bracket' | 'nothing-before' | 'has-a-heading' | 'not-removed' }
  | { code: 'paragraph-closed' | 'suggest-only' }
  | { code: 'no-such-reference' | 'no-such-reference-target' | 'no-number-there' | 'no-such-words' }
  | {
      code:
        | 'no-such-act'
        | 'not-your-act'
        | 'moved-since'
        | 'changed-since'
        | 'written-since'
        | 'in-use-since'
        | 'replaced-another'
        | 'acted-on-since'
        | 'settled-since'
    }
  | { code: 'no-such-definition' | 'no-term-there' | 'defined-here' }
  | { code: 'too-many-references' | 'too-many-definitions' | 'term-too-long'; limit: number }

/** One sentence on why, and what to do next. */
export function normRefusalWords(refusal: AnyNormRefusal): string {
  switch (refusal.code) {
    case 'text-closed':
      return `The text can no longer change: the norm is in the stage “${stageNames[refusal.stage]}”.`
    case 'not-allowed':
      return notAllowed(refusal)
    case 'no-such-move':
      return `A norm cannot go from “${stageNames[refusal.from]}” to “${stageNames[refusal.to]}”. It may have moved on meanwhile; load the page again.`
    case 'brackets-left':
      return `The frozen text still has ${refusal.brackets} ${refusal.brackets === 1 ? 'bracket' : 'brackets'}. Settle them in the draft, freeze a new version, then make the text final.`
    case 'symbol-taken':
      return `Version ${refusal.number} has this symbol already. Choose another.`
    case 'text-broken':
      return `Paragraph ${refusal.paragraph} cannot be frozen: it ${refusal.problem}`
    case 'too-many-paragraphs':
      return `A norm may have at most ${refusal.limit} paragraphs.`
    case 'heading-changed':
      return headingChanged(refusal)
    case 'at-the-end':
      return `The paragraph stands ${refusal.direction === 'up' ? 'first' : 'last'} already.`
    case 'open-suggestions':
      return `There ${refusal.suggestions === 1 ? 'is an open suggestion' : `are ${refusal.suggestions} open suggestions`} on this paragraph. Decide on them first, so that none is lost.`
    case 'text-too-long':
      return `Together the paragraphs would be longer than ${refusal.limit} characters.`
    case 'too-many-references':
      return `There are ${refusal.limit} references already, which is as many as there may be.`
    case 'too-many-definitions':
      return `There are ${refusal.limit} terms already, which is as many as there may be.`
    case 'term-too-long':
      return `A term may have at most ${refusal.limit} characters.`
    default:
      return plainWords[refusal.code] ?? unreachable(refusal.code as never)
  }
}

const notAllowed = ({ needs, by }: { needs?: string; by?: readonly string[] }) =>
  by?.includes('ballot')
    ? 'This step is taken by opening or closing the ballot on the norm.'
    : needs === 'a seat'
      ? 'This is for the secretariat, the chair, and delegates of members with a voting seat in the forum.'
      : 'This is for the secretariat and the chair of the forum.'

const headingChanged = ({ now, yours }: { now: string; yours: string }) => {
  const meanwhile = now ? `Somebody has changed the heading to “${now}”` : 'Somebody has removed the heading'
  const own = yours ? `Yours, “${yours}”, was` : 'Yours, to have none, was'
  return `${meanwhile} since you read it. ${own} not taken; save it again if it should replace theirs.`
}

type Plain = Exclude<
  AnyNormRefusal['code'],
  | 'text-closed'
  | 'not-allowed'
  | 'no-such-move'
  | 'brackets-left'
  | 'symbol-taken'
  | 'text-broken'
  | 'too-many-paragraphs'
  | 'heading-changed'
  | 'at-the-end'
  | 'open-suggestions'
  | 'text-too-long'
  | 'too-many-references'
  | 'too-many-definitions'
  | 'term-too-long'
>
const plainWords: Record<Plain, string> = {
  'not-found': 'There is no such norm.',
  'no-such-forum': 'There is no such forum.',
  'no-such-paragraph': 'This norm has no such paragraph now. It may have been removed; load the page again.',
  'no-such-target':
    'There is no such paragraph to put into practice. Name norm and number, such as N-014 2.1.',
  'own-norm': 'A paragraph puts a paragraph of another norm into practice, not one of its own.',
  'no-paragraphs': 'The norm has no paragraph yet. Add one first.',
  'closes-in-the-past': 'The consultation would end before it begins. Choose a later end.',
  'nothing-frozen': 'No version has been frozen yet. Freeze the text first.',
  'draft-has-moved-on':
    'The draft has changed since the last version. Freeze it again, then make the text final.',
  'no-such-bracket': 'The text has no such bracket now. It may have changed; load the page again.',
  'no-such-holder': 'That delegation has no seat in this forum.',
  'not-yours-to-hold': 'A delegate holds and lifts brackets of their own delegation only.',
  'no-such-place':
    'The text has no such place, or has these words more than once. Copy the first words of the new paragraph as they stand now.',
  'inside-a-bracket':
    'The place lies inside a bracket, which would lose its partner. Split before or after it.',
  'nothing-before': 'The paragraph stands first; there is none before it.',
  'has-a-heading': 'The paragraph has a heading. Remove the heading first, so that it is not lost.',
  'not-removed': 'The paragraph is in the text already.',
  'paragraph-closed':
    'The wording of this paragraph is settled: it changes only after the chair has reopened the paragraph.',
  'suggest-only': 'In this norm delegations suggest changes; the secretariat and the chair split and merge.',
  'no-such-act': 'There is no such act to undo here.',
  'not-your-act': 'Only your own acts are undone; this one was another’s.',
  'moved-since': 'Others have moved paragraphs there since, so this is not undone.',
  'changed-since': 'Others have changed this since, so it is not undone.',
  'written-since': 'Others have written in this paragraph since, so it stays.',
  'replaced-another':
    'It took the place of another number or reference, so it is not undone: refer to that paragraph again.',
  'acted-on-since': 'Others have acted on this bracket since, so it is not undone.',
  'settled-since': 'Since then a version was frozen or the paragraph agreed, so this is not undone.',
  'in-use-since': 'There are words, comments or brackets of others in it by now, so it stays.',
  'no-such-reference': 'There is no such reference now. Load the page again.',
  'no-such-reference-target': 'The paragraph referred to is not in this text now. Load the page again.',
  'no-number-there':
    'No number of a paragraph stands there alone. Enter one that the text has once, such as OP2.',
  'no-such-definition': 'This term is not defined any more. Load the page again.',
  'no-term-there': 'Select the words of the term, without brackets, as they stand in the paragraph.',
  'defined-here': 'The paragraph defines this term already.',
  'no-such-words': 'The text does not have these words, or has them more than once.',
  'already-lifted': 'This bracket was lifted already.',
}
