import type { ParagraphId } from '../ids'
import { ok, type Result, refuse } from '../result'
import { type AmendedChange, type BaseParagraph, narrow } from './change'
import { type MappedSpan, spanMapper } from './map-span'
import { hullOf, type Piece, piecesOf, withPieces } from './pieces'
import { isSameOrder, movedText, placeAfter } from './place'

/** 'bracketed': the live text had gone another way there, and both wordings now stand in brackets. */
export type MergeOutcome = 'clean' | 'bracketed' | 'already'
export type MergeRefusal = { code: 'paragraph-gone' }

/** Words that went two ways, each in its brackets; '' for no words. */
export interface Clash {
  theirs: string
  ours: string
}

interface Merged {
  paragraphs: BaseParagraph[]
  outcome: MergeOutcome
  /** What stands in brackets in the wording, in order. */
  clashes: Clash[]
}

interface MergeInput {
  /** The frozen text that the amendment is to. */
  base: readonly BaseParagraph[]
  /** The text it is brought into; the base itself for a preview. */
  live: readonly BaseParagraph[]
  change: AmendedChange
  /** The id of a paragraph that is added. */
  newId: ParagraphId
  lang: string
}

/** A13: a change brought into a text that may have moved on since the base: three-way, conflicts in brackets. */
export function mergeChange(input: MergeInput): Result<Merged, MergeRefusal> {
  const { base, live, change } = input
  if (change.paragraphId === null) return ok(addParagraph(input))
  const at = live.findIndex((p) => p.id === change.paragraphId)
  const was = base.find((p) => p.id === change.paragraphId)
  const now = live[at]
  if (!was || !now) return refuse({ code: 'paragraph-gone' })
  if (change.op === 'move') return ok(moveParagraph(input))
  if (change.op === 'delete' && !change.span) return ok(deleteParagraph(live, was, now))
  const { paragraph, ...merged } = changeWords(was, now, input)
  return ok({ paragraphs: live.with(at, paragraph), ...merged })
}

function addParagraph({ base, live, change, newId }: MergeInput): Merged {
  const before = live.find((p) => p.id === change.afterId) ?? live[0]
  const kind = change.kind ?? before?.kind ?? 'operative'
  const at = placeAfter({ afterId: change.afterId, isSub: kind === 'sub' }, base, live)
  const added = { id: newId, kind, heading: change.heading, text: change.text }
  return { paragraphs: live.toSpliced(at, 0, added), outcome: 'clean', clashes: [] }
}

function moveParagraph({ base, live, change }: MergeInput): Merged {
  const paragraphs = movedText(change, base, live) ?? [...live]
  return { paragraphs, outcome: isSameOrder(paragraphs, live) ? 'already' : 'clean', clashes: [] }
}

/** A paragraph that was rewritten meanwhile is not thrown away unread: its words stand in brackets. */
function deleteParagraph(live: readonly BaseParagraph[], was: BaseParagraph, now: BaseParagraph): Merged {
  if (now.text === was.text)
    return { paragraphs: live.filter((p) => p.id !== now.id), outcome: 'clean', clashes: [] }
  const { text, clash } = alternatives(now.text, '')
  const paragraphs = live.map((p) => (p.id === now.id ? { ...p, text } : p))
  return { paragraphs, outcome: 'bracketed', clashes: [clash] }
}

function changeWords(was: BaseParagraph, now: BaseParagraph, { change, lang }: MergeInput) {
  const hull = change.span ? { span: change.span, text: change.text } : narrow(was.text, change.text, lang)
  const words = hull
    ? mergePieces(was.text, now.text, piecesOf(hull, was.text, lang), lang)
    : unchanged(now.text)
  const heading = change.span
    ? unchanged(now.heading)
    : mergeHeading(was.heading, now.heading, change.heading)
  const outcome = worstOf([words.outcome, heading.outcome])
  return { paragraph: { ...now, heading: heading.text, text: words.text }, outcome, clashes: words.clashes }
}

const unchanged = (text: string): MergedText => ({ text, outcome: 'already', clashes: [] })

