import { z } from 'zod'
import { amendmentLimits, amendmentOps } from '~/domain/amendments/amendment'
import type { PlanStep } from '~/domain/amendments/voting-order'
import type { DelegationId, ParagraphId } from '~/domain/ids'
import { normLimits, paragraphKinds } from '~/domain/norms/norm'
import { id, line, oneOf, optional, prose } from './form'
import { utcMinute } from './norms'

/** The forms about amendments. Norm and amendment are in the address. */

export const amendmentRefForm = /^AM-[1-9]\d{0,8}$/

const versionNumber = z
  .string({ error: 'The version is missing.' })
  .regex(/^[1-9]\d{0,5}$/, 'The version must be a number.')
  .transform(Number)

export const TableAmendment = z.strictObject({
  version: versionNumber,
  op: oneOf('The kind of amendment', amendmentOps),
  kind: optional(oneOf('The kind of the new paragraph', paragraphKinds)),
  paragraphId: optional(id<ParagraphId>('The paragraph')),
  /** For a new place: the paragraph before it; without it, the beginning. */
  afterId: optional(id<ParagraphId>('The paragraph before')),
  text: prose('The new wording', { min: 0, max: normLimits.text }).optional().default(''),
  heading: line('The heading', { min: 0, max: normLimits.heading }).optional().default(''),
  reason: prose('The reason', { max: amendmentLimits.reason }),
  parent: optional(z.string().regex(amendmentRefForm, 'An amendment is named like AM-7.')),
})

/** The whole new wording, as when it was tabled; of a move, the new place. */
export const ReviseAmendment = z.strictObject({
  version: versionNumber,
  afterId: optional(id<ParagraphId>('The paragraph before')),
  text: prose('The new wording', { min: 0, max: normLimits.text }).optional().default(''),
  heading: line('The heading', { min: 0, max: normLimits.heading }).optional().default(''),
  reason: prose('The reason for the revision', { max: amendmentLimits.note }),
})

export const NameMainSponsor = z.strictObject({ delegationId: id<DelegationId>('The delegation') })

const count = (label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .regex(/^\d{1,4}$/, `${label} must be a whole number from 0 to 9999.`)
    .transform(Number)

export const DecideAppeal = z.strictObject({
  votesFor: count('The votes for the appeal'),
  votesAgainst: count('The votes against the appeal'),
  abstentions: count('The abstentions'),
})

export const SetTerms = z.strictObject({
  sponsorsNeeded: z
    .string({ error: 'The number of sponsors is missing.' })
    .regex(/^[1-9]\d?$/, 'The number of sponsors must be from 1 to 99.')
    .transform(Number),
  tableUntil: optional(utcMinute('The end of tabling')),
  sponsorUntil: optional(utcMinute('The end of co-sponsoring')),
})

export const BareAct = z.strictObject({})

export const RuleAmendment = z.strictObject({
  ruling: oneOf('The ruling', ['admissible', 'inadmissible']),
  reason: prose('The reason', { max: amendmentLimits.note }),
})

export const AppealRuling = z.strictObject({
  reason: prose('The reason', { max: amendmentLimits.note }),
})

export const SettleAmendment = z.strictObject({
  result: oneOf('The result', ['adopted', 'rejected']),
  note: prose('The note', { min: 0, max: amendmentLimits.note }).optional().default(''),
})

const planLine = /^(AM-[1-9]\d{0,8})(?:\s*(?:>|:)\s*(AM-[1-9]\d{0,8}(?:[\s,]+AM-[1-9]\d{0,8})*)?)?$/
const maxSteps = 1_000

/** One line a step, in voting order: 'AM-3', or 'AM-3 > AM-5, AM-7' when those two fall if AM-3 is adopted. */
export const ConfirmPlan = z.strictObject({
  plan: prose('The plan', { max: 50_000 }).transform((text, ctx): PlanStep[] => {
    const lines = text.split('\n').filter((words) => words.trim() !== '')
    const steps = lines.slice(0, maxSteps).map((words) => planLine.exec(words.trim()))
    const wrong = steps.indexOf(null)
    if (wrong >= 0 || lines.length > maxSteps) {
      const message =
        wrong >= 0
          ? `Line ${wrong + 1} of the plan is not like “AM-3” or “AM-3 > AM-5, AM-7”.`
          : `A plan may have at most ${maxSteps} lines.`
      ctx.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    return steps.map((step) => ({ ref: step![1]!, falls: step![2]?.split(/[\s,]+/) ?? [] }))
  }),
})

export const planText = (steps: readonly PlanStep[]): string =>
  steps.map(({ ref, falls }) => (falls.length > 0 ? `${ref} > ${falls.join(', ')}` : ref)).join('\n')
