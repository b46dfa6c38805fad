import { assert } from '~/domain/assert'
import { stageAfter } from '~/domain/ballots/ballot'
import type { BallotId, NormId } from '~/domain/ids'
import type { Capacity } from '~/domain/members/standing'
import type { Stage } from '~/domain/norms/norm'
import { moveStage } from '~/domain/norms/stages'
import { type Conn, holdRow } from '~db/store'
import { type BallotRow, ballots } from '~db/stores/ballots'
import { norms } from '~db/stores/norms'
import type { Change } from '../write.server'

/** The first ballot that opens on a final text takes the norm into its stage 'ballot'. */
export async function putNormToBallot(change: Change, ballot: BallotRow, as: Capacity) {
  if (!ballot.normId) return
  const norm = await norms(change.c).byId(ballot.normId)
  if (norm?.stage === 'text-final') {
    await moveNorm(change, { normId: ballot.normId, to: 'ballot', ballot: ballot.ref, as })
  }
}

/**
 * B36: the ballot that decides a norm is its joint, or else the last single ballot on it to close. What no ballot
 * decided stays in its stage.
 */
export async function decideNorm(
  change: Change,
  ballot: BallotRow,
  { outcome, as }: { outcome: string; as: Capacity },
) {
  const to = stageAfter(outcome)
  if (!ballot.normId || ballot.jointId || !to) return
  if (await othersOpen(change.c, ballot.normId, ballot.id)) return
  const norm = await norms(change.c).byId(ballot.normId)
  if (norm?.stage === 'ballot') await moveNorm(change, { normId: ballot.normId, to, ballot: ballot.ref, as })
}

async function othersOpen(c: Conn, normId: NormId, own: BallotId): Promise<boolean> {
  const all = await ballots(c).ofNorm(normId)
  return all.some(({ id, status, jointId }) => id !== own && status === 'open' && jointId !== own)
}

interface Move {
  normId: NormId
  to: Stage
  /** The ballot that moves it. */
  ballot: string
  as: Capacity
}

async function moveNorm({ c, now, record }: Change, { normId, to, ballot, as }: Move) {
  await holdRow(c, 'norm', normId, 'update')
  const norm = await norms(c).byId(normId)
  assert(norm, 'a ballot on a norm that is not there')
  const facts = { nowMs: now.getTime(), paragraphs: 0, latest: null, closesAtMs: null }
  const moved = moveStage(norm, to, 'ballot', facts)
  assert(moved.ok, `a ballot cannot take ${norm.ref} from ${norm.stage} to ${to}`)
  await norms(c).setStage(normId, to, now)
  await record({
    t: to === 'ballot' ? 'norm.put-to-ballot' : 'norm.decided',
    as,
    on: `norm/${norm.ref}`,
    facts: { norm: norm.ref, from: norm.stage, to, ballot },
  })
}
