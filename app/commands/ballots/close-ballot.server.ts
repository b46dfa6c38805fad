import { assert } from '~/domain/assert'
import { type BallotActRefusal, mayBallot } from '~/domain/ballots/may-ballot'
import { refusalInWords } from '~/domain/ballots/refusal'
import { tally } from '~/domain/ballots/tally'
import { ok, type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { asCast, ballots } from '~db/stores/ballots'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { closeJoint } from './joint-ballot.server'
import { recordResult } from './result.server'

export type CloseRefusal =
  | BallotActRefusal
  | { code: 'not-found'; what: 'ballot' }
  | { code: 'not-open' }
  | { code: 'already-closed'; outcome: string }
  | { code: 'closes-with-its-parts' }

/**
 * B35: closes a ballot and counts it in one transaction, once however often it is asked for. The row is held
 * for the change, so every vote is either entered before this closing and counted, or refused after it.
 */
export async function closeBallot(
  deps: Deps,
  actor: Actor,
  input: { ref: string },
): Promise<Result<{ ref: string; outcome: string; entryIndex: number }, CloseRefusal>> {
  return write<{ ref: string; outcome: string }, CloseRefusal>(deps, actor, async (change) => {
    const { c, who } = change
    const ballot = await ballots(c).byRef(input.ref)
    if (!ballot) return refuse({ code: 'not-found', what: 'ballot' })
    await holdRow(c, 'ballot', ballot.id, 'update')
    const may = mayBallot(who, 'close', ballot.forumId)
    if (!may.ok) return may
    if (ballot.status === 'closed') {
      return refuse({ code: 'already-closed', outcome: ballot.outcome ?? '' })
    }
    if (ballot.kind === 'joint') return refuse({ code: 'closes-with-its-parts' })
    if (ballot.status !== 'open') return refuse({ code: 'not-open' })
    const votes = asCast(await ballots(c).votes(ballot.id))
    const counted = tally(ballot.rule, await ballots(c).roll(ballot.id), votes)
    assert(counted.ok, counted.ok ? '' : `${ballot.ref}: ${refusalInWords(counted.error)}`)

    await recordResult(change, ballot, { tally: counted.value, as: may.value.as })
    if (ballot.jointId) await closeJoint(change, ballot.jointId)
    return ok({ ref: ballot.ref, outcome: counted.value.outcome })
  })
}
