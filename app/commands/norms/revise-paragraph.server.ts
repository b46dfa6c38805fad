import type { ParagraphKind } from '~/domain/norms/norm'
import { ok, type Result } from '~/domain/result'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ImplementedRefusal, implementedParagraph } from './implemented.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type ReviseParagraphInput = ParagraphPlace & {
  kind: ParagraphKind
  /** Absent: stays as it is. */
  heading?: string | undefined
  /** An id, or 'N-014 2.1'; absent: puts nothing into practice. */
  implements?: string | undefined
}
export type ReviseParagraphRefusal = ParagraphAtRefusal | ImplementedRefusal

/** Kind, heading and what the paragraph puts into practice; its wording is the document's. */
export function reviseParagraph(
  deps: Deps,
  actor: Actor,
  input: ReviseParagraphInput,
): Promise<Result<{ entryIndex: number; actIndex: number }, ReviseParagraphRefusal>> {
  return write<object, ReviseParagraphRefusal>(deps, actor, async (change) => {
    const at = await paragraphAt(change, input, 'edit')
    if (!at.ok) return at
    const { norm, row, by } = at.value
    const target = await implementedParagraph(change.c, norm.id, input.implements)
    if (!target.ok) return target
    const revised = { kind: input.kind, heading: input.heading ?? row.heading, implementsId: target.value }
    await norms(change.c).reviseParagraph(row.id, revised)
    const facts = {
      paragraph: row.id,
      kind: revised.kind,
      heading: revised.heading,
      implements: target.value,
      was: { kind: row.kind, heading: row.heading, implements: row.implementsId },
    }
    await change.record({ t: 'paragraph.revised', ...by, on: `norm/${input.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({})
  })
}
