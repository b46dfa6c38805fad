import { ok, type Result, refuse } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type MoveParagraphInput = ParagraphPlace & { direction: 'up' | 'down' }
export type MoveParagraphRefusal = ParagraphAtRefusal | { code: 'at-the-end'; direction: 'up' | 'down' }

/** N6: one place up or down; ids stay, numbers follow. */
export function moveParagraph(
  deps: Deps,
  actor: Actor,
  input: MoveParagraphInput,
): Promise<Result<{ position: number; entryIndex: number; actIndex: number }, MoveParagraphRefusal>> {
  return write<{ position: number }, MoveParagraphRefusal>(deps, actor, async (change) => {
    const at = await paragraphAt(change, input, 'arrange')
    if (!at.ok) return at
    const { norm, rows, index, row, by } = at.value
    const position = input.direction === 'up' ? index - 1 : index + 1
    if (position < 0 || position >= rows.length)
      return refuse({ code: 'at-the-end', direction: input.direction })
    const others = rows.filter((p) => p.id !== row.id)
    await norms(change.c).arrange([...others.slice(0, position), row, ...others.slice(position)])
    const { direction } = input
    const facts = { paragraph: row.id, position, direction, past: rows[position]!.id }
    await change.record({ t: 'paragraph.moved', ...by, on: `norm/${input.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ position })
  })
}
