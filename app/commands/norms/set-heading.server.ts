import { ok, type Result, refuse } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'

export type SetHeadingInput = ParagraphPlace & {
  heading: string
  /** What it was when it was read; absent: whatever it is. */
  was?: string | undefined
}
export type SetHeadingRefusal = ParagraphAtRefusal | { code: 'heading-changed'; now: string; yours: string }

/** D29: the heading alone, unless somebody has changed it since it was read. */
export function setHeading(
  deps: Deps,
  actor: Actor,
  input: SetHeadingInput,
): Promise<Result<{ entryIndex: number; actIndex: number }, SetHeadingRefusal>> {
  return write<object, SetHeadingRefusal>(deps, actor, async (change) => {
    const at = await paragraphAt(change, input, 'edit')
    if (!at.ok) return at
    const { row, by } = at.value
    const { heading, was } = input
    if (was !== undefined && was !== row.heading && heading !== row.heading)
      return refuse({ code: 'heading-changed', now: row.heading, yours: heading })
    await norms(change.c).reviseParagraph(row.id, { heading })
    const same = { kind: row.kind, implements: row.implementsId }
    const facts = { paragraph: row.id, ...same, heading, was: { ...same, heading: row.heading } }
    await change.record({ t: 'paragraph.revised', ...by, on: `norm/${input.ref}`, facts })
    return ok({})
  })
}
