import type { Capacity } from '~/domain/members/standing'
import { bracketsLeft } from '~/domain/norms/brackets'
import type { Stage } from '~/domain/norms/norm'
import { type Mover, moveStage, type StageFacts, type StageRefusal } from '~/domain/norms/stages'
import { versionHash } from '~/domain/norms/version-content'
import { ok, type Result } from '~/domain/result'
import type { Conn } from '~db/store'
import { sha256 } from '~db/stores/ledger'
import { type NormRow, norms } from '~db/stores/norms'
import type { Change } from '../write.server'
import { liveContent } from './norm-at.server'

export interface NormMove {
  norm: NormRow
  to: Stage
  /** 'ballot' when opening or closing a ballot moves the norm. */
  mover: Mover
  as: Capacity
  /** The end of a consultation that begins. */
  closesAt?: Date | null
}

/**
 * N1-N3: takes a norm to another stage inside a running change, with its ledger entry. The caller holds
 * the norm's row. Writes nothing when it refuses.
 */
export async function moveNorm(
  { c, now, record }: Change,
  { norm, to, mover, as, closesAt = null }: NormMove,
): Promise<Result<{ stage: Stage }, StageRefusal>> {
  const facts: StageFacts = {
    ...(await factsOf(c, norm)),
    nowMs: now.getTime(),
    closesAtMs: closesAt?.getTime() ?? null,
  }
  const moved = moveStage(norm, to, mover, facts)
  if (!moved.ok) return moved
  await norms(c).setStage(norm.id, to, now, to === 'consultation' ? closesAt : undefined)
  await record({
    t: 'norm.stage-changed',
    as,
    on: `norm/${norm.ref}`,
    facts: { from: norm.stage, to, ...(closesAt && { closesAt: closesAt.toISOString() }) },
  })
  return ok({ stage: to })
}

async function factsOf(c: Conn, norm: NormRow): Promise<Pick<StageFacts, 'paragraphs' | 'latest'>> {
  const live = await liveContent(c, norm)
  const latest = await norms(c).latestVersion(norm.id)
  if (!latest) return { paragraphs: live.paragraphs.length, latest: null }
  const brackets = bracketsLeft({
    title: latest.title,
    paragraphs: await norms(c).versionParagraphs(latest.id),
  })
  return {
    paragraphs: live.paragraphs.length,
    latest: { brackets, current: versionHash(live, sha256) === latest.hash },
  }
}
