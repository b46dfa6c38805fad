import { segmentWords } from '../norms/segment-words'
import { alignWords } from './align-words'
import type { AmendedChange, BaseParagraph, NamedChange } from './change'
import { collide } from './collisions'

/** From the furthest removed from the text to the nearest (A9). */
export const removals = ['delete', 'replace', 'modal', 'addition', 'move'] as const
export type Removal = (typeof removals)[number]

/** One vote: the amendment, and those that are not put if it is adopted. */
export interface PlanStep {
  ref: string
  falls: string[]
}

export interface ProposedStep extends PlanStep {
  removal: Removal
  /** Words taken out and put in. */
  distance: number
}

/** Words that say how binding a rule is or how far it reaches. */
const modalWords = new Set(
  [
    'shall should must may can will might could would not never always only all any each every some most no',
    'doit doivent devrait devraient peut peuvent pourrait pourraient tous toutes tout toute chaque aucun aucune seulement',
    'debe deben debería deberían puede pueden podrá podrán deberá deberán todos todas todo toda cada ningún ninguna solo',
    'должен должна должно должны следует может могут обязан обязаны все всех каждый только не',
    'يجب ينبغي يجوز يمكن لا كل جميع أي فقط',
    '应 应当 应该 應 應當 應該 须 須 必须 必須 可 可以 不得 不 所有 每 每个 任何 只 仅',
  ].flatMap((line) => line.split(' ')),
)

/** How far, and in which way, a change departs from the words that it is to. */
export function removalOf(change: AmendedChange, before: string, lang: string): [Removal, number] {
  const out =
    change.op === 'add' ? '' : change.span ? before.slice(change.span.start, change.span.end) : before
  if (change.op === 'move') return ['move', 0]
  const { taken, put } = differing(out, change.text, lang)
  const distance = taken.length + put.length
  if (change.op === 'delete' && !change.span) return ['delete', distance]
  const words = [...taken, ...put]
  if (words.length > 0 && words.every((word) => modalWords.has(word.toLowerCase())))
    return ['modal', distance]
  return [change.op === 'add' ? 'addition' : 'replace', distance]
}

function differing(before: string, after: string, lang: string) {
  const a = segmentWords(before, lang).filter(isWord)
  const b = segmentWords(after, lang).filter(isWord)
  const partner = alignWords(a, b)
  const met = new Set(partner)
  return { taken: a.filter((_, i) => partner[i]! < 0), put: b.filter((_, j) => !met.has(j)) }
}

const isWord = (segment: string) => /[\p{L}\p{N}]/u.test(segment)

/**
 * A9: the order in which amendments are put to the vote: furthest removed first, by class, then by words changed, then
 * by their place in the text; amendments to an amendment come right before it. The same for any order of the list.
 */
export function proposeOrder(
  changes: readonly NamedChange[],
  base: readonly BaseParagraph[],
  lang: string,
): ProposedStep[] {
  const byId = new Map(changes.map((c) => [c.id, c]))
  const ranked = changes.map((named) => rank(named, byId, base, lang)).sort(nearestLast)
  const tops = ranked.filter(({ named }) => !named.parentId || !byId.has(named.parentId))
  const ordered = tops.flatMap((top) => [
    ...ranked.filter(({ named }) => named.parentId === top.named.id),
    top,
  ])
  return ordered.map(({ named, removal, distance }, i) => ({
    ref: named.ref,
    removal,
    distance,
    falls: fallsWith(
      named,
      ordered.slice(i + 1).map((later) => later.named),
    ),
  }))
}

function rank(
  named: NamedChange,
  byId: ReadonlyMap<string, NamedChange>,
  base: readonly BaseParagraph[],
  lang: string,
) {
  const { change, parentId } = named
  const at = base.findIndex((p) => p.id === (change.paragraphId ?? change.afterId))
  const before = parentId ? (byId.get(parentId)?.change.text ?? '') : (base[at]?.text ?? '')
  const [removal, distance] = removalOf(change, before, lang)
  return { named, removal, distance, at, start: change.span?.start ?? 0 }
}

type Ranked = ReturnType<typeof rank>

const nearestLast = (a: Ranked, b: Ranked): number =>
  removals.indexOf(a.removal) - removals.indexOf(b.removal) ||
  b.distance - a.distance ||
  a.at - b.at ||
  a.start - b.start ||
  a.named.number - b.named.number

/** Those of the later ones that cannot stand beside this one, with the amendments to them. */
function fallsWith(named: NamedChange, later: readonly NamedChange[]): string[] {
  const direct = new Set(later.filter((other) => collide(named, other)).map((other) => other.id))
  return later
    .filter((other) => direct.has(other.id) || (other.parentId !== null && direct.has(other.parentId)))
    .map((other) => other.ref)
}

export type PlanProblem =
  | { code: 'plan-unknown'; ref: string }
  | { code: 'plan-twice'; ref: string }
  | { code: 'plan-missing'; ref: string }
  | { code: 'plan-falls-earlier'; ref: string; falls: string }
  | { code: 'plan-parent-first'; ref: string; parent: string }

/** A9: what is wrong with a plan for the amendments that are open; null when it can be confirmed. */
export function planProblem(
  steps: readonly PlanStep[],
  open: readonly { ref: string; parentRef: string | null }[],
): PlanProblem | null {
  const place = new Map<string, number>()
  for (const [i, { ref }] of steps.entries()) {
    if (!open.some((a) => a.ref === ref)) return { code: 'plan-unknown', ref }
    if (place.has(ref)) return { code: 'plan-twice', ref }
    place.set(ref, i)
  }
  for (const { ref, parentRef } of open) {
    if (!place.has(ref)) return { code: 'plan-missing', ref }
    const parent = parentRef === null ? undefined : place.get(parentRef)
    if (parent !== undefined && parent < place.get(ref)!)
      return { code: 'plan-parent-first', ref, parent: parentRef! }
  }
  for (const [i, { ref, falls }] of steps.entries())
    for (const other of falls) {
      const at = place.get(other)
      if (at === undefined) return { code: 'plan-unknown', ref: other }
      if (at <= i) return { code: 'plan-falls-earlier', ref, falls: other }
    }
  return null
}
