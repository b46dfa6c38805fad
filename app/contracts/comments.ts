import { z } from 'zod'
import { commentLimits } from '~/domain/comments/comment'
import type { ParagraphId } from '~/domain/ids'
import { languages } from '~/domain/languages'
import { id, oneOf, optional, prose } from './form'

export const commentRefForm = /^C-\d{5,9}$/

export const SubmitComment = z.strictObject({
  body: prose('The comment', { max: commentLimits.body }),
  language: oneOf('The language', languages),
  /** Empty: on the norm as a whole. */
  paragraph: optional(id<ParagraphId>('The paragraph')),
  replyTo: optional(z.string().regex(commentRefForm, 'The comment replied to is not a reference.')),
  /** A delegation's id, or 'secretariat'; may be left out by whoever has one capacity only. */
  as: optional(z.string().max(60, 'The capacity is not one of yours.')),
  /** Made anew with each form, so that a form sent twice leaves one comment. */
  key: z.string().regex(/^[0-9a-zA-Z-]{16,64}$/, 'The form has no valid key. Load the page again.'),
})

export const WithdrawComment = z.strictObject({})
