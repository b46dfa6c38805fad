import type { AmendmentStatus } from '~/domain/amendments/amendment'
import type { BaseParagraph } from '~/domain/amendments/change'
import { type AmendRefusal, mayChair } from '~/domain/amendments/may-amend'
import {
  type Clash,
  type MergeOutcome,
  type MergeRefusal,
  mergeChange,
  withAmended,
} from '~/domain/amendments/merge-change'
import { storedChange } from '~/domain/amendments/stored-change'
import type { ParagraphId } from '~/domain/ids'
import { findBrackets } from '~/domain/norms/brackets'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { isSettled, normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { amendments } from '~db/stores/amendments'
import { brackets } from '~db/stores/brackets'
import { normTexts } from '~db/stores/norm-texts'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { leaseFloor, type Writer, wordings } from '~db/stores/wordings'
import { openBracketed } from '../brackets/bracketed-text.server'
import type { Actor, Deps } from '../deps.server'
import { renumberReferences } from '../norms/renumber-references.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAt,
  type AmendmentAtRefusal,
  type AmendmentPlace,
  adoptedChildren,
  amendmentAt,
  mainSponsor,
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

/** A13, A18: one adopted amendment, with the adopted amendments to it, becomes an edit of the live text. */
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
    const merged = await mergeOf(change.c, at.value, deps.newId() as ParagraphId)
    if (!merged.ok) return merged
    const { outcome, clashes } = merged.value
    await bringIn(deps, change, { ...merged.value, at: at.value })
    if (clashes.length > 0) await holdClashes(deps, change, { at: at.value, by: may.value, clashes })
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

export interface MergedDraft {
  /** The text as it stands, and as it would stand with the amendment. */
  live: BaseParagraph[]
  paragraphs: BaseParagraph[]
  outcome: MergeOutcome
  clashes: Clash[]
  rows: ParagraphRow[]
}

/** What bringing an adopted amendment into the live text comes to; nothing is changed. */
export async function mergeOf(
  c: Conn,
  { norm, row, all }: Pick<AmendmentAt, 'norm' | 'row' | 'all'>,
  newId: ParagraphId,
): Promise<Result<MergedDraft, Exclude<MergeAmendmentRefusal, AmendmentAtRefusal | AmendRefusal>>> {
  if (row.status !== 'adopted') return refuse({ code: 'not-adopted', status: row.status })
  if (row.parentId) return refuse({ code: 'merged-with-its-parent' })
  const version = (await norms(c).versionById(row.versionId))!
  const base = (await normTexts(c).frozen(version)).paragraphs
  const live: BaseParagraph[] = (await normTexts(c).live(norm)).paragraphs
  const rows = await norms(c).paragraphs(norm.id)
  const lang = version.language
  const change = withAmended(storedChange(row), adoptedChildren(all, row).map(storedChange), lang)
  const merged = mergeChange({ base, live, change, newId, lang })
  if (!merged.ok) return merged
  const { paragraphs } = merged.value
  const target = rows.find((p) => p.id === row.paragraphId)
  if (target && isSettled(target.state)) return refuse({ code: 'paragraph-settled' })
  if (paragraphs.length > Math.max(live.length, normLimits.paragraphs))
    return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
  const limit = normLimits.text
  if (paragraphs.some((p) => p.id === row.paragraphId && p.text.length > limit))
    return refuse({ code: 'text-too-long', limit })
  return ok({ ...merged.value, live, rows })
}

/** What differs between the live text and the merged one becomes rows and an edit; the words are their sponsors'. */
async function bringIn(
  deps: Deps,
  { c, now, who }: Change,
  { live, rows, paragraphs, at }: MergedDraft & { at: AmendmentAt },
) {
  const before = new Map(live.map((p) => [p.id, p]))
  const personId = at.row.authorId ?? who?.personId ?? null
  const writer = { personId, delegationId: mainSponsor(at.sponsors), at: now }
  const kept = new Map(rows.map((p) => [p.id, p]))
  for (const [position, p] of paragraphs.entries()) {
    const was = before.get(p.id)
    if (!was) {
      const added = newRow(p, position, at.norm.id)
      kept.set(p.id, added)
      await norms(c).addParagraph(added)
      await wordings(c).create(p.id, p.text, writer)
      continue
    }
    if (was.heading !== p.heading)
      await norms(c).reviseParagraph(p.id, { heading: p.heading.slice(0, normLimits.heading) })
    if (was.text !== p.text) await reword(deps, c, { id: p.id, text: p.text, writer })
  }
  for (const p of live) if (!paragraphs.some((q) => q.id === p.id)) await norms(c).removeParagraph(p.id, now)
  await norms(c).arrange(paragraphs.map((p) => kept.get(p.id)!))
}

/**
 * A18: the words that stood there are held by the main sponsor, who has others; the adopted ones by nobody, since the
 * forum has adopted them.
 */
async function holdClashes(
  deps: Deps,
  change: Change,
  { at, by, clashes }: { at: AmendmentAt; by: NormCapacity; clashes: readonly Clash[] },
) {
  const { norm, row } = at
  const paragraph = (await norms(change.c).paragraph(row.paragraphId!))!
  const text = await openBracketed(deps, change, { norm, row: paragraph, by }, 'text')
  const taken = new Set([...text.spans.values()].map((s) => s.start))
  const pairs = findBrackets(text.text()).pairs
  for (const { theirs, ours } of clashes)
    for (const [quote, holderId] of [[theirs, mainSponsor(at.sponsors)] as const, [ours, null] as const]) {
      const pair = pairs.find((p) => p.quote === quote && !taken.has(p.start))
      if (!pair) continue
      taken.add(pair.start)
      await brackets(change.c).add({
        id: deps.newId(),
        paragraphId: paragraph.id,
        ...text.marks(pair),
        holderId,
        reason: `${row.ref} was adopted, and the words it is to had changed.`.slice(0, normLimits.reason),
        placedBy: change.who?.personId ?? null,
        placedAt: change.now,
      })
    }
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
  c: Conn,
  { id, text, writer }: { id: ParagraphId; text: string; writer: Writer & { at: Date } },
) {
  for (;;) {
    const clientId = new DataView(deps.random(4).buffer).getUint32(0) & 0x7fffffff
    if (clientId < leaseFloor) continue
    if (await wordings(c).revise(id, text, { ...writer, clientId })) return
  }
}
