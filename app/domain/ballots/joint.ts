import type { ForumId, VersionId } from '../ids'
import { ok, type Result, refuse } from '../result'
import type { BallotKind } from './ballot'
import type { CastPart, Roll, RollMember, Votes } from './roll'

/** The grouping that a joint roll gains: the slug of the forum a vote comes from. */
export const FORUM = 'forum'

/** A ballot as part of a joint one; `prefix` is the slug of its forum. */
export interface JointPart {
  readonly ref: string
  readonly prefix: string
}

const named = (prefix: string, member: string) => `${prefix}:${member}`

/** B34: the electorates one after the other; whoever sits in two forums has two places, one from each. */
export function joinRolls(parts: readonly { prefix: string; roll: Roll }[]): RollMember[] {
  return parts.flatMap(({ prefix, roll }) =>
    roll.map((each) => ({
      member: named(prefix, each.member),
      name: each.name,
      groupings: { ...each.groupings, [FORUM]: prefix },
      weights: each.weights,
    })),
  )
}

export function joinVotes(parts: readonly { prefix: string; votes: Votes }[]): CastPart[] {
  return parts.flatMap(({ prefix, votes }) =>
    votes.map((each) => ({ ...each, member: named(prefix, each.member) })),
  )
}

export interface Joinable {
  ref: string
  kind: BallotKind
  forumId: ForumId
  versionId: VersionId | null
  /** The joint ballot it is part of already. */
  jointId: string | null
}

export type JoinRefusal =
  | { code: 'too-few' }
  | { code: 'joint-of-joint'; ref: string }
  | { code: 'already-joined'; ref: string }
  | { code: 'same-forum'; refs: readonly string[] }
  | { code: 'different-texts'; refs: readonly string[] }

/** B33: two ballots or more, each of another forum, all on one text, none of them counted elsewhere already. */
export function mayJoin(ballots: readonly Joinable[]): Result<{ versionId: VersionId | null }, JoinRefusal> {
  const [first] = ballots
  if (!first || ballots.length < 2) return refuse({ code: 'too-few' })
  for (const [place, each] of ballots.entries()) {
    if (each.kind === 'joint') return refuse({ code: 'joint-of-joint', ref: each.ref })
    if (each.jointId !== null) return refuse({ code: 'already-joined', ref: each.ref })
    const same = ballots.slice(0, place).find((other) => other.forumId === each.forumId)
    if (same) return refuse({ code: 'same-forum', refs: [same.ref, each.ref] })
    if (each.versionId !== first.versionId) {
      return refuse({ code: 'different-texts', refs: [first.ref, each.ref] })
    }
  }
  return ok({ versionId: first.versionId })
}
