import { z } from 'zod'
import { ballotStatuses, votingRecords } from '~/domain/ballots/ballot'
import type { RuleId, VersionId } from '~/domain/ids'
import { type FieldErrors, id, line, oneOf, optional, prose } from './form'
import { isZone, zonedInstant } from './instant'

export const choices = ['yes', 'no', 'abstain'] as const
/** A member's code on a roll. */
const Member = line('The member', { max: 200 })
const Slug = z
  .string({ error: 'The forum is missing.' })
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'The forum is not one of the list.')

const Question = {
  forum: Slug,
  title: line('The title', { min: 3, max: 200 }),
  question: prose('The question', { min: 10, max: 2_000 }),
  rule: id<RuleId>('The rule'),
}

/** What a ballot is to be: POST /ballots. `closesAt` is what a clock in `closesZone` shows. */
export const PrepareBallot = z.object({
  ...Question,
  version: optional(id<VersionId>('The version')),
  record: optional(oneOf('The record', votingRecords)),
  closesAt: optional(z.string().max(30, 'The closing time is too long.')),
  closesZone: optional(z.string().max(64, 'The time zone is too long.')),
})

/** The closing time as an instant; the message by field when it is none. */
export function closingTime(form: {
  closesAt?: string | undefined
  closesZone?: string | undefined
}): { closesAt: Date | null; closesZone: string } | { errors: FieldErrors } {
  const closesZone = form.closesZone ?? 'UTC'
  if (!isZone(closesZone)) {
    return { errors: { closesZone: 'The time zone is not a known one, such as UTC or Europe/Lisbon.' } }
  }
  if (!form.closesAt) return { closesAt: null, closesZone }
  const closesAt = zonedInstant(form.closesAt, closesZone)
  if (closesAt) return { closesAt, closesZone }
  return {
    errors: { closesAt: 'Enter a day and an hour that exist in the time zone, such as 2030-01-15T16:00.' },
  }
}

/** POST /ballots/joint: refs of the parts in one line, `B-0003, B-0004`. */
export const JoinBallots = z.object({
  ...Question,
  ballots: line('The ballots', { max: 400 }).transform((text, ctx) => {
    const refs = text.split(/[\s,;]+/u).filter(Boolean)
    const strange = refs.find((ref) => !/^B-\d{4,7}$/.test(ref))
    if (strange) ctx.addIssue({ code: 'custom', message: `"${strange}" is not a ballot such as B-0003.` })
    if (new Set(refs).size < refs.length) {
      ctx.addIssue({ code: 'custom', message: 'A ballot is named twice.' })
    }
    return refs
  }),
})

/** POST /ballots/:ref/opening. `roll`: the hash of the roll that was shown, so that no other one is frozen. */
export const OpenBallot = z.object({
  roll: optional(z.string().regex(/^[0-9a-f]{64}$/, 'The roll is named by a hash of 64 digits.')),
})

/** POST /ballots/:ref/closing. */
export const CloseBallot = z.object({
  confirm: line('The reference of the ballot', { max: 20 }),
})

/** POST /ballots/:ref/votes. A weight or a rule in the body is refused by name: nobody brings their own. */
export const CastVote = z.object({
  member: Member,
  choice: oneOf('The choice', choices),
  textHash: z
    .string({ error: 'The hash of the text is missing.' })
    .regex(/^[0-9a-f]{64}$/, 'The hash of the text must have 64 digits.'),
})

/** GET /ballots/:ref/review */
export const ReviewVote = z.object({ member: Member, choice: oneOf('The choice', choices) })

/** GET /ballots */
export const BallotsQuery = z.object({
  forum: optional(Slug),
  year: optional(
    z
      .string()
      .regex(/^\d{4}$/, 'The year needs four digits.')
      .transform(Number),
  ),
  status: optional(oneOf('The status', ballotStatuses)),
  before: optional(
    z
      .string()
      .regex(/^\d{1,9}$/, 'The page is not known.')
      .transform(Number),
  ),
})

/** A reference in an address; anything else is not found. */
export const isBallotRef = (text: string | undefined): text is string => /^B-\d{4,7}$/.test(text ?? '')
