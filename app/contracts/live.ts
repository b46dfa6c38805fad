import { z } from 'zod'

/** Ledger subjects that anyone may watch; each is a room. */
export const publicRoom = /^(?:all|(?:norm|ballot|forum)\/[A-Za-z0-9-]{1,60})$/

export const Watch = z.strictObject({
  rooms: z.array(z.string().max(80)).min(1).max(24),
  /** The page shows every entry before this index. */
  since: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
})
export type Watch = z.infer<typeof Watch>

/** `index`: entries before it are shown or announced; `changed`: whether any of them since `since` was in the rooms. */
export type WatchAnswer = { ok: true; index: number; changed: boolean } | { ok: false; reason: string }

/** One new ledger entry, as told to the rooms. */
export interface LiveEntry {
  index: number
  type: string
  subject: string
}
