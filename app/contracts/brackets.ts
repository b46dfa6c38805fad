import { z } from 'zod'
import type { DelegationId } from '~/domain/ids'
import { bracketPlaces } from '~/domain/norms/bracket-place'
import { bracketPositions, normLimits } from '~/domain/norms/norm'
import { checkbox, id, line, oneOf, optional, prose } from './form'
import { utcMinute } from './norms'

/** The forms that act on brackets. Which bracket is in the address. */

const words = (label: string) => line(label, { max: normLimits.quote })

/** In a form the first place is 1. */
const nth = optional(
  z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'Which of the places is a number from 1.')
    .transform((typed) => Number(typed) - 1),
)

/** A relative position in the live text, which scripts send. */
const anchor = optional(z.string().max(64, 'The selection is not one of this text.'))

export const PlaceBracket = z.strictObject({
  where: optional(oneOf('The place', bracketPlaces)),
  /** A bracket that stands in the text already, brackets included. */
  quote: optional(words('The bracketed words')),
  /** The words to put into brackets; neither these nor a quote: all of the text. */
  words: optional(words('The words')),
  nth,
  /** The first and the last selected character; they stand for the words. */
  first: anchor,
  last: anchor,
  /** Who holds it; without it, the delegation of whoever places it. */
  holderId: optional(id<DelegationId>('The delegation')),
  reason: prose('The reason', { min: 0, max: normLimits.reason }).optional().default(''),
})

export const LiftBracket = z.strictObject({})

export const NarrowBracket = z.strictObject({ words: words('The words that stay in the bracket'), nth })

export const ProposeLift = z.strictObject({ until: utcMinute('The end of the silence') })

export const ObjectToLift = z.strictObject({})

export const StandOnBracket = z.strictObject({
  position: oneOf('The position', [...bracketPositions, 'none']),
})

export const OfferAlternative = z
  .strictObject({
    text: line('The words', { min: 0, max: normLimits.quote }).optional().default(''),
    noText: checkbox,
  })
  .refine(({ text, noText }) => noText !== (text !== ''), {
    message: 'Enter other words, or tick “no text”, not both.',
    path: ['text'],
  })

const number = z
  .string({ error: 'The number of the alternative is missing.' })
  .regex(/^[1-9]$/, 'The number of an alternative is 1 to 9.')
  .transform(Number)

export const NameAlternative = z.strictObject({ number })

/** The forms that settle a paragraph. */

export const AgreeParagraph = z.strictObject({ confirmBy: utcMinute('The deadline') })

export const ConfirmParagraph = z.strictObject({ answer: oneOf('The answer', ['confirm', 'object']) })

export const ReopenParagraph = z.strictObject({
  reason: prose('The reason', { max: normLimits.reason }),
})

export const SetPackageDeal = z.strictObject({ package: oneOf('The package', ['yes', 'no']) })
