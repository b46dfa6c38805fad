import { fitsEntry, type VotingRecord } from '~/domain/ballots/ballot'
import { type BallotActRefusal, mayBallot } from '~/domain/ballots/may-ballot'
import type { BallotId, ForumId, RuleId, VersionId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface PrepareBallotInput {
  forumId: ForumId
  title: string
  question: string
  /** The frozen version that is put to the vote; null for a question without a norm. */
  versionId: VersionId | null
  /** One of the rules the forum has adopted. */
  ruleId: RuleId
  record: VotingRecord
  closesAt: Date | null
  closesZone: string
  /** Seeds name their ballots; everybody else gets the next number. */
  number?: number
}

export type PrepareRefusal =
  | BallotActRefusal
  | { code: 'not-found'; what: 'forum' | 'rule' | 'version' }
  | { code: 'closes-in-the-past' }
  | { code: 'rule-too-long' }

export interface Prepared {
  ballotId: BallotId
  ref: string
}

/** B25: a ballot with its question, text and rule; nothing is frozen before it opens. */
export async function prepareBallot(
  deps: Deps,
  actor: Actor,
  input: PrepareBallotInput,
): Promise<Result<Prepared & { entryIndex: number }, PrepareRefusal>> {
  return write<Prepared, PrepareRefusal>(deps, actor, async ({ c, now, who, record }) => {
    const forum = await forums(c).byId(input.forumId)
    if (!forum) return refuse({ code: 'not-found', what: 'forum' })
    const may = mayBallot(who, 'prepare', forum.id)
    if (!may.ok) return may
    const rule = await forums(c).rule(input.ruleId)
    if (rule?.forumId !== forum.id) return refuse({ code: 'not-found', what: 'rule' })
    if (!fitsEntry(rule.body)) return refuse({ code: 'rule-too-long' })
    const version = input.versionId ? await norms(c).versionById(input.versionId) : null
    if (input.versionId && !version) return refuse({ code: 'not-found', what: 'version' })
    const norm = version && (await norms(c).byId(version.normId))
    if (input.closesAt && input.closesAt <= now) return refuse({ code: 'closes-in-the-past' })

    const ballotId = deps.newId() as BallotId
    const { title, question, closesAt, closesZone } = input
    const { ref } = await ballots(c).add({
      id: ballotId,
      ...(input.number !== undefined && { number: input.number }),
      kind: 'single',
      forumId: forum.id,
      title,
      question,
      normId: version?.normId ?? null,
      versionId: version?.id ?? null,
      rule: rule.body,
      status: 'prepared',
      record: input.record,
      preparedAt: now,
      closesAt,
      closesZone,
    })
    await record({
      t: 'ballot.prepared',
      ...may.value,
      on: `ballot/${ref}`,
      facts: {
        ballot: ref,
        forum: forum.slug,
        title,
        question,
        norm: norm?.ref ?? null,
        version: version?.number ?? null,
        rule: { id: rule.key, version: rule.version },
        closesAt: closesAt?.toISOString() ?? null,
        closesZone,
      },
    })
    return ok({ ballotId, ref })
  })
}
