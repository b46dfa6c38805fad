import type { JoinRefusal } from '~/domain/ballots/joint'
import type { BallotAct, BallotActRefusal, VoteRefusal } from '~/domain/ballots/may-ballot'
import type { Stage } from '~/domain/norms/norm'
import { instantInWords } from '../time'
import { outcomeInWords } from './test-list'

/** Everything that the commands about ballots refuse. */
export type BallotRefusal =
  | BallotActRefusal
  | VoteRefusal
  | JoinRefusal
  | { code: 'not-found'; what: string; ref?: string }
  | { code: 'already-open' }
  | { code: 'already-closed'; outcome?: string }
  | { code: 'opens-with-its-parts' }
  | { code: 'closes-with-its-parts' }
  | { code: 'closes-in-the-past' }
  | { code: 'roll-changed' }
  | { code: 'norm-not-ready'; stage: Stage }
  | { code: 'newer-version'; number: number }
  | { code: 'rule-does-not-fit'; reasons: readonly string[] }
  | { code: 'rule-too-long' }
  | { code: 'not-open' }

const actWords: Record<BallotAct, string> = {
  prepare: 'prepare a ballot',
  join: 'join ballots',
  open: 'open a ballot',
  close: 'close a ballot',
  record: 'record a vote taken elsewhere',
}

const stageWords: Record<Stage, string> = {
  drafting: 'is still being drafted',
  consultation: 'is in consultation',
  'text-final': 'is final',
  ballot: 'is being voted on',
  adopted: 'was adopted already',
  rejected: 'was rejected already',
}

const listed = (words: readonly string[]) => words.join(' and ')

/** Why it was refused and what can be done, in one or two sentences. */
export function ballotRefusalWords(refusal: BallotRefusal): string {
  switch (refusal.code) {
    case 'not-allowed':
      return 'act' in refusal ? notAllowed(refusal) : notYourVote(refusal.why)
    case 'not-found':
      return `There is no ${refusal.what}${refusal.ref ? ` ${refusal.ref}` : ' like this'} here. Choose one from the list.`
    case 'already-open':
      return 'The ballot is open already; somebody else has opened it. Nothing was changed by this request.'
    case 'already-closed':
      return refusal.outcome
        ? `The ballot is closed already; its outcome is: ${outcomeInWords(refusal.outcome)}.`
        : 'The ballot is closed. A closed ballot is never opened again; prepare a new one.'
    case 'opens-with-its-parts':
      return 'A joint ballot opens by itself when the last of its parts opens.'
    case 'closes-with-its-parts':
      return 'A joint ballot closes by itself when the last of its parts closes.'
    case 'closes-in-the-past':
      return 'The closing time has passed already. Choose one that is still to come.'
    case 'roll-changed':
      return 'The seats of the forum have changed since this page was shown. Look at the roll again before you open the ballot.'
    case 'norm-not-ready':
      return `The norm ${stageWords[refusal.stage]}. A ballot opens on a text that is final.`
    case 'newer-version':
      return `Version ${refusal.number} of the norm was frozen after this ballot was prepared. Prepare a ballot on that version.`
    case 'rule-does-not-fit':
      return `The rule cannot be applied to this roll: ${refusal.reasons.join('; ')}.`
    case 'rule-too-long':
      return 'The rule is too long to be frozen into an entry of the ledger. Adopt a shorter one.'
    case 'not-open':
      return 'status' in refusal && refusal.status === 'closed'
        ? 'The ballot is closed. This vote was not recorded.'
        : 'The ballot is not open yet. Nothing was recorded.'
    case 'closing-time-past':
      return `Voting ended at ${sayInstant(refusal.closesAtMs)}. This vote was not recorded.`
    case 'no-votes-of-its-own':
      return 'A joint ballot takes no votes of its own; vote in the ballot of your forum.'
    case 'other-text':
      return 'The text that this form showed is not the text that is voted on. This vote was not recorded; read the ballot again.'
    default:
      return joinWords(refusal)
  }
}

function joinWords(refusal: JoinRefusal): string {
  switch (refusal.code) {
    case 'too-few':
      return 'Name at least two ballots to join.'
    case 'joint-of-joint':
      return `${refusal.ref} is a joint ballot itself and cannot be a part of another.`
    case 'already-joined':
      return `${refusal.ref} is part of another joint ballot already.`
    case 'same-forum':
      return `${listed(refusal.refs)} are ballots of one forum. A joint ballot counts each forum once.`
    case 'different-texts':
      return `${listed(refusal.refs)} are not about the same text.`
  }
}

const notAllowed = ({ act, needs }: BallotActRefusal) =>
  `Only the ${needs.join(' or the ')} of the forum may ${actWords[act]}.`

const notYourVote = (why: 'not-your-seat' | 'not-accredited') =>
  why === 'not-accredited'
    ? 'Your organisation is not accredited, so its delegation has no vote.'
    : 'You are not a member of a delegation that votes for this place on the roll.'

function sayInstant(atMs: number): string {
  const { day, clock, zone } = instantInWords(atMs)
  return `${clock} ${zone} on ${day}`
}
