import type { NormId, ParagraphId } from '~/domain/ids'
import { isSettled, normLimits } from '~/domain/norms/norm'
import { numbered } from '~/domain/norms/numbering'
import { type LocatedReference, locateReferences, spellNumber } from '~/domain/norms/references'
import { type Draft, drafts } from '~db/stores/drafts'
import { norms } from '~db/stores/norms'
import { type ReferenceEntry, references } from '~db/stores/references'
import type { Deps } from '../deps.server'
import type { Change } from '../write.server'

/**
 * N20: after the order or the kinds of paragraphs have changed, every reference reads the number that its paragraph
 * has now. The platform writes the numbers, nobody is credited with them. What is settled is left, and flagged.
 */
export async function renumberReferences(
  deps: Deps,
  change: Change,
  { id, ref }: { id: NormId; ref: string },
): Promise<void> {
  const { c } = change
  const all = await references(c).ofNorm(id)
  if (all.length === 0) return
  const rows = numbered(await norms(c).paragraphs(id))
  const numbers = new Map(rows.map((p) => [p.id, p.number]))
  const changed: { id: ParagraphId; references: number }[] = []
  for (const { id: paragraphId, state } of rows) {
    if (isSettled(state)) continue
    const own = all.filter((r) => r.paragraphId === paragraphId)
    if (own.some((r) => isBehind(r, numbers))) {
      const rewritten = await rewrite(deps, change, own, numbers)
      if (rewritten > 0) changed.push({ id: paragraphId, references: rewritten })
    }
  }
  if (changed.length === 0) return
  const facts = {
    paragraphs: changed.map((p) => p.id),
    references: changed.reduce((n, p) => n + p.references, 0),
  }
  await change.record({ t: 'reference.renumbered', as: 'system', on: `norm/${ref}`, facts })
}

/** A number that is not the one written; whether it can be written is seen in the text. */
const isBehind = ({ targetId, form, written }: ReferenceEntry, numbers: ReadonlyMap<ParagraphId, string>) => {
  const number = numbers.get(targetId)
  return number !== undefined && spellNumber(number, form) !== written
}

/** Writes the numbers of one paragraph; how many. */
async function rewrite(
  deps: Deps,
  { c, now }: Change,
  own: readonly ReferenceEntry[],
  numbers: ReadonlyMap<ParagraphId, string>,
): Promise<number> {
  const draft = await drafts(c).open(own[0]!.paragraphId, deps.random)
  const stale = locateReferences(own, { text: draft.text(), find: draft.find }, numbers).filter(
    (r) => r.state === 'stale',
  )
  const growth = stale.reduce((n, r) => n + r.now!.length - (r.end - r.start), 0)
  // too long a text would never be writable again: its references are flagged instead
  if (stale.length === 0 || draft.text().length + growth > normLimits.text) return 0
  // from the end, so that the offsets before stay right
  for (const reference of [...stale].reverse()) writeNumber(draft, reference)
  const anchors = new Map<string, Anchors>()
  let moved = 0
  for (const { id, start, end, now: number } of stale) {
    const at = start + moved
    anchors.set(id, { at: draft.anchor(at), last: draft.anchor(at + number!.length - 1), number: number! })
    moved += number!.length - (end - start)
  }
  await draft.save({ personId: null, delegationId: null, at: now })
  for (const [id, { at, last, number }] of anchors)
    await references(c).change(id, { written: number, anchorStart: at, anchorEnd: last })
  return stale.length
}

interface Anchors {
  at: string
  last: string
  number: string
}

function writeNumber(draft: Draft, { start, end, now }: LocatedReference) {
  // the new number stands behind the old one, as when somebody types over a selection
  draft.insert(end, now!)
  draft.remove(start, end - start)
}
