import { z } from 'zod'
import type { Access } from '~/domain/documents/may-document'
import { type DocumentRefusal, refusalWords } from '~/domain/documents/refusal'
import type { TextName } from '~/domain/documents/text-name'
import type { ParagraphId, PersonId, SuggestionId } from '~/domain/ids'
import { id } from './form'

/**
 * Live text over a socket: a paragraph's, or with `suggestionId` that of a suggestion on it. The client sends
 * `document.join`, `.update`, `.point`, `.leave`, `.suggest`, `.hide`, each answered; the server tells `document.rows`,
 * `.people`, `.access`, and of all the texts of a norm together `desk.people`. Updates are bytes and the last argument of their
 * message, so each travels in one binary frame (packets.ts), over WebSocket and polling alike.
 */
const paragraphId = id<ParagraphId>('paragraphId')
const named = { paragraphId, suggestionId: id<SuggestionId>('suggestionId').optional() }
const count = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** What a copy of a text ends with: a database that is put back begins another history. */
export const History = z.strictObject({
  epoch: z.string().max(64),
  seq: count,
  /** The mark of the row that ends with `seq`; null: not known. */
  mark: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .nullable(),
})
export type History = z.infer<typeof History>

export const Join = z.strictObject({
  ...named,
  /** The number of the last update the client has; null: nothing yet. */
  since: count.nullable(),
  /** Whether the client is going to write, and so needs a client id of its own. */
  write: z.boolean(),
  /** The client id it wrote with before the connection broke. */
  lease: z.strictObject({ clientId: count, token: z.string().max(64) }).nullable(),
  /** Where its copy ends, as it was last told. */
  history: History.nullable().optional(),
  /** Whose window it is; the session may be somebody else's meanwhile. */
  person: id<PersonId>('person').optional(),
})
export type Join = z.infer<typeof Join>

export const Update = z.strictObject({
  ...named,
  /** Its size is judged with the rest of it. */
  update: z.instanceof(Uint8Array),
})
export type Update = z.infer<typeof Update>

const mark = z.strictObject({ client: z.number().int().min(0), clock: z.number().int().min(0) })
/** A place between two characters, as Yjs writes it down; one beside nothing would make every reader's copy throw. */
export const Place = z
  .strictObject({
    type: z.null().optional(),
    tname: z.literal('t').optional(),
    item: mark.optional(),
    assoc: z.number().int().min(-1).max(0),
  })
  .refine(({ tname, item }) => tname !== undefined || item !== undefined, 'is beside nothing')
export type Place = z.infer<typeof Place>

export const Point = z.strictObject({
  ...named,
  /** Null: the person stands in this paragraph, or has just left its editor, and writes nothing. */
  cursor: z.strictObject({ anchor: Place, head: Place }).nullable(),
})
export type Point = z.infer<typeof Point>
export type Cursor = NonNullable<Point['cursor']>

/** Whether others are told of the person. Also what the handshake says, so that nobody is shown even for a moment. */
export const Hide = z.strictObject({ hidden: z.boolean() })
export type Hide = z.infer<typeof Hide>

export const Leave = z.strictObject(named)

/** Which suggestion the person's words on a paragraph go into: theirs that is open, else one their first words open. */
export const Suggest = z.strictObject({ paragraphId })
export type Suggest = z.infer<typeof Suggest>
export type SuggestAnswer = { ok: true; suggestionId: SuggestionId } | Refused

export interface Refused {
  ok: false
  code: DocumentRefusal
  reason: string
}
export const refused = (code: DocumentRefusal, detail?: string): Refused => ({
  ok: false,
  code,
  reason: detail ? `${refusalWords(code)} (${detail})` : refusalWords(code),
})

export type { Access } from '~/domain/documents/may-document'

export interface Lease {
  clientId: number
  /** Shows that whoever takes the client id up again is the one who had it. */
  token: string
}

export interface Joined {
  ok: true
  /** Everything up to and with this number is in `updates`, on top of what the client had. */
  seq: number
  /** Where the updates end in the bytes that come with the answer. */
  ends: number[]
  access: Access
  lease: Lease | null
  /** Set aside for whoever may write and does not yet: it can begin without asking, and has it on asking. */
  reserved: Lease | null
  history: History
  /** The client's own entry in `document.people`. */
  self: number
}
export type JoinAnswer = Joined | Refused

/** `seq`: the log is on disk up to here, the acknowledged change included. */
export type UpdateAnswer = { ok: true; seq: number } | Refused

/** One committed row: updates `seq` to `seq + count - 1`, merged into the bytes that come with it. */
export interface Rows extends TextName {
  seq: number
  count: number
}

export interface Present {
  /** Tells sockets apart; a person with two windows is here twice. */
  key: number
  name: string
  /** Whom they speak for: a delegation, or the office they hold. */
  speaksFor: string
  cursor: Cursor | null
}
export interface People extends TextName {
  people: Present[]
  /** How many more are present than are listed. */
  more: number
}

/** Somebody at the desk of a norm, and the paragraph they stand in. */
export interface AtDesk extends Omit<Present, 'cursor'> {
  at: ParagraphId | null
}
export interface DeskPeople {
  /** Its reference. */
  norm: string
  people: AtDesk[]
  more: number
}

/** What the person may do from now on; 'none' ends the membership. */
export interface AccessNow extends TextName {
  access: Access
  code: DocumentRefusal | null
  reason: string
}
