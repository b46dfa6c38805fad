import { type Capacity, hasRole, type Standing } from '~/domain/members/standing'
import { bracketsLeft } from '~/domain/norms/brackets'
import type { Stage } from '~/domain/norms/norm'
import { moveStage, type StageFacts, type StageRefusal } from '~/domain/norms/stages'
import { versionHash } from '~/domain/norms/version-content'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, holdRow } from '~db/store'
import { sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface ChangeStageInput {
  ref: string
  to: Stage
  /** The end of a consultation that begins; absent: open-ended. */
  closesAt?: Date | undefined
}
export type ChangeStageRefusal = StageRefusal | { code: 'not-found' }

/** N1-N3, asked for by a person; into and out of the stage 'ballot' a norm is taken by its ballots. */
export function changeStage(
  deps: Deps,
  actor: Actor,
  { ref, to, closesAt }: ChangeStageInput,
): Promise<Result<{ stage: Stage; entryIndex: number }, ChangeStageRefusal>> {
  const closes = to === 'consultation' ? (closesAt ?? null) : null
  return write<{ stage: Stage }, ChangeStageRefusal>(deps, actor, async ({ c, now, who, record }) => {
    const found = await norms(c).byRef(ref)
    if (!found) return refuse({ code: 'not-found' })
    await holdRow(c, 'norm', found.id, 'update')
    const norm = (await norms(c).byId(found.id))!
    const facts = { ...(await factsOf(c, norm)), nowMs: now.getTime(), closesAtMs: closes?.getTime() ?? null }
    const moved = moveStage(norm, to, who, facts)
    if (!moved.ok) return moved
    await norms(c).setStage(norm.id, to, now, to === 'consultation' ? closes : undefined)
    await record({
      t: 'norm.stage-changed',
      as: capacityOf(who, norm),
      on: `norm/${norm.ref}`,
      facts: { from: norm.stage, to, ...(closes && { closesAt: closes.toISOString() }) },
    })
    return ok({ stage: to })
  })
}

/** Only asked once the move was allowed, so it is one of the two or the platform. */
function capacityOf(who: Standing | null, norm: NormRow): Capacity {
  if (!who) return 'system'
  return hasRole(who, 'chair', norm.forumId) ? 'chair' : 'secretariat'
}

async function factsOf(c: Conn, norm: NormRow): Promise<Pick<StageFacts, 'paragraphs' | 'latest'>> {
  const live = await normTexts(c).live(norm)
  const latest = await norms(c).latestVersion(norm.id)
  if (!latest) return { paragraphs: live.paragraphs.length, latest: null }
  const paragraphs = await norms(c).versionParagraphs(latest.id)
  const brackets = bracketsLeft({ title: latest.title, paragraphs })
  return {
    paragraphs: live.paragraphs.length,
    latest: { brackets, current: versionHash(live, sha256) === latest.hash },
  }
}
