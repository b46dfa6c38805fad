import type { ParagraphId } from '~/domain/ids'
import { normLimits, type ParagraphKind } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ImplementedRefusal, implementedParagraph } from './implemented.server'
import { type NormAtRefusal, normAt } from './norm-at.server'
import { renumberReferences } from './renumber-references.server'

export interface AddParagraphInput {
  ref: string
  kind: ParagraphKind
  heading: string
  text: string
  /** Stands after this paragraph; without it, at the end. */
  after?: ParagraphId | undefined
  /** An id, or 'N-014 2.1'. */
  implements?: string | undefined
}
export type AddParagraphRefusal =
  | NormAtRefusal
  | ImplementedRefusal
  | { code: 'no-such-paragraph' }
  | { code: 'too-many-paragraphs'; limit: number }

/** N6: a new paragraph with a new id; those after it move down by one. */
export function addParagraph(
  deps: Deps,
  actor: Actor,
  { ref, kind, heading, text, after, implements: named }: AddParagraphInput,
): Promise<Result<{ id: ParagraphId; entryIndex: number; actIndex: number }, AddParagraphRefusal>> {
  return write<{ id: ParagraphId }, AddParagraphRefusal>(deps, actor, async (change) => {
    const { c, now, record } = change
    const at = await normAt(change, ref, 'edit')
    if (!at.ok) return at
    const { norm, by } = at.value
    const rows = await norms(c).paragraphs(norm.id)
    if (rows.length >= normLimits.paragraphs)
      return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
    const position = after === undefined ? rows.length : rows.findIndex((p) => p.id === after) + 1
    if (after !== undefined && position === 0) return refuse({ code: 'no-such-paragraph' })
    const target = await implementedParagraph(c, norm.id, named)
    if (!target.ok) return target
    const row: ParagraphRow = {
      id: deps.newId() as ParagraphId,
      normId: norm.id,
      position,
      kind,
      heading,
      implementsId: target.value,
      state: 'open',
      stateSince: null,
      confirmBy: null,
      removedAt: null,
    }
    await norms(c).addParagraph(row)
    await norms(c).arrange([...rows.slice(0, position), row, ...rows.slice(position)])
    const writer = { personId: change.who?.personId ?? null, delegationId: by.delegation ?? null }
    await wordings(c).create(row.id, text, { ...writer, at: now })
    const facts = { paragraph: row.id, position, kind, heading, implements: row.implementsId }
    await record({ t: 'paragraph.added', ...by, on: `norm/${ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ id: row.id })
  })
}
