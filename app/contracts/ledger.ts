import { z } from 'zod'
import { refusalInWords, tally } from '~/domain/ballots/tally'
import type { CountBallot } from '~/domain/ledger/recount'
import { ok, refuse } from '~/domain/result'
import { parseRule } from './rule'

/** A count as it stands in a URL: no sign, no leading zero, below 2^53. */
const wholeNumber = (label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .regex(/^(0|[1-9][0-9]{0,15})$/, `${label} must be a whole number.`)
    .transform(Number)
    .refine(Number.isSafeInteger, `${label} is too large.`)

/** `/ledger/:index` */
export const EntryIndex = wholeNumber('The entry number')

/** An inclusion proof: of entry `index` in the tree of the first `size` entries. */
export const InclusionQuery = z
  .object({ index: wholeNumber('index'), size: wholeNumber('size') })
  .refine(({ index, size }) => index < size, { error: 'index must be less than size.', path: ['index'] })

/** A consistency proof: the first `to` entries continue the first `from`. Nothing is proved from 0. */
export const ConsistencyQuery = z
  .object({ from: wholeNumber('from'), to: wholeNumber('to') })
  .refine(({ from }) => from > 0, { error: 'from must be at least 1.', path: ['from'] })
  .refine(({ from, to }) => from <= to, { error: 'from must not exceed to.', path: ['from'] })

/** The recount of the ledger by the platform's own tally. A rule in a log is input like any other. */
export const countBallot: CountBallot = (json, roll, votes) => {
  const rule = parseRule(json)
  if (!rule.ok) {
    return refuse(`the rule: ${rule.error.map(({ path, message }) => `${path}: ${message}`).join('; ')}`)
  }
  const counted = tally(rule.value, roll, votes)
  return counted.ok ? ok(counted.value) : refuse(refusalInWords(counted.error))
}
