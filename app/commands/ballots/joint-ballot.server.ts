import { assert } from '~/domain/assert'
import { checkRule } from '~/domain/ballots/check-rule'
import { joinRolls, joinVotes } from '~/domain/ballots/joint'
import { refusalInWords } from '~/domain/ballots/refusal'
import type { Votes } from '~/domain/ballots/roll'
import { tally } from '~/domain/ballots/tally'
import type { BallotId } from '~/domain/ids'
import type { Json } from '~/domain/ledger/canonical'
import { rollHash } from '~/domain/ledger/roll'
import { type Conn, holdRow } from '~db/store'
import { asCast, type BallotRow, ballots, type Elector } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { sha256 } from '~db/stores/ledger'
import type { Change } from '../write.server'
import { recordResult } from './result.server'

/** A part with the slug of its forum. */
interface Part extends BallotRow {
  prefix: string
}

async function partsOf(c: Conn, jointId: BallotId): Promise<Part[]> {
  const parts: Part[] = []
  for (const part of await ballots(c).parts(jointId)) {
    const forum = await forums(c).byId(part.forumId)
    assert(forum, 'a ballot of a forum that is not there')
    parts.push({ ...part, prefix: forum.slug })
  }
  return parts
}

/**
 * What keeps the rule of the joint ballot from its electorate when this part opens as the last one; looked at
 * before anything is written. `electors`: what the part is about to freeze.
 */
export async function jointMisfits(
  c: Conn,
  part: BallotRow,
  electors: readonly Elector[],
): Promise<string[]> {
  const joint = part.jointId ? await ballots(c).byId(part.jointId) : null
  if (!joint) return []
  const parts = await partsOf(c, joint.id)
  if (parts.some(({ id, status }) => id !== part.id && status === 'prepared')) return []
  const rolls: { prefix: string; roll: readonly Elector[] }[] = []
  for (const { id, prefix } of parts) {
    rolls.push({ prefix, roll: id === part.id ? electors : await ballots(c).electors(id) })
  }
  return checkRule(joint.rule, joinRolls(rolls)).map((each) => `${joint.ref}: ${refusalInWords(each)}`)
}

/**
 * B34: a joint ballot opens in the transaction that opens its last part, for only then are all its electorates
 * frozen. Does nothing while a part is still to be opened.
 */
export async function openJoint(change: Change, jointId: BallotId): Promise<boolean> {
  const { c, now, record } = change
  await holdRow(c, 'ballot', jointId, 'update')
  const joint = await ballots(c).byId(jointId)
  const parts = await partsOf(c, jointId)
  if (joint?.status !== 'prepared' || parts.some(({ status }) => status === 'prepared')) return false
  const electors = await joinedElectors(c, parts)
  const hash = rollHash(sha256, electors)
  const textHash = parts[0]!.textHash
  await ballots(c).set(jointId, { status: 'open', openedAt: now, rollHash: hash, textHash })
  await ballots(c).addRoll(electors.map((each) => ({ ballotId: jointId, ...each })))
  await record({
    t: 'ballot.joined',
    as: 'system',
    on: `ballot/${joint.ref}`,
    facts: {
      ballot: joint.ref,
      of: parts.map(({ ref, prefix }) => ({ ballot: ref, prefix })),
      rule: joint.rule as unknown as Json,
      rollHash: hash,
      members: electors.length,
    },
  })
  return true
}

async function joinedElectors(c: Conn, parts: readonly Part[]): Promise<Elector[]> {
  const joined: Elector[] = []
  for (const { id, prefix } of parts) {
    const electors = await ballots(c).electors(id)
    const members = joinRolls([{ prefix, roll: electors }])
    for (const [place, member] of members.entries()) {
      joined.push({ ...member, delegationId: electors[place]!.delegationId })
    }
  }
  return joined
}

/** B35: a joint ballot closes in the transaction that closes its last part. */
export async function closeJoint(change: Change, jointId: BallotId): Promise<void> {
  const { c } = change
  await holdRow(c, 'ballot', jointId, 'update')
  const joint = await ballots(c).byId(jointId)
  const parts = await partsOf(c, jointId)
  if (joint?.status !== 'open' || parts.some(({ status }) => status !== 'closed')) return
  const cast: { prefix: string; votes: Votes }[] = []
  for (const { id, prefix } of parts) cast.push({ prefix, votes: asCast(await ballots(c).votes(id)) })
  const counted = tally(joint.rule, await ballots(c).roll(jointId), joinVotes(cast))
  assert(counted.ok, counted.ok ? '' : `${joint.ref}: ${refusalInWords(counted.error)}`)
  await recordResult(change, joint, { tally: counted.value, as: 'system' })
}
