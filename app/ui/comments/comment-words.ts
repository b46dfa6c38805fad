import { commentLimits } from '~/domain/comments/comment'
import type { WordsRefusal } from '~/domain/comments/commented-words'
import type { CommentRefusal, WithdrawRefusal } from '~/domain/comments/may-comment'
import { stageNames } from '../norms/stage-line'
import { instantInWords } from '../time'

export type AnyCommentRefusal =
  | CommentRefusal
  | WithdrawRefusal
  | { code: 'not-found' }
  | { code: 'no-such-paragraph' }
  | WordsRefusal

/** One sentence on why, and what to do next. */
export function commentRefusalWords(refusal: AnyCommentRefusal): string {
  switch (refusal.code) {
    case 'not-open':
      return `Comments are closed: the norm is in the stage “${stageNames[refusal.stage]}”. Comments made earlier stay readable.`
    case 'consultation-over': {
      const { day, clock, zone } = instantInWords(refusal.closedAtMs)
      return `The consultation closed on ${day} at ${clock} ${zone}. Comments made earlier stay readable.`
    }
    case 'too-many':
      return refusal.of === 'person'
        ? `You have made ${refusal.limit} comments within the hour, which is the limit. Your text is kept below; send it later.`
        : `Your delegation has made ${refusal.limit} comments within the hour, which is the limit. Your text is kept below; send it later.`
    case 'words-more-than-once':
      return `These words stand in the paragraph ${refusal.times} times. Add the words before or after them, so that it is clear which are meant.`
    default:
      return plainWords[refusal.code]
  }
}

const plainWords: Record<
  Exclude<AnyCommentRefusal['code'], 'not-open' | 'consultation-over' | 'too-many' | 'words-more-than-once'>,
  string
> = {
  'not-allowed':
    'Comments are for members of delegations with a seat and of accredited organisations, and for the secretariat. Ask the secretariat how to be accredited.',
  'not-your-capacity': 'Choose on whose behalf you comment: one of your own delegations.',
  'no-such-parent': 'The comment you reply to is not on this norm.',
  'reply-to-a-reply': 'Replies go one level deep. Reply to the first comment instead.',
  'parent-withdrawn': 'The comment you reply to has been withdrawn.',
  'not-found': 'There is no such comment.',
  'no-such-paragraph': 'This norm has no such paragraph now. Comment on another or on the norm as a whole.',
  'words-without-paragraph': 'Choose the paragraph in which the words stand.',
  'no-such-words':
    'These words do not stand in the paragraph as its draft reads now. Copy them from there, or leave the field empty.',
  'words-too-long': `Comment on at most ${commentLimits.quote} characters, or on the whole paragraph.`,
  'not-yours': 'Only its author can withdraw a comment.',
  'already-withdrawn': 'This comment was withdrawn already.',
}

/** The field of the form that a refusal is about; '' is the form as a whole. */
export const commentRefusalField = ({ code }: AnyCommentRefusal): string =>
  code === 'words-without-paragraph' ? 'paragraph' : code.includes('words') ? 'quote' : ''