const worstOf = (outcomes: readonly MergeOutcome[]): MergeOutcome =>
  (['bracketed', 'clean'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'already'

type MergedText = { text: string; outcome: MergeOutcome; clashes: Clash[] }

function mergeHeading(was: string, now: string, wanted: string): MergedText {
  if (now === wanted || was === wanted) return unchanged(now)
  if (now === was) return { text: wanted, outcome: 'clean', clashes: [] }
  return { text: alternatives(now, wanted).text, outcome: 'bracketed', clashes: [] }
}

/** Pieces of a change of `was`, done in `now`; each is taken in, or stands in brackets, for itself. */
export function mergePieces(was: string, now: string, pieces: readonly Piece[], lang: string): MergedText {
  if (was === now)
    return { text: withPieces(was, pieces), outcome: pieces.length > 0 ? 'clean' : 'already', clashes: [] }
  const map = spanMapper(was, now, lang)
  const placed = pieces.map((piece) => placedPiece(was, now, piece, map(piece.span)))
  const clash = placed.some((p, i) => i > 0 && p.span.start < placed[i - 1]!.span.end)
  const hull = clash ? hullOf(was, pieces) : null
  // two of them came to the same words of the other text: what they change is one change there
  if (hull) return mergePieces(was, now, [hull], lang)
  return {
    text: withPieces(now, placed),
    outcome: worstOf(placed.map((p) => p.outcome)),
    clashes: placed.flatMap((p) => (p.clash ? [p.clash] : [])),
  }
}

/** What becomes of one piece in the other text: which of its words are replaced, and by what. */
function placedPiece(
  was: string,
  now: string,
  { span, text }: Piece,
  found: MappedSpan,
): Piece & { outcome: MergeOutcome; clash?: Clash } {
  const there = { start: found.start, end: found.end }
  const theirs = now.slice(found.start, found.end)
  if (found.intact) {
    const isPlace = span.start === span.end
    if (isPlace && now.startsWith(text, found.start) && !was.startsWith(text, span.start))
      return { span: there, text: theirs, outcome: 'already' }
    return { span: there, text, outcome: 'clean' }
  }
  const ours = was.slice(found.from, span.start) + text + was.slice(span.end, found.to)
  if (theirs === ours) return { span: there, text: theirs, outcome: 'already' }
  return { span: there, outcome: 'bracketed', ...alternatives(theirs, ours) }
}

/** "[72 hours][48 hours]", with the space around them left outside; a wording of no words is left out. */
function alternatives(theirs: string, ours: string): { text: string; clash: Clash } {
  const [, before = '', one = ''] = /^(\s*)([\s\S]*?)\s*$/u.exec(theirs) ?? []
  const after = theirs.slice(before.length + one.length)
  const two = ours.trim()
  const clash = { theirs: one && `[${one}]`, ours: two && `[${two}]` }
  return { text: `${before}${clash.theirs}${clash.ours}${after}`, clash }
}

/** The words an amendment comes to with the amendments to it that were adopted, in the order of their adoption. */
export function withAmended(
  change: AmendedChange,
  children: readonly AmendedChange[],
  lang: string,
): AmendedChange {
  const text = children.reduce(
    (words, child) => mergePieces(change.text, words, piecesOf(child, change.text, lang), lang).text,
    change.text,
  )
  return { ...change, text }
}

/** A13: a text with amendments brought in one after the other; those that no longer find their paragraph are named. */
export function applyChanges(
  base: readonly BaseParagraph[],
  changes: readonly { ref: string; change: AmendedChange }[],
  lang: string,
): { paragraphs: BaseParagraph[]; bracketed: string[]; lost: string[] } {
  let paragraphs = [...base]
  const bracketed: string[] = []
  const lost: string[] = []
  for (const { ref, change } of changes) {
    const merged = mergeChange({ base, live: paragraphs, change, newId: `new-${ref}` as ParagraphId, lang })
    if (!merged.ok) lost.push(ref)
    else paragraphs = merged.value.paragraphs
    if (merged.ok && merged.value.outcome === 'bracketed') bracketed.push(ref)
  }
  return { paragraphs, bracketed, lost }
}
