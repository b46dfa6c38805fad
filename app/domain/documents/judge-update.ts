import { ok, type Result, refuse } from '../result'
import type { UpdateCode } from './refusal'

/** What one update may hold. */
export const updateLimits = {
  bytes: 64 * 1024,
  /** Runs of characters inserted; a pasted text is one. */
  runs: 8_000,
  /** Stretches of characters deleted. */
  deletions: 8_000,
  /** A clock is one character ever typed by one writer in one paragraph. */
  clock: 2 ** 31,
} as const

/** A character ever typed: who typed it (Yjs client id), and their how many-th. */
export interface Mark {
  client: number
  clock: number
}

/** Characters inserted in one go between two neighbours; `text` is null when they are deleted again already. */
export interface Run {
  text: string | null
  length: number
  left: Mark | null
  right: Mark | null
  /** Name of the root they stand in; null when a neighbour says so. */
  root: string | null
}

export interface Deletion extends Mark {
  length: number
}

/** An update in plain values, as read from its bytes. */
export interface TextUpdate {
  /** Who typed the runs, and the clock of the first; null when the update only deletes. */
  author: Mark | null
  runs: readonly Run[]
  deletions: readonly Deletion[]
}

export interface Judged {
  /** Whether everything it inserts is there already: it may be acknowledged without a row. */
  duplicate: boolean
  /** The author's clock after it. */
  next: number
  /** Visible characters it adds, deletions not counted. */
  added: number
}

/** How many characters of each writer the text has seen. */
export type Clocks = Pick<ReadonlyMap<number, number>, 'get'>

const lineBreak = /[\n\v\f\r\u0085\u2028\u2029]/u
const forbidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/**
 * D3: whether an update can be applied by everybody exactly where the log ends, and says nothing but
 * plain text by its sender. `own`: the sender's leased id and the clock of its next character; `known`:
 * everybody else's. Everything that passes can be integrated in log order, so no copy ever waits for
 * missing text.
 */
export function judgeUpdate(
  update: TextUpdate,
  own: Mark,
  known: Clocks,
  root: string,
): Result<Judged, UpdateCode> {
  const { author, runs, deletions } = update
  if (!author && deletions.length === 0) return refuse('malformed')
  if (author && author.client !== own.client) return refuse('foreign-author')
  const end = (author?.clock ?? own.clock) + runs.reduce((n, run) => n + run.length, 0)
  if (end > updateLimits.clock) return refuse('out-of-order')
  if (author && end <= own.clock) return ok({ duplicate: true, next: own.clock, added: 0 })
  if (author && author.clock !== own.clock) return refuse('out-of-order')
  const seen = (mark: Mark, next: number) =>
    mark.clock < (mark.client === own.client ? next : (known.get(mark.client) ?? 0))
  let next = own.clock
  for (const run of runs) {
    const wrong = judgeRun(run, root, (mark) => seen(mark, next))
    if (wrong) return refuse(wrong)
    next += run.length
  }
  for (const { client, clock, length } of deletions)
    if (!seen({ client, clock: clock + length - 1 }, next)) return refuse('unknown-place')
  return ok({ duplicate: false, next, added: runs.reduce((n, run) => n + (run.text?.length ?? 0), 0) })
}

function judgeRun(run: Run, root: string, seen: (mark: Mark) => boolean): UpdateCode | null {
  if (run.left && !seen(run.left)) return 'unknown-place'
  if (run.right && !seen(run.right)) return 'unknown-place'
  if (run.root !== (run.left || run.right ? null : root)) return 'not-plain-text'
  if (run.text === null) return null
  if (lineBreak.test(run.text)) return 'line-break'
  return forbidden.test(run.text) ? 'forbidden-character' : null
}
