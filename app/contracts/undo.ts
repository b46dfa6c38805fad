import { z } from 'zod'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { bracketPlaces } from '~/domain/norms/bracket-place'
import { normLimits, paragraphKinds } from '~/domain/norms/norm'
import { referenceForms } from '~/domain/norms/references'

/** The form that takes an act back: the index of its ledger entry. */
export const UndoAct = z.strictObject({
  entry: z
    .string({ error: 'The act to take back is missing.' })
    .regex(/^\d{1,9}$/, 'The act to take back is named by the number of its entry.')
    .transform(Number),
})

const paragraph = z.string().transform((s) => s as ParagraphId)
const taken = { seq: z.number().int().nullable(), seam: z.string().max(normLimits.text) }
const names = z.array(z.string())
const joined = { ...taken, carried: names, references: names }
const revised = {
  kind: z.enum(paragraphKinds),
  heading: z.string(),
  implements: paragraph.nullable(),
}
const person = z
  .string()
  .transform((s) => s as PersonId)
  .nullable()
const spaces = { lead: z.string().max(1), tail: z.string().max(1) }
const bracket = {
  bracket: z.string(),
  paragraph,
  where: z.enum(bracketPlaces),
}
/** Where it stood, and what the heading or the title has read since. */
const ends = {
  was: z.object({ start: z.string().max(200), end: z.string().max(200) }).nullable(),
  reads: z.string().nullable(),
}
const act = <const T extends string, S extends z.ZodRawShape>(t: T, facts: S) =>
  z.object({ t: z.literal(`parley-v1/${t}`), at: z.string(), ...facts })

/** What the entries of acts that can be taken back say (D22). */
export const UndoableAct = z.discriminatedUnion('t', [
  act('paragraph.split', { paragraph, created: paragraph, ...taken }),
  act('paragraph.parted', { paragraph, from: paragraph, head: z.number().int(), ...taken }),
  act('paragraph.merged', { paragraph, into: paragraph, isBefore: z.boolean().default(false), ...joined }),
  act('paragraph.lines-added', {
    after: paragraph,
    paragraphs: z.array(paragraph),
    rest: paragraph.nullable(),
    ...taken,
  }),
  act('paragraph.lines-removed', {
    after: paragraph,
    paragraphs: z.array(paragraph),
    rest: paragraph.nullable(),
    ...joined,
  }),
  act('paragraph.moved', { paragraph, direction: z.enum(['up', 'down']), past: paragraph }),
  act('paragraph.added', { paragraph }),
  act('paragraph.removed', { paragraph, after: paragraph.nullable() }),
  act('paragraph.restored', { paragraph, head: z.number().int() }),
  act('paragraph.revised', { paragraph, ...revised, was: z.object(revised) }),
  act('reference.placed', { reference: z.string(), put: z.object(spaces).nullable(), over: z.boolean() }),
  act('reference.removed', {
    reference: z.string(),
    paragraph,
    target: paragraph,
    form: z.enum(referenceForms),
    written: z.string().max(20),
    start: z.string(),
    placedBy: person,
    placedAt: z.string(),
    took: z.object({ ...spaces, at: z.string() }).nullable(),
  }),
  act('definition.placed', { definition: z.string() }),
  act('definition.removed', {
    definition: z.string(),
    paragraph,
    term: z.string(),
    length: z.number().int().positive(),
    language: z.string(),
    start: z.string(),
    definedBy: person,
    definedAt: z.string(),
  }),
  act('bracket.placed', { ...bracket, made: z.boolean() }),
  act('bracket.withdrawn', { ...bracket, ...ends, made: z.boolean() }),
  act('bracket.lifted', { ...bracket, ...ends }),
  act('bracket.restored', bracket),
  act('bracket.narrowed', { ...bracket, ...ends }),
  act('bracket.widened', { ...bracket, ...ends }),
])
export type UndoableAct = z.infer<typeof UndoableAct>
export type UndoableVerb = UndoableAct['t']
export type ActOf<T extends UndoableVerb> = Extract<UndoableAct, { t: T }>
