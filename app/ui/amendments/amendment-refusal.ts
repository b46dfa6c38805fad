import type { AmendmentStatus } from '~/domain/amendments/amendment'
import type { ChangeRefusal } from '~/domain/amendments/change'
import type { ActRefusal, AmendRefusal } from '~/domain/amendments/may-amend'
import type { MergeRefusal } from '~/domain/amendments/merge-change'
import type { CutOffRefusal } from '~/domain/amendments/terms'
import type { PlanProblem } from '~/domain/amendments/voting-order'
import { stageNames } from '../norms/stage-line'
import { instantInWords } from '../time'
import { statusWords } from './amendment-words'

/** Every way in which an act on an amendment can be refused; the commands' refusals are parts of it. */
export type AnyAmendmentRefusal =
  | AmendRefusal
  | ActRefusal
  | ChangeRefusal
  | MergeRefusal
  | PlanProblem
  | CutOffRefusal
  | { code: 'not-found' | 'nothing-frozen' | 'nothing-to-plan' | 'not-in-plan' | 'merged-with-its-parent' }
  | { code: 'no-such-amendment' | 'amends-an-amendment' | 'not-amendable' | 'paragraph-settled' }
  | { code: 'version-moved-on'; newest: number }
  | { code: 'tabled-already'; am: string }
  | { code: 'too-many-open' | 'too-many-paragraphs' | 'text-too-long'; limit: number }
  | { code: 'not-tabled' | 'not-adopted'; status: AmendmentStatus }
  | { code: 'open-amendments-to-it'; refs: string[] }

/** One sentence on why, and what to do next. */
export function amendmentRefusalWords(refusal: AnyAmendmentRefusal): string {
  switch (refusal.code) {
    case 'text-closed':
      return `The text can no longer change: the norm is in the stage “${stageNames[refusal.stage]}”.`
    case 'not-allowed':
      return `This is for ${who[refusal.needs]}.`
    case 'settled':
    case 'not-tabled':
    case 'not-adopted':
      return `This does not fit the amendment as it stands: “${statusWords[refusal.status]}”. Load the page again.`
    case 'version-moved-on':
      return `The text was frozen again meanwhile: version ${refusal.newest} is the newest. Read it, then table your amendment to it; what you wrote is kept below.`
    case 'past-cut-off':
      return cutOffWords(refusal)
    case 'tabled-already':
      return `Your delegation has tabled this already: ${refusal.am}.`
    case 'too-many-open':
      return `A delegation may have at most ${refusal.limit} open amendments to a norm.`
    case 'too-many-paragraphs':
      return `A norm may have at most ${refusal.limit} paragraphs.`
    case 'text-too-long':
      return `The paragraph would have more than ${refusal.limit} characters.`
    case 'open-amendments-to-it':
      return `First settle the amendments to it: ${refusal.refs.join(', ')}.`
    default:
      return 'ref' in refusal ? planWords(refusal) : plainWords[refusal.code]
  }
}

const cutOffWords = ({ act, at }: CutOffRefusal): string => {
  const { day, clock, zone } = instantInWords(at)
  const what = act === 'table' ? 'Amendments could be tabled' : 'Sponsors could join'
  return `${what} until ${day}, ${clock} ${zone}. The chair and the secretariat can set another end.`
}

const who = {
  'a voting seat': 'delegates of members with a voting seat in the forum',
  'the chair': 'the chair of the forum',
  'the chair or the secretariat': 'the chair and the secretariat of the forum',
}

function planWords(problem: PlanProblem): string {
  switch (problem.code) {
    case 'plan-unknown':
      return `${problem.ref} is not among the tabled amendments to this version.`
    case 'plan-twice':
      return `${problem.ref} stands in the plan twice.`
    case 'plan-missing':
      return `${problem.ref} is missing from the plan.`
    case 'plan-falls-earlier':
      return `${problem.falls} cannot fall with ${problem.ref}: it is not put after it.`
    case 'plan-parent-first':
      return `${problem.ref} amends ${problem.parent} and has to be put before it.`
  }
}

type Plain = Exclude<
  AnyAmendmentRefusal,
  | { ref: string }
  | { limit: number }
  | { status: unknown }
  | { stage: unknown }
  | { at: unknown }
  | { needs: unknown }
  | { am: string }
  | { newest: number }
  | { refs: string[] }
>['code']
const plainWords: Record<Plain, string> = {
  'not-found': 'There is no such amendment to this norm.',
  'nothing-frozen': 'No version has been frozen yet. Amendments are to a frozen version.',
  'nothing-to-plan': 'No amendment to the newest version is tabled.',
  'not-in-plan': 'The confirmed order of voting does not name it. Confirm the order again first.',
  'merged-with-its-parent': 'It changes another amendment and is brought in with that one.',
  'no-such-amendment': 'The amendment to be amended is not there.',
  'amends-an-amendment': 'An amendment to an amendment cannot be amended again.',
  'not-amendable': 'That amendment cannot be amended: it is settled, to an earlier version, or has no words.',
  'paragraph-settled': 'The paragraph is closed or agreed. Reopen it first.',
  'no-such-paragraph': 'The version has no such paragraph. Load the page again.',
  'no-such-place': 'The version has no such place. Load the page again.',
  'no-words': 'Enter the new wording. To take the paragraph out, choose deleting it.',
  'nothing-changes': 'This changes nothing. Change the words, or choose another kind of amendment.',
  'paragraph-gone': 'The paragraph is no longer in the draft. Restore it, or settle this by hand.',
  'already-sponsor': 'Your delegation sponsors it already.',
  'not-a-sponsor': 'Your delegation does not sponsor it.',
  'not-main-sponsor': 'This is for a main sponsor of the amendment.',
  'main-sponsor-withdraws':
    'The only main sponsor withdraws the amendment instead, or names another main sponsor first.',
  'other-main-sponsors': 'It has other main sponsors. Leave it to them; the last one can withdraw it.',
  'not-a-co-sponsor': 'Only a delegation that co-sponsors it now can become a main sponsor.',
  'appealed-already': 'This ruling was appealed against already.',
  'no-appeal': 'There is no appeal to decide on. Load the page again.',
  amended: 'An amendment to it was adopted: it is no longer its sponsors’ to withdraw or revise.',
  'not-withdrawn': 'Only a withdrawn amendment can be taken over.',
  'not-ruled-out': 'There is no ruling to appeal against.',
  'no-change-of-ruling': 'The ruling would change nothing. Load the page again.',
}
