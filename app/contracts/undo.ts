import { z } from 'zod'
import type { ParagraphId } from '~/domain/ids'
import { normLimits, paragraphKinds } from '~/domain/norms/norm'

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
])
export type UndoableAct = z.infer<typeof UndoableAct>
export type UndoableVerb = UndoableAct['t']
export type ActOf<T extends UndoableVerb> = Extract<UndoableAct, { t: T }>
