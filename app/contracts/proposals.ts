import { z } from 'zod'
import type { ParagraphId } from '~/domain/ids'
import { languages } from '~/domain/languages'
import { normLimits, paragraphKinds } from '~/domain/norms/norm'
import { proposalLimits, settlements } from '~/domain/proposals/proposal'
import { id, line, oneOf, optional, prose } from './form'

export const proposalRefForm = /^P-\d{4,9}$/

/** A paragraph is one line (D3): line ends of the form's text area become spaces. */
const wording = prose('The wording', { max: proposalLimits.text }).transform((s) =>
  s.replace(/\s*\n\s*/g, ' '),
)

export const SubmitProposal = z.strictObject({
  text: wording,
  rationale: prose('The rationale', { min: 0, max: proposalLimits.rationale }).optional().default(''),
  language: oneOf('The language', languages),
  /** The paragraph whose wording is proposed; empty: a new paragraph. */
  paragraph: optional(id<ParagraphId>('The paragraph')),
  /** For a new paragraph: the one it follows; empty: at the beginning. */
  after: optional(id<ParagraphId>('The paragraph before')),
  /** The delegation; may be left out by whoever has one only. */
  as: optional(z.string().max(60, 'The delegation is not one of yours.')),
  /** Made anew with each form, so that a form sent twice leaves one proposal. */
  key: z.string().regex(/^[0-9a-zA-Z-]{16,64}$/, 'The form has no valid key. Load the page again.'),
})

export const SupportProposal = z.strictObject({
  as: optional(z.string().max(60, 'The delegation is not one of yours.')),
  support: oneOf('The support', ['yes', 'no']),
})

export const WithdrawProposal = z.strictObject({})

export const SettleProposal = z.strictObject({
  settlement: oneOf('The outcome', settlements),
  answer: prose('The reason', { max: proposalLimits.answer }),
  /** The wording that enters the draft; read only for "merged in part". */
  text: optional(wording),
  /** Of a new paragraph. */
  kind: optional(oneOf('The kind', paragraphKinds)),
})

export const FreezeCompilation = z.strictObject({
  symbol: line('The symbol', { max: normLimits.symbol }),
  confirm: line('The reference', { max: 20 }),
})
export const FreezeChairText = FreezeCompilation
