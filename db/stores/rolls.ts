import { eq, sql } from 'drizzle-orm'
import type { Roll } from '~/domain/ballots/roll'
import type { BallotId } from '~/domain/ids'
import type { Conn } from '../store'

/** The rolls that ballots froze at opening. */
export const rolls = (c: Conn) => ({
  async ofBallot(ballotId: BallotId): Promise<Roll> {
    return c.prep('rolls.ofBallot', (q, t) =>
      q
        .select({
          member: t.ballotMember.member,
          name: t.ballotMember.name,
          groupings: t.ballotMember.groupings,
          weights: t.ballotMember.weights,
        })
        .from(t.ballotMember)
        .where(eq(t.ballotMember.ballotId, sql.placeholder('ballotId')))
        .orderBy(t.ballotMember.member),
    )({ ballotId })
  },

  /** One ballot for each distinct roll hash, in order of opening. */
  async hashes(): Promise<{ rollHash: string; ballotId: BallotId; ref: string }[]> {
    const rows = await c.q
      .select({ rollHash: c.t.ballot.rollHash, ballotId: c.t.ballot.id, ref: c.t.ballot.ref })
      .from(c.t.ballot)
      .orderBy(c.t.ballot.number)
    const first = new Map<string, { rollHash: string; ballotId: BallotId; ref: string }>()
    for (const { rollHash, ...own } of rows)
      if (rollHash && !first.has(rollHash)) first.set(rollHash, { rollHash, ...own })
    return [...first.values()]
  },
})
