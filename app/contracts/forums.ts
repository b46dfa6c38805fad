import { z } from 'zod'
import { forumKinds } from '~/domain/forums/forum'
import { isMeasureName, isWeight, maxNames } from '~/domain/forums/seat'
import type { DelegationId, ForumId, RuleId, SeatId } from '~/domain/ids'
import { checkbox, id, line, oneOf, optional, prose } from './form'
import { slug } from './organisations'

const tag = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/

const languages = line('The languages', { max: 200 }).transform((s, context) => {
  const tags = s.split(/[\s,]+/).filter(Boolean)
  const wrong = tags.find((t) => !tag.test(t))
  if (wrong !== undefined)
    context.addIssue({ code: 'custom', message: `${wrong} is not a language tag such as en, fr or zh-Hant.` })
  return [...new Set(tags)]
})

const said = {
  name: line('The name', { max: 160 }),
  kind: oneOf('The kind', forumKinds),
  region: line('The region', { min: 0, max: 60 }),
  parent: optional(id<ForumId>('The parent forum')),
  charter: prose('The charter', { max: 20_000 }),
  languages,
}

/** /admin/forums/new is a page of its own. */
const ownSlug = slug.refine((s) => s !== 'new', { message: 'The short name new is taken by a page.' })

export const AddForum = z.strictObject({ slug: ownSlug, ...said })
export const ChangeForum = z.strictObject(said)

/**
 * One `name: value` a line, such as `region: north`. `label` begins the message. Names are as rules write
 * them; a wrong line is named by its number.
 */
function pairs(label: string, valueProblem: (value: string) => string | null) {
  return prose(label, { min: 0, max: 4_000 }).transform((text, context) => {
    const found = new Map<string, string>()
    text.split('\n').forEach((row, i) => {
      if (row.trim() === '') return
      const [name, value] = pairIn(row)
      const problem = nameProblem(name, found) ?? valueProblem(value)
      if (problem) context.addIssue({ code: 'custom', message: `${label}, line ${i + 1}: ${problem}` })
      found.set(name, value)
    })
    if (found.size > maxNames)
      context.addIssue({ code: 'custom', message: `${label}: at most ${maxNames} lines.` })
    return Object.fromEntries(found)
  })
}

function pairIn(row: string): [string, string] {
  const colon = row.search(/[:=]/)
  return colon < 0 ? [row.trim(), ''] : [row.slice(0, colon).trim(), row.slice(colon + 1).trim()]
}

function nameProblem(name: string, found: ReadonlyMap<string, string>): string | null {
  if (!isMeasureName(name))
    return `"${name.slice(0, 40)}" is not a name: lower-case letters, digits and hyphens, a letter first.`
  return found.has(name) ? `${name} stands twice.` : null
}

const groupings = pairs('The groupings', (value) => {
  if (value === '') return 'a group is missing after the colon.'
  return value.length > 80 ? 'a group may have at most 80 characters.' : null
})

const weights = pairs('The weights', (value) =>
  isWeight(value)
    ? null
    : `"${value.slice(0, 40)}" is not an exact number of 0 or more: write 3, 2/3 or 0.85, without signs, spaces or exponents.`,
).refine((all) => !Object.hasOwn(all, 'heads'), {
  message: 'The weights: heads is the count of members itself and cannot be given.',
})

const figures = { votes: checkbox, groupings, weights }

export const memberCode = line('The code', { max: 60 }).refine(
  (s) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(s),
  {
    message:
      'The code may have letters a to z, digits, dots, hyphens and underscores, a letter or digit first.',
  },
)
export const AddSeat = z.strictObject({
  delegation: id<DelegationId>('The delegation'),
  member: memberCode,
  ...figures,
})
export const ChangeSeat = z.strictObject({ intent: z.literal('change'), ...figures })
export const seatId = id<SeatId>('The seat')
export const EndSeat = z.strictObject({ intent: z.literal('end') })

/** The text is parsed by contracts/rule.ts, whose messages carry paths. */
export const AdoptPreset = z.strictObject({
  intent: z.literal('preset'),
  preset: line('The rule', { max: 60 }),
  makeDefault: checkbox,
})
export const AdoptText = z.strictObject({
  intent: z.literal('text'),
  rule: z.string({ error: 'The rule is missing.' }).min(1, 'Enter the rule as JSON.'),
  makeDefault: checkbox,
})
export const MakeDefault = z.strictObject({ intent: z.literal('default'), version: id<RuleId>('The rule') })
