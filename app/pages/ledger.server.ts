import { eq } from 'drizzle-orm'
import type { Conn } from '~db/store'

interface Row {
  type: string
  subject: string
}

/**
 * L16: how a member votes is shown nowhere before its ballot has closed, and the ledger's own pages are no
 * way round that. The entry's place, time and leaf hash are public at once. Answers which rows to withhold.
 */
export async function withheldVotes(read: Conn): Promise<(row: Row) => boolean> {
  const { ballot } = read.t
  const open = await read.q.select({ ref: ballot.ref }).from(ballot).where(eq(ballot.status, 'open'))
  const subjects = new Set(open.map(({ ref }) => `ballot/${ref}`))
  return ({ type, subject }) => type === 'parley-v1/ballot.vote' && subjects.has(subject)
}
