import { hexEncode, utf8Encode } from '~/domain/bytes'
import type { VersionId } from '~/domain/ids'
import { changeLog } from '~/domain/proposals/change-log'
import { type ChairRefusal, mayChair } from '~/domain/proposals/may-propose'
import type { Settlement } from '~/domain/proposals/proposal'
import { type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { proposals } from '~db/stores/proposals'
import type { Actor, Deps } from '../deps.server'
import { type FreezeContentRefusal, type Frozen, freezeContent } from '../norms/freeze-version.server'
import { write } from '../write.server'

export type FreezeChairTextRefusal =
  | ChairRefusal
  | FreezeContentRefusal
  | { code: 'not-found' }
  | { code: 'nothing-settled' }

/** R9: the draft becomes a chair's text; its note says what became of every proposal settled since the one before. */
export function freezeChairText(
  deps: Deps,
  actor: NonNullable<Actor>,
  { ref, symbol }: { ref: string; symbol: string },
): Promise<Result<Frozen & { entryIndex: number }, FreezeChairTextRefusal>> {
  return write<Frozen, FreezeChairTextRefusal>(deps, actor, async (change) => {
    const { c, now, who } = change
    const found = await norms(c).byRef(ref)
    if (!found) return refuse({ code: 'not-found' })
    await holdRow(c, 'norm', found.id, 'update')
    const norm = (await norms(c).byId(found.id))!
    const may = mayChair(who, norm)
    if (!may.ok) return may
    const last = await proposals(c).lastFrozen(norm.id, 'chair')
    const settled = await proposals(c).settledBetween(norm.id, last, now)
    if (settled.length === 0) return refuse({ code: 'nothing-settled' })
    const content = await normTexts(c).live(norm)
    const numberOf = new Map(content.paragraphs.map((p) => [p.id, p.number]))
    const note = changeLog(
      settled.map((p) => ({
        ref: p.ref,
        paragraph: p.paragraphId && (numberOf.get(p.paragraphId) ?? ''),
        delegation: p.delegationName,
        settlement: p.status as Settlement,
        answer: p.answer,
      })),
    )
    return freezeContent(change, {
      ref,
      symbol,
      kind: 'chair',
      note,
      id: deps.newId() as VersionId,
      norm,
      by: may.value,
      content,
      facts: { settled: settled.length, changeLogHash: hexEncode(sha256(utf8Encode(note))) },
    })
  })
}
