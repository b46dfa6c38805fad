import type { ProposalStatus } from '~/domain/amendments/amendment'
import { unreachable } from '~/domain/assert'
import { type AccessCode, refusalWords } from '~/domain/documents/refusal'
import type {
  ChairRefusal,
  ProposeRefusal,
  SettledRefusal,
  SupportRefusal,
  WithdrawProposalRefusal,
} from '~/domain/proposals/may-propose'
import type { Settlement } from '~/domain/proposals/proposal'
import { type AnyNormRefusal, normRefusalWords } from '../norms/norm-refusal'
import { stageNames } from '../norms/stage-line'
import { instantInWords } from '../time'

export const proposalStatusWords: Record<ProposalStatus, string> = {
  submitted: 'Open',
  merged: 'Merged',
  'merged-in-part': 'Merged in part',
  noted: 'Noted',
  'not-taken': 'Not taken',
  withdrawn: 'Withdrawn',
}

export const settlementMeans: Record<Settlement, string> = {
  merged: 'The wording as it is proposed becomes the wording of the draft.',
  'merged-in-part': 'The wording below, put together by you, becomes the wording of the draft.',
  noted: 'The draft stays as it is; the proposal is on record.',
  'not-taken': 'The draft stays as it is.',
}

export type AnyProposalRefusal =
  | ProposeRefusal
  | SupportRefusal
  | WithdrawProposalRefusal
  | ChairRefusal
  | SettledRefusal
  | { code: 'not-found' | 'no-such-proposal' | 'no-such-paragraph' | 'place-twice' | 'no-wording' }
  | { code: 'not-writable'; why: AccessCode }
  | { code: 'too-many-paragraphs'; limit: number }
  | { code: 'nothing-to-compile' | 'nothing-settled' }

/** One sentence on why, and what to do next. */
export function proposalRefusalWords(refusal: AnyProposalRefusal): string {
  switch (refusal.code) {
    case 'not-open':
    case 'text-closed':
      return `Proposals are closed: the norm is in the stage “${stageNames[refusal.stage]}”. Those made earlier stay readable.`
    case 'consultation-over': {
      const { day, clock, zone } = instantInWords(refusal.closedAtMs)
      return `The consultation closed on ${day} at ${clock} ${zone}. Proposals made earlier stay readable.`
    }
    case 'not-allowed':
      return refusal.needs === 'the chair'
        ? 'This is for the chair of the forum.'
        : 'Wording is proposed by members of delegations with a seat and of accredited organisations. Ask the secretariat how to be accredited.'
    case 'too-many':
      return `${refusal.of === 'person' ? 'You have' : 'Your delegation has'} made ${refusal.limit} proposals within the hour, which is the limit. Your text is kept below; send it later.`
    case 'already-settled':
      return `This proposal is no longer open: it is “${proposalStatusWords[refusal.status]}”.`
    case 'not-writable':
      return `The wording was not changed. ${refusalWords(refusal.why)}`
    case 'too-many-paragraphs':
      return `A norm may have at most ${refusal.limit} paragraphs.`
    default:
      return plainWords[refusal.code] ?? unreachable(refusal.code as never)
  }
}

const plainWords = {
  'not-found': 'There is no such norm.',
  'no-such-proposal': 'There is no such proposal on this norm.',
  'no-such-paragraph': 'This norm has no such paragraph now. It may have been removed; load the page again.',
  'place-twice': 'A proposal is for one paragraph or for a new one after a paragraph, not for both.',
  'no-wording': 'Enter the wording that becomes part of the draft.',
  'not-your-capacity': 'Choose the delegation for which you act: one of your own.',
  'own-proposal': 'The proposal is your own delegation’s. Others support it.',
  'already-so': 'This is so already. Load the page again.',
  'not-yours': 'Only its author can withdraw a proposal.',
  'nothing-to-compile': 'There is no open proposal to compile.',
  'nothing-settled': 'No proposal has been settled since the last chair’s text.',
} as const

type OwnFreezeRefusal = { code: 'nothing-to-compile' } | { code: 'nothing-settled' }

const isOwn = (refusal: { code: string }): refusal is OwnFreezeRefusal =>
  refusal.code === 'nothing-to-compile' || refusal.code === 'nothing-settled'

/** Of a compilation or a chair's text. */
export function freezeRefusalWords(refusal: AnyNormRefusal | OwnFreezeRefusal): string {
  if (isOwn(refusal)) return proposalRefusalWords(refusal)
  if (refusal.code === 'not-allowed' && refusal.needs === 'the chair')
    return 'This is for the chair of the forum.'
  return normRefusalWords(refusal)
}
