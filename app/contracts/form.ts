import { z } from 'zod'
import { ok, type Result, refuse } from '~/domain/result'

/** Message by field name; '' is the form as a whole. */
export type FieldErrors = Record<string, string>

/** What a refused form post shows: messages by field ('' is the form as a whole) and what was typed, never lost. */
export interface FormAnswer {
  errors: FieldErrors
  values: Record<string, string>
  /** The form's own name where a page has several. */
  form: string
  /** Done, by this entry; where to go on. */
  recorded?: { entry: number; at: string | null }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/u

/** Why a text cannot be accepted, or null. Control and direction-override characters can make text read other than it is. */
export function textProblem(text: string): string | null {
  if (!text.isWellFormed()) return 'contains a broken character (a lone surrogate).'
  if (controls.test(text)) return 'contains a control character, which cannot be shown.'
  if (bidiControls.test(text))
    return 'contains a text-direction override (U+202A to U+202E, U+2066 to U+2069). Remove it; right-to-left text needs none.'
  return null
}

const cleaned = (limits: { min: number; max: number }, label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .max(limits.max * 4, `${label} may have at most ${limits.max} characters.`)
    .transform((s) => s.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .superRefine((s, ctx) => {
      const problem = textProblem(s)
      if (problem) ctx.addIssue({ code: 'custom', message: `${label} ${problem}` })
      else if (s.length < limits.min)
        ctx.addIssue({
          code: 'custom',
          message: s ? `${label} needs at least ${limits.min} characters.` : `Enter ${lower(label)}.`,
        })
      else if (s.length > limits.max)
        ctx.addIssue({ code: 'custom', message: `${label} may have at most ${limits.max} characters.` })
    })

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1)

/** One line of text, NFC and trimmed. `label` begins the message: 'The title'. */
export const line = (label: string, limits: { min?: number; max: number }) =>
  cleaned({ min: limits.min ?? 1, max: limits.max }, label).refine((s) => !s.includes('\n'), {
    message: `${label} must be one line.`,
  })

/** Text of several lines, NFC, trimmed, line ends as \n. */
export const prose = (label: string, limits: { min?: number; max: number }) =>
  cleaned({ min: limits.min ?? 1, max: limits.max }, label)

/** One of the listed words, with a message that lists them. */
export const oneOf = <const T extends readonly [string, ...string[]]>(label: string, words: T) =>
  z.enum(words, { error: `${label} must be one of: ${words.join(', ')}.` })

/** A row id in a form field or URL. */
export const id = <T extends string>(label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, `${label} is not an identifier.`)
    .transform((s) => s as T)

/** An empty field is no value. */
export const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((v) => (v === '' || v === undefined || v === null ? undefined : v), schema.optional())

export const checkbox = z.preprocess((v) => v === 'on' || v === 'true', z.boolean())

/**
 * Parse a posted form. A field that appears twice, a file, or a field the schema does not know is
 * refused by name; nothing is guessed.
 */
export function parseForm<S extends z.ZodObject>(schema: S, form: FormData): Result<z.infer<S>, FieldErrors> {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of form) {
    if (typeof value !== 'string') return refuse({ [name]: 'Files are not accepted here.' })
    if (name in values) return refuse({ [name]: 'This field was sent twice.' })
    values[name] = value
  }
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(schema.shape, name))
  if (unknown !== undefined)
    return refuse({ '': `The form has a field that is not known here: ${unknown.slice(0, 40)}.` })
  const parsed = schema.safeParse(values)
  return parsed.success ? ok(parsed.data) : refuse(fieldErrors(parsed.error))
}

/** The first message of each field. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const issue of error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
  return errors
}

/** What was typed, to be shown again beside the message; never a file. */
export function typedValues(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((e): e is [string, string] => typeof e[1] === 'string'))
}
