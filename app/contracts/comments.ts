import { z } from 'zod'
import { commentLimits } from '~/domain/comments/comment'
import type { ParagraphId } from '~/domain/ids'
import { languages } from '~/domain/languages'
import { id, oneOf, optional, prose, textProblem } from './form'

export const commentRefForm = /^C-\d{5,9}$/

/** Words of a paragraph are compared with it as they are, so nothing but white space at their ends is changed. */
const quote = z
  .string()
  .transform((words) => words.trim())
  .superRefine((words, ctx) => {
    const problem = textProblem(words)
    if (problem) ctx.addIssue({ code: 'custom', message: `The words ${problem}` })
    else if (words.length > commentLimits.quote)
      ctx.addIssue({ code: 'custom', message: `Comment on at most ${commentLimits.quote} characters.` })
  })
/** A place in a live text, as the editor knows it. */
const anchor = z.string().regex(/^[A-Za-z0-9+/]{2,64}={0,2}$/, 'The place in the text is not one.')

export const SubmitComment = z.strictObject({
  body: prose('The comment', { max: commentLimits.body }),
  language: oneOf('The language', languages),
  /** Empty: on the norm as a whole. */
  paragraph: optional(id<ParagraphId>('The paragraph')),
  /** The words commented on, as they stand in the paragraph. Empty: all of it. */
  quote: optional(quote),
  /** Both or neither: where the words begin and end, for whoever selected them in the live text. */
  anchorStart: optional(anchor),
  anchorEnd: optional(anchor),
  replyTo: optional(z.string().regex(commentRefForm, 'The comment replied to is not a reference.')),
  /** A delegation's id, or 'secretariat'; may be left out by whoever has one capacity only. */
  as: optional(z.string().max(60, 'The capacity is not one of yours.')),
  /** Made anew with each form, so that a form sent twice leaves one comment. */
  key: z.string().regex(/^[0-9a-zA-Z-]{16,64}$/, 'The form has no valid key. Load the page again.'),
})

export const WithdrawComment = z.strictObject({})
