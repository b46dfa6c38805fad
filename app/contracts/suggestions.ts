import { z } from 'zod'
import { suggestionLimits } from '~/domain/documents/suggestion'
import type { ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { id, line, oneOf, optional } from './form'

/** The forms that make and resolve suggestions. */

export const suggestionRefForm = /^S-\d{5,7}$/

const reason = (min: number) => line('The reason', { min, max: suggestionLimits.reason })
/** The desk's cards lead back to the desk. */
const from = optional(oneOf('Where it was sent from', ['desk']))

export const SuggestChange = z.strictObject({
  paragraphId: id<ParagraphId>('The paragraph'),
  text: line('The text', { min: 0, max: normLimits.text }),
  reason: reason(0),
})

/** The number of the last update that whoever resolves it was shown. */
const seen = (label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .regex(/^\d{1,9}$/, `${label} is not a number.`)
    .transform(Number)

export const AcceptSuggestion = z.strictObject({ seen: seen('What was seen'), from })
export const AcceptPart = z.strictObject({
  seen: seen('What was seen'),
  bodySeen: seen('The paragraph as it was seen'),
  from,
})
/** What is left of the form once the boxes are taken out. */
export const AcceptSeveral = z.strictObject({ from })
export const RejectSuggestion = z.strictObject({ reason: reason(1), from })
export const ExplainSuggestion = z.strictObject({ reason: reason(1), from })
export const WithdrawSuggestion = z.strictObject({ from })

/** Boxes named 'change-3', ticked: the numbers, and the form without them. A number may stand only once. */
export function takeTicked(form: FormData, name: RegExp): { ticked: [string, string][]; rest: FormData } {
  const rest = new FormData()
  const ticked = new Map<string, string>()
  for (const [field, value] of form) {
    const named = name.exec(field)?.[1]
    if (named !== undefined && typeof value === 'string') ticked.set(named, value)
    else rest.append(field, value)
  }
  return { ticked: [...ticked], rest }
}
