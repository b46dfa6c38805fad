import { assert } from '~/domain/assert'
import { frozenWords } from '~/domain/ballots/ballot'
import { checkRule } from '~/domain/ballots/check-rule'
import { type BallotActRefusal, mayBallot } from '~/domain/ballots/may-ballot'
import { refusalInWords } from '~/domain/ballots/refusal'
import { hexEncode, utf8Encode } from '~/domain/bytes'
import { canonicalize, type Json } from '~/domain/ledger/canonical'
import { rollHash } from '~/domain/ledger/roll'
import type { Stage } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, holdRow } from '~db/store'
import { type BallotRow, ballots, type Elector } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { sha256 } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { jointMisfits, openJoint } from './joint-ballot.server'
import { putNormToBallot } from './norm-stage.server'

export type OpenRefusal =
  | BallotActRefusal
  | { code: 'not-found'; what: 'ballot' }
  | { code: 'already-open' }
  | { code: 'already-closed' }
  | { code: 'opens-with-its-parts' }
  | { code: 'closes-in-the-past' }
  | { code: 'roll-changed' }
  | { code: 'norm-not-ready'; stage: Stage }
  | { code: 'newer-version'; number: number }
  | { code: 'rule-does-not-fit'; reasons: string[] }

export interface Opened {
  ref: string
  rollHash: string
  textHash: string
  members: number
}

/** B26: freezes electorate, weights, rule and text, once; from here nobody can change them. */
export async function openBallot(
  deps: Deps,
  actor: Actor,
  input: { ref: string; rollHash?: string | undefined },
): Promise<Result<Opened & { entryIndex: number }, OpenRefusal>> {
  return write<Opened, OpenRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const found = await ballots(c).byRef(input.ref)
    if (!found) return refuse({ code: 'not-found', what: 'ballot' })
    await holdRow(c, 'ballot', found.id, 'update')
    const may = mayBallot(who, 'open', found.forumId)
    if (!may.ok) return may
    const wrong = mayOpen(found, now)
    if (wrong) return refuse(wrong)
    const frozen = await freeze(c, found)
    if (!frozen.ok) return frozen
    const { electors, hash, textHash } = frozen.value
    if (input.rollHash !== undefined && input.rollHash !== hash) return refuse({ code: 'roll-changed' })

    await ballots(c).set(found.id, { status: 'open', openedAt: now, rollHash: hash, textHash })
    await ballots(c).addRoll(electors.map((each) => ({ ballotId: found.id, ...each })))
    const facts = { rollHash: hash, textHash, members: electors.length }
    await record({
      t: 'ballot.opened',
      ...may.value,
      on: `ballot/${found.ref}`,
      facts: { ballot: found.ref, rule: found.rule as unknown as Json, ...facts },
    })
    await putNormToBallot(change, found, may.value.as)
    if (found.jointId) await openJoint(change, found.jointId)
    return ok({ ref: found.ref, ...facts })
  })
}

function mayOpen(ballot: BallotRow, now: Date): OpenRefusal | null {
  if (ballot.kind === 'joint') return { code: 'opens-with-its-parts' }
  if (ballot.status === 'open') return { code: 'already-open' }
  if (ballot.status === 'closed') return { code: 'already-closed' }
  return ballot.closesAt && ballot.closesAt <= now ? { code: 'closes-in-the-past' } : null
}

interface Frozen {
  electors: Elector[]
  hash: string
  textHash: string
}

async function freeze(c: Conn, ballot: BallotRow): Promise<Result<Frozen, OpenRefusal>> {
  const electors = await electorate(c, ballot)
  const reasons = checkRule(ballot.rule, electors).map(refusalInWords)
  if (reasons.length > 0) return refuse({ code: 'rule-does-not-fit', reasons })
  const misfits = await jointMisfits(c, ballot, electors)
  if (misfits.length > 0) return refuse({ code: 'rule-does-not-fit', reasons: misfits })
  const text = await frozenText(c, ballot)
  if (!text.ok) return text
  return ok({ electors, hash: rollHash(sha256, electors), textHash: text.value })
}

/** The forum's voting seats as they stand: what opening the ballot would freeze. */
export async function electorate(c: Conn, ballot: Pick<BallotRow, 'forumId'>): Promise<Elector[]> {
  const seats = await forums(c).seats(ballot.forumId)
  return seats
    .filter(({ votes }) => votes)
    .map(({ member, delegationName, delegationId, groupings, weights }) => ({
      member,
      name: delegationName,
      delegationId,
      groupings,
      weights,
    }))
}

async function frozenText(c: Conn, ballot: BallotRow): Promise<Result<string, OpenRefusal>> {
  if (!ballot.versionId || !ballot.normId) {
    return ok(hexEncode(sha256(utf8Encode(canonicalize(frozenWords(ballot))))))
  }
  const norm = await norms(c).byId(ballot.normId)
  const version = await norms(c).versionById(ballot.versionId)
  const latest = await norms(c).latestVersion(ballot.normId)
  assert(norm && version && latest, 'a ballot on a version that is not there')
  if (norm.stage !== 'text-final' && norm.stage !== 'ballot') {
    return refuse({ code: 'norm-not-ready', stage: norm.stage })
  }
  if (latest.number > version.number) return refuse({ code: 'newer-version', number: latest.number })
  return ok(version.hash)
}
