import type { ParagraphId, VersionId } from '~/domain/ids'
import { compile } from '~/domain/proposals/compilation'
import { type Result, refuse } from '~/domain/result'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { proposals } from '~db/stores/proposals'
import type { Actor, Deps } from '../deps.server'
import { type FreezeContentRefusal, type Frozen, freezeContent } from '../norms/freeze-version.server'
import { type NormAtRefusal, normAt } from '../norms/norm-at.server'
import { write } from '../write.server'

export type FreezeCompilationRefusal = NormAtRefusal | FreezeContentRefusal | { code: 'nothing-to-compile' }

/**
 * R6: a version that has every paragraph followed by the open proposals on it, each a row of its own with its
 * reference as the number and its proponents as the heading: hashed and kept like every other.
 */
export function freezeCompilation(
  deps: Deps,
  actor: Actor,
  { ref, symbol }: { ref: string; symbol: string },
): Promise<Result<Frozen & { entryIndex: number }, FreezeCompilationRefusal>> {
  return write<Frozen, FreezeCompilationRefusal>(deps, actor, async (change) => {
    const at = await normAt(change, ref, 'freeze')
    if (!at.ok) return at
    const { norm, by } = at.value
    const open = await proposals(change.c).ofNorm(norm.id, { status: 'submitted' })
    if (open.length === 0) return refuse({ code: 'nothing-to-compile' })
    const live = await normTexts(change.c).live(norm)
    const rows = compile(
      live.paragraphs,
      open.map((p) => ({
        ...p,
        delegation: p.delegationName,
        supporters: p.supporters.map((s) => s.name),
      })),
    )
    const paragraphs = rows.map((row) => ({
      implementsId: null,
      ...row,
      id: row.id as ParagraphId,
    })) satisfies NormText['paragraphs']
    const note = `${open.length} ${open.length === 1 ? 'proposal' : 'proposals'} by paragraph, with attribution; nothing is merged.`
    return freezeContent(change, {
      ref,
      symbol,
      kind: 'compilation',
      note,
      id: deps.newId() as VersionId,
      norm,
      by,
      content: { ...live, paragraphs },
      facts: { proposals: open.length },
    })
  })
}
