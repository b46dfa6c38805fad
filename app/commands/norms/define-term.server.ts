import type { Span } from '~/domain/norms/bracket-place'
import { normLimits } from '~/domain/norms/norm'
import { foldTerm, trimTerm } from '~/domain/norms/terms'
import { ok, type Result, refuse } from '~/domain/result'
import { definitions } from '~db/stores/definitions'
import { type Draft, drafts } from '~db/stores/drafts'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type ParagraphAtRefusal, type ParagraphPlace, paragraphAt } from './paragraph-at.server'

export type DefineTermInput = ParagraphPlace & {
  /** Marks on the first and the last character selected. */
  start?: string | undefined
  end?: string | undefined
  /** Without them: the term as it stands in the text, the first time. */
  words?: string | undefined
}
export type DefineTermRefusal =
  | ParagraphAtRefusal
  | { code: 'no-term-there' }
  | { code: 'term-too-long'; limit: number }
  | { code: 'defined-here' }
  | { code: 'too-many-definitions'; limit: number }

/** N21: words of a paragraph are a term that this paragraph defines. The text itself does not change. */
export function defineTerm(
  deps: Deps,
  actor: Actor,
  input: DefineTermInput,
): Promise<Result<{ id: string; entryIndex: number; actIndex: number }, DefineTermRefusal>> {
  return write<{ id: string }, DefineTermRefusal>(deps, actor, async (change) => {
    const { c, now, who } = change
    const at = await paragraphAt(change, input, 'edit')
    if (!at.ok) return at
    const { norm, row, by } = at.value
    const draft = await drafts(c).open(row.id, deps.random)
    const text = draft.text()
    const selected = spanOf(draft, input)
    const span = selected && trimTerm(text, selected)
    if (!span) return refuse({ code: 'no-term-there' })
    const term = text.slice(span.start, span.end)
    if (term.length > normLimits.term) return refuse({ code: 'term-too-long', limit: normLimits.term })
    const all = await definitions(c).ofNorm(norm.id)
    if (all.some((d) => d.paragraphId === row.id && foldTerm(d.term) === foldTerm(term)))
      return refuse({ code: 'defined-here' })
    if (all.length >= normLimits.definitions)
      return refuse({ code: 'too-many-definitions', limit: normLimits.definitions })
    const id = deps.newId()
    await definitions(c).add({
      id,
      normId: norm.id,
      paragraphId: row.id,
      term,
      language: norm.language,
      anchorStart: draft.anchor(span.start),
      anchorEnd: draft.anchor(span.end - 1),
      definedBy: who?.personId ?? null,
      definedAt: now,
    })
    const facts = { definition: id, paragraph: row.id }
    await change.record({ t: 'definition.placed', ...by, on: `norm/${norm.ref}`, facts })
    return ok({ id })
  })
}

function spanOf(draft: Draft, { start, end, words }: DefineTermInput): Span | null {
  if (start !== undefined && end !== undefined) {
    const [first, last] = [draft.find(start), draft.find(end)]
    return first === null || last === null || last < first ? null : { start: first, end: last + 1 }
  }
  const at = words ? draft.text().indexOf(words) : -1
  return at < 0 ? null : { start: at, end: at + words!.length }
}
