import type { ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'

export type AddLinesInput = ParagraphPlace & {
  /** One paragraph each, none of them empty; bounded by the contract. */
  lines: readonly string[]
}
export type AddLinesRefusal = ParagraphAtRefusal | { code: 'too-many-paragraphs'; limit: number }

/** N11: many lines at once become paragraphs of the same kind after the one named, in one act. */
export function addLines(
  deps: Deps,
  actor: Actor,
  { lines, ...place }: AddLinesInput,
): Promise<Result<{ ids: ParagraphId[]; entryIndex: number }, AddLinesRefusal>> {
  return write<{ ids: ParagraphId[] }, AddLinesRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await paragraphAt(change, place, 'edit')
    if (!at.ok) return at
    const { rows, index, row, by } = at.value
    if (rows.length + lines.length > normLimits.paragraphs)
      return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
    const added = lines.map(
      (_, i): ParagraphRow => ({
        ...row,
        id: deps.newId() as ParagraphId,
        position: index + 1 + i,
        heading: '',
        implementsId: null,
        state: 'open',
        stateSince: null,
        confirmBy: null,
      }),
    )
    for (const [i, paragraph] of added.entries()) {
      await norms(c).addParagraph(paragraph)
      await wordings(c).create(paragraph.id, lines[i]!, { personId: who?.personId ?? null, at: now })
    }
    await norms(c).arrange([...rows.slice(0, index + 1), ...added, ...rows.slice(index + 1)])
    const ids = added.map((p) => p.id)
    const facts = { after: row.id, paragraphs: ids }
    await record({ t: 'paragraph.lines-added', ...by, on: `norm/${place.ref}`, facts })
    return ok({ ids })
  })
}
