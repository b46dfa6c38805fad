import { z } from 'zod'
import type { ForumId, ParagraphId } from '~/domain/ids'
import { languages } from '~/domain/languages'
import { normKinds, normLimits, paragraphKinds, stages, versionKinds } from '~/domain/norms/norm'
import { linesOf, pasteLimits } from '~/domain/norms/split-text'
import { id, line, oneOf, optional, prose, textProblem } from './form'

/** The forms that change a norm. References are in the address; `confirm` is the reference typed once more. */

export const normRefForm = /^N-\d{3,6}$/

export const ProposeNorm = z.strictObject({
  title: line('The title', { max: normLimits.title }),
  kind: oneOf('The kind', normKinds),
  forumId: id<ForumId>('The forum'),
  language: oneOf('The language', languages),
  summary: prose('The summary', { min: 0, max: normLimits.summary }),
})

const instantForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/

/** What `<input type="datetime-local">` sends, read as UTC. */
export const utcMinute = (label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .refine((s) => isMinute(s), `${label} must be a date and a time, such as 2030-01-31T18:00.`)
    .transform((s) => new Date(`${s}:00.000Z`))

function isMinute(text: string): boolean {
  const at = instantForm.test(text) ? new Date(`${text}:00.000Z`) : null
  // Date lets 30 February pass as 1 March
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

export const ChangeStage = z.strictObject({
  to: oneOf('The stage', stages),
  closesAt: optional(utcMinute('The end of the consultation')),
  confirm: optional(line('The reference', { max: 20 })),
})

export const FreezeVersion = z.strictObject({
  symbol: line('The symbol', { max: normLimits.symbol }),
  kind: oneOf('The kind', versionKinds),
  note: prose('The note', { min: 0, max: normLimits.note }),
  confirm: line('The reference', { max: 20 }),
})

/** A paragraph of another norm: its id, or its reference and number as people say them, 'N-014 2.1'. */
const implemented = z
  .string()
  .trim()
  .regex(
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|N-\d{3,6} [0-9A-Z]{1,6}(?:\.\d{1,4})?)$/,
    'The paragraph put into practice is named by norm and number, such as N-014 2.1.',
  )

const heading = line('The heading', { min: 0, max: normLimits.heading })

export const AddParagraph = z.strictObject({
  kind: oneOf('The kind', paragraphKinds),
  heading: heading.optional().default(''),
  text: prose('The text', { min: 0, max: normLimits.text }).optional().default(''),
  /** Stands after this paragraph; without it, at the end. */
  after: optional(id<ParagraphId>('The paragraph before')),
  implements: optional(implemented),
})

export const ReviseParagraph = z.strictObject({
  kind: oneOf('The kind', paragraphKinds),
  /** Absent: stays as it is. */
  heading: heading.optional(),
  /** Empty: puts nothing into practice. */
  implements: optional(implemented),
})

export const SetHeading = z.strictObject({
  heading,
  /** What it was when it was read; absent: whatever it is. */
  was: heading.optional(),
})

export const MoveParagraph = z.strictObject({
  direction: oneOf('The direction', ['up', 'down']),
})

export const RemoveParagraph = z.strictObject({})
export const RestoreParagraph = z.strictObject({})
export const MergeParagraphs = z.strictObject({})

export const SplitParagraph = z.strictObject({
  /** A relative position, which scripts send. */
  place: optional(z.string().max(64, 'The place is not one of this text.')),
  /** Without scripts: how the new paragraph begins. */
  words: optional(line('The first words of the new paragraph', { max: normLimits.quote })),
})

const lineProblems = {
  'too-many-lines': `At most ${pasteLimits.lines} lines become paragraphs at once.`,
  'line-too-long': `A paragraph may have at most ${normLimits.text} characters.`,
}

export const AddLines = z.strictObject({
  lines: z
    .string({ error: 'The lines are missing.' })
    .max(pasteLimits.length, `At most ${pasteLimits.length} characters can be taken in at once.`)
    .transform((typed, ctx) => {
      const text = typed.normalize('NFC')
      const found = linesOf(text)
      const problem = textProblem(text)
      if (problem) ctx.addIssue({ code: 'custom', message: `The text ${problem}` })
      if ('problem' in found)
        ctx.addIssue({ code: 'custom', message: `Line ${found.line}: ${lineProblems[found.problem]}` })
      else if (found.lines.length === 0) ctx.addIssue({ code: 'custom', message: 'Enter some text.' })
      return 'lines' in found ? found.lines : []
    }),
  /** Where they were pasted: a relative position, which scripts send. */
  place: optional(z.string().max(64, 'The place is not one of this text.')),
})

const mark = z.string().max(64, 'The place is not one of this text.')

export const PlaceReference = z.strictObject({
  target: id<ParagraphId>('The paragraph referred to'),
  /** Marks on the first and last character of a number in the text, which scripts send. */
  start: optional(mark),
  end: optional(mark),
  /** Without scripts: a number that stands in the text once, */
  words: optional(line('The number', { max: 12 })),
  /** or the words after which it is put; without anything, the end. */
  after: optional(line('The words before', { max: normLimits.quote })),
})

export const DefineTerm = z.strictObject({
  start: optional(mark),
  end: optional(mark),
  /** Without scripts: the term as it stands in the text. */
  words: optional(line('The term', { max: normLimits.quote })),
})

export const RemoveDefinition = z.strictObject({})

export const RemoveReference = z.strictObject({})

/** "Mark as seen": nothing to fill in. */
export const NoteLook = z.strictObject({})
