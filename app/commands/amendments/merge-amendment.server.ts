import type { AmendmentStatus } from '~/domain/amendments/amendment'
import type { BaseParagraph } from '~/domain/amendments/change'
import { type AmendRefusal, mayChair } from '~/domain/amendments/may-amend'
import {
  type MergeOutcome,
  type MergeRefusal,
  mergeChange,
  withAmended,
} from '~/domain/amendments/merge-change'
import { storedChange } from '~/domain/amendments/stored-change'
import type { ParagraphId } from '~/domain/ids'
import { isSettled, normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import { normTexts } from '~db/stores/norm-texts'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { leaseFloor, wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { renumberReferences } from '../norms/renumber-references.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAt,
  type AmendmentAtRefusal,
  type AmendmentPlace,
  adoptedChildren,
  amendmentAt,
} from './amendment-at.server'

export type MergeAmendmentRefusal =
  | AmendmentAtRefusal
  | AmendRefusal
  | MergeRefusal
  | { code: 'not-adopted'; status: AmendmentStatus }
  | { code: 'merged-with-its-parent' }
  | { code: 'paragraph-settled' }
  | { code: 'text-too-long'; limit: number }
  | { code: 'too-many-paragraphs'; limit: number }

/** A13: one adopted amendment, with the adopted amendments to it, becomes an edit of the live text. */
export function mergeAmendment(
  deps: Deps,
  actor: Actor,
  place: AmendmentPlace,
): Promise<Result<{ outcome: MergeOutcome; entryIndex: number }, MergeAmendmentRefusal>> {
  return write<{ outcome: MergeOutcome }, MergeAmendmentRefusal>(deps, actor, async (change) => {
    const at = await amendmentAt(change, place)
    if (!at.ok) return at
    const { norm, row } = at.value
    const may = mayChair(change.who, 'merge', norm)
    if (!may.ok) return may
    if (row.status !== 'adopted') return refuse({ code: 'not-adopted', status: row.status })
    if (row.parentId) return refuse({ code: 'merged-with-its-parent' })
    const merged = await mergedText(deps, change, at.value)
    if (!merged.ok) return merged
    const { outcome } = merged.value
    await bringIn(deps, change, { ...merged.value, row, normId: norm.id })
    const parts = [row, ...adoptedChildren(at.value.all, row)]
    for (const part of parts)
      await amendments(change.c).change(part.id, { status: 'merged', note: outcomeNotes[outcome] })
    const facts = { amendment: row.ref, with: parts.slice(1).map((a) => a.ref), outcome }
    await change.record({ t: 'amendment.merged', ...may.value, on: `norm/${norm.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({ outcome })
  })
}

const outcomeNotes: Record<MergeOutcome, string> = {
  clean: 'Brought into the draft.',
  bracketed: 'Brought into the draft in brackets: the words there had changed meanwhile.',
  already: 'The draft said so already.',
}

interface Bringing {
  live: BaseParagraph[]
  rows: ParagraphRow[]
  paragraphs: BaseParagraph[]
  outcome: MergeOutcome
}

async function mergedText(
  deps: Deps,
  { c }: Change,
  { norm, row, all }: AmendmentAt,
): Promise<Result<Bringing, MergeAmendmentRefusal>> {
  const version = (await norms(c).versionById(row.versionId))!
  const base = (await normTexts(c).frozen(version)).paragraphs
  const live: BaseParagraph[] = (await normTexts(c).live(norm)).paragraphs
  const rows = await norms(c).paragraphs(norm.id)
  const lang = version.language
  const change = withAmended(storedChange(row), adoptedChildren(all, row).map(storedChange), lang)
  const merged = mergeChange({ base, live, change, newId: deps.newId() as ParagraphId, lang })
  if (!merged.ok) return merged
  const { paragraphs, outcome } = merged.value
  const target = rows.find((p) => p.id === row.paragraphId)
  if (target && isSettled(target.state)) return refuse({ code: 'paragraph-settled' })
  if (paragraphs.length > Math.max(live.length, normLimits.paragraphs))
    return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
  const limit = normLimits.text
  if (paragraphs.some((p) => p.id === row.paragraphId && p.text.length > limit))
    return refuse({ code: 'text-too-long', limit })
  return ok({ live, rows, paragraphs, outcome })
}

/** What differs between the live text and the merged one becomes rows and an edit; the words keep their author. */
async function bringIn(
  deps: Deps,
  { c, now, who }: Change,
  { live, rows, paragraphs, row, normId }: Bringing & { row: AmendmentRow; normId: ParagraphRow['normId'] },
) {
  const before = new Map(live.map((p) => [p.id, p]))
  const personId = row.authorId ?? who?.personId ?? null
  const kept = new Map(rows.map((p) => [p.id, p]))
  for (const [position, p] of paragraphs.entries()) {
    const was = before.get(p.id)
    if (!was) {
      const added = newRow(p, position, normId)
      kept.set(p.id, added)
      await norms(c).addParagraph(added)
      await wordings(c).create(p.id, p.text, { personId, at: now })
      continue
    }
    if (was.heading !== p.heading)
      await norms(c).reviseParagraph(p.id, { heading: p.heading.slice(0, normLimits.heading) })
    if (was.text !== p.text) await reword(deps, { c, now }, { id: p.id, text: p.text, personId })
  }
  for (const p of live) if (!paragraphs.some((q) => q.id === p.id)) await norms(c).removeParagraph(p.id, now)
  await norms(c).arrange(paragraphs.map((p) => kept.get(p.id)!))
}

const newRow = (
  { id, kind, heading }: BaseParagraph,
  position: number,
  normId: ParagraphRow['normId'],
): ParagraphRow => ({
  id,
  normId,
  position,
  kind,
  heading,
  implementsId: null,
  state: 'open',
  stateSince: null,
  confirmBy: null,
  removedAt: null,
})

async function reword(
  deps: Deps,
  { c, now }: Pick<Change, 'c' | 'now'>,
  { id, text, personId }: { id: ParagraphId; text: string; personId: AmendmentRow['authorId'] },
) {
  for (;;) {
    const clientId = new DataView(deps.random(4).buffer).getUint32(0) & 0x7fffffff
    if (clientId < leaseFloor) continue
    if (await wordings(c).revise(id, text, { personId, clientId, at: now })) return
  }
}
