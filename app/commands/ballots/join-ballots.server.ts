import { assert } from '~/domain/assert'
import { fitsEntry } from '~/domain/ballots/ballot'
import { checkRule } from '~/domain/ballots/check-rule'
import { type JoinRefusal, joinRolls, mayJoin } from '~/domain/ballots/joint'
import { type BallotActRefusal, mayBallot } from '~/domain/ballots/may-ballot'
import { refusalInWords } from '~/domain/ballots/refusal'
import type { Roll } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import type { BallotId, ForumId, RuleId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, holdRow } from '~db/store'
import { type BallotRow, ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { closeJoint, openJoint } from './joint-ballot.server'
import { electorate } from './open-ballot.server'
import type { Prepared } from './prepare-ballot.server'

export interface JoinBallotsInput {
  /** The forum whose rule joins them, and in whose record the joint ballot stands. */
  forumId: ForumId
  title: string
  question: string
  /** One of that forum's adopted rules; a seed may bring the rule itself. */
  rule: RuleId | Rule
  refs: readonly string[]
  number?: number
}

export type JoinBallotsRefusal =
  | BallotActRefusal
  | JoinRefusal
  | { code: 'not-found'; what: 'forum' | 'rule' | 'ballot'; ref?: string }
  | { code: 'rule-too-long' }
  | { code: 'rule-does-not-fit'; reasons: string[] }

/** B33: one result of several forums' ballots under a rule of its own; it opens and closes with its parts. */
export async function joinBallots(
  deps: Deps,
  actor: Actor,
  input: JoinBallotsInput,
): Promise<Result<Prepared & { entryIndex: number }, JoinBallotsRefusal>> {
  return write<Prepared, JoinBallotsRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const forum = await forums(c).byId(input.forumId)
    if (!forum) return refuse({ code: 'not-found', what: 'forum' })
    const may = mayBallot(who, 'join', forum.id)
    if (!may.ok) return may
    const rule = await adoptedRule(c, input)
    if (!rule || (who && typeof input.rule !== 'string')) {
      return refuse({ code: 'not-found', what: 'rule' })
    }
    if (!fitsEntry(rule)) return refuse({ code: 'rule-too-long' })
    const found = await findParts(c, input.refs)
    if (!found.ok) return found
    const parts = found.value
    const joined = mayJoin(parts)
    if (!joined.ok) return joined
    const reasons = await misfits(c, rule, parts)
    if (reasons.length > 0) return refuse({ code: 'rule-does-not-fit', reasons })

    const ballotId = deps.newId() as BallotId
    const { title, question } = input
    const { ref } = await ballots(c).add({
      id: ballotId,
      ...(input.number !== undefined && { number: input.number }),
      kind: 'joint',
      forumId: forum.id,
      title,
      question,
      normId: parts[0]!.normId,
      versionId: joined.value.versionId,
      rule,
      status: 'prepared',
      record: 'roll-call',
      preparedAt: now,
      closesAt: null,
      closesZone: parts[0]!.closesZone,
    })
    for (const part of parts) await ballots(c).set(part.id, { jointId: ballotId })
    const facts = {
      ballot: ref,
      forum: forum.slug,
      title,
      question,
      rule: { id: rule.id },
      of: [...input.refs],
    }
    await record({ t: 'ballot.prepared', ...may.value, on: `ballot/${ref}`, facts })
    if (await openJoint(change, ballotId)) await closeJoint(change, ballotId)
    return ok({ ballotId, ref })
  })
}

async function adoptedRule(c: Conn, { rule, forumId }: JoinBallotsInput): Promise<Rule | null> {
  if (typeof rule !== 'string') return rule
  const adopted = await forums(c).rule(rule)
  return adopted?.forumId === forumId ? adopted.body : null
}

async function findParts(c: Conn, refs: readonly string[]): Promise<Result<BallotRow[], JoinBallotsRefusal>> {
  const parts: BallotRow[] = []
  for (const ref of refs) {
    const part = await ballots(c).byRef(ref)
    if (!part) return refuse({ code: 'not-found', what: 'ballot', ref })
    await holdRow(c, 'ballot', part.id, 'update')
    parts.push(part)
  }
  return ok(parts)
}

/** A part that is not open yet would freeze its forum's voting seats: those are looked at in advance. */
async function misfits(c: Conn, rule: Rule, parts: readonly BallotRow[]): Promise<string[]> {
  const rolls: { prefix: string; roll: Roll }[] = []
  for (const part of parts) {
    const forum = await forums(c).byId(part.forumId)
    assert(forum, 'a ballot of a forum that is not there')
    const roll = part.status === 'prepared' ? await electorate(c, part) : await ballots(c).roll(part.id)
    rolls.push({ prefix: forum.slug, roll })
  }
  return checkRule(rule, joinRolls(rolls)).map(refusalInWords)
}
