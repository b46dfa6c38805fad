import { assert } from '~/domain/assert'
import { mayVote, type VoteRefusal } from '~/domain/ballots/may-ballot'
import { receiptOf } from '~/domain/ballots/receipt'
import type { Choice } from '~/domain/ballots/rule'
import { encodeEntry } from '~/domain/ledger/canonical'
import type { EntryBody } from '~/domain/ledger/entry'
import { leafHash } from '~/domain/ledger/merkle'
import { ok, type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { ballots, type VoteRow } from '~db/stores/ballots'
import { sha256 } from '~db/stores/ledger'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface CastVoteInput {
  ref: string
  /** The place on the roll that votes. */
  member: string
  choice: Choice
  /** The hash of the text that the voter was shown. */
  textHash: string
}

export type CastRefusal = VoteRefusal | { code: 'not-found'; what: 'ballot' }

export interface Cast {
  ref: string
  receipt: string
  revision: number
  castAt: Date
  /** False when the same vote stood already, and nothing was changed. */
  changed: boolean
}

/** The same choice once more is not a change; it is carried out of the transaction as one of its refusals. */
type Standing = { code: 'stands-already'; vote: VoteRow }

/**
 * B27-B32: the one vote of a member, until the closing as often as it likes; each change raises the revision, and
 * all of them are in the ledger. A row that is held against closing: it is counted, or it is refused.
 */
export async function castVote(
  deps: Deps,
  actor: NonNullable<Actor>,
  input: CastVoteInput,
): Promise<Result<Cast, CastRefusal>> {
  const cast = await write<Cast, CastRefusal | Standing>(deps, actor, async ({ c, now, who, record }) => {
    assert(who, 'the platform itself has no vote')
    const ballot = await ballots(c).byRef(input.ref)
    if (!ballot) return refuse({ code: 'not-found', what: 'ballot' })
    await holdRow(c, 'ballot', ballot.id, 'share')
    const elector = await ballots(c).elector(ballot.id, input.member)
    const state = { ...ballot, closesAtMs: ballot.closesAt?.getTime() ?? null }
    const may = mayVote(who, state, { elector, textHash: input.textHash }, now.getTime())
    if (!may.ok) return may
    const { choice, member, ref } = input
    const standing = await ballots(c).votesOf(ballot.id, member)
    const [vote] = standing
    if (vote && standing.length === 1 && vote.choice === choice)
      return refuse({ code: 'stands-already', vote })

    const revision = Math.max(0, ...standing.map((each) => each.revision)) + 1
    const facts = { ballot: ref, member, parts: [{ choice, part: '1' }], revision }
    const entry = await record({ t: 'ballot.vote', ...may.value, on: `ballot/${ref}`, facts })
    const receipt = receiptFor(entry)
    const row = { ballotId: ballot.id, member, choice, part: '1', revision, receipt }
    await ballots(c).setVote({ ...row, castAt: now, castBy: actor.personId })
    return ok({ ref, receipt, revision, castAt: now, changed: true })
  })
  if (cast.ok || cast.error.code !== 'stands-already') return cast as Result<Cast, CastRefusal>
  const { receipt, revision, castAt } = cast.error.vote
  return ok({ ref: input.ref, receipt, revision, castAt, changed: false })
}

const receiptFor = (entry: EntryBody) => receiptOf(leafHash(sha256, encodeEntry(entry)))
