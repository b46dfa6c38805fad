import type { BallotKind, BallotStatus, VotingRecord } from '~/domain/ballots/ballot'
import type { Choice, Rule } from '~/domain/ballots/rule'
import type { Tally } from '~/domain/ballots/tally'
import type { BallotId, DelegationId, ForumId, NormId, PersonId, VersionId } from '~/domain/ids'
import type { Kit } from '../kit'
import type { defineForums } from './forums'

/** Ballots with everything frozen at opening, the roll of each, and the votes that stand. */
export function defineBallots(k: Kit, { forum }: Pick<ReturnType<typeof defineForums>, 'forum'>) {
  const ballot = k.table(
    'ballot',
    {
      id: k.text().primaryKey().$type<BallotId>(),
      number: k.int().notNull().unique(),
      ref: k.text().notNull().unique(),
      kind: k.text().notNull().$type<BallotKind>(),
      forumId: k
        .text()
        .notNull()
        .references(() => forum.id)
        .$type<ForumId>(),
      title: k.text().notNull(),
      question: k.text().notNull(),
      normId: k.text().$type<NormId>(),
      versionId: k.text().$type<VersionId>(),
      /** The rule as it stood at preparation; never read from the forum again. */
      rule: k.json<Rule>().notNull(),
      status: k.text().notNull().$type<BallotStatus>(),
      /** 'roll-call': who has voted and how is public at closing; who has voted, at once. */
      record: k.text().notNull().$type<VotingRecord>(),
      /** The joint ballot whose result this one is part of. */
      jointId: k.text().$type<BallotId>(),
      /** Where an imported roll call comes from. */
      source: k.text(),
      textHash: k.text(),
      rollHash: k.text(),
      preparedAt: k.ts().notNull(),
      closesAt: k.ts(),
      closesZone: k.text().notNull(),
      openedAt: k.ts(),
      closedAt: k.ts(),
      outcome: k.text(),
      result: k.json<Tally>(),
    },
    (t) => [
      k.index('ballot_forum').on(t.forumId, t.number),
      k.index('ballot_norm').on(t.normId),
      k.index('ballot_status').on(t.status, t.closesAt),
      k.index('ballot_joint').on(t.jointId),
    ],
  )

  const ballotMember = k.table(
    'ballot_member',
    {
      ballotId: k
        .text()
        .notNull()
        .references(() => ballot.id)
        .$type<BallotId>(),
      member: k.text().notNull(),
      name: k.text().notNull(),
      delegationId: k.text().$type<DelegationId>(),
      groupings: k.json<Record<string, string>>().notNull(),
      weights: k.json<Record<string, string>>().notNull(),
    },
    (t) => [
      k.pk({ columns: [t.ballotId, t.member] }),
      k.index('ballot_member_delegation').on(t.delegationId, t.ballotId),
    ],
  )

  const vote = k.table(
    'vote',
    {
      ballotId: k
        .text()
        .notNull()
        .references(() => ballot.id)
        .$type<BallotId>(),
      member: k.text().notNull(),
      choice: k.text().notNull().$type<Choice>(),
      /** Exact part of the member's vote: '1' for the whole of it. */
      part: k.text().notNull(),
      /** 1 for the first vote, then one more with each change. */
      revision: k.int().notNull(),
      castAt: k.ts().notNull(),
      castBy: k.text().$type<PersonId>(),
      receipt: k.text().notNull(),
    },
    (t) => [k.pk({ columns: [t.ballotId, t.member, t.choice] })],
  )

  return { ballot, ballotMember, vote }
}
