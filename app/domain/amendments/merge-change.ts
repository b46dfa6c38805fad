import type { ParagraphId } from '../ids'
import { segmentWords } from '../norms/segment-words'
import { ok, type Result, refuse } from '../result'
import { alignWords } from './align-words'
import { type AmendedChange, type BaseParagraph, narrow, type Span } from './change'

/** 'bracketed': the live text had gone another way there, and both wordings now stand in brackets. */
export type MergeOutcome = 'clean' | 'bracketed' | 'already'
export type MergeRefusal = { code: 'paragraph-gone' }

interface Merged {
  paragraphs: BaseParagraph[]
  outcome: MergeOutcome
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
  if (change.op === 'move') return ok(moveParagraph(input, now))
  if (change.op === 'delete' && !change.span) return ok(deleteParagraph(live, was, now))
  const { paragraph, outcome } = changeWords(was, now, input)
  return ok({ paragraphs: live.with(at, paragraph), outcome })
}

function addParagraph({ base, live, change, newId }: MergeInput): Merged {
  const at = placeAfter(change.afterId, base, live)
  const kind = (live[at - 1] ?? live[0])?.kind ?? 'operative'
  const added = { id: newId, kind, heading: change.heading, text: change.text }
  return { paragraphs: live.toSpliced(at, 0, added), outcome: 'clean' }
}

function moveParagraph({ base, live, change }: MergeInput, now: BaseParagraph): Merged {
  const others = live.filter((p) => p.id !== now.id)
  const at = placeAfter(change.afterId, base, others)
  const paragraphs = others.toSpliced(at, 0, now)
  const same = paragraphs.every((p, i) => p.id === live[i]?.id)
  return { paragraphs, outcome: same ? 'already' : 'clean' }
}

/** Behind the named paragraph, or behind the nearest one before it in the base that is still there. */
function placeAfter(
  afterId: ParagraphId | null,
  base: readonly BaseParagraph[],
  live: readonly BaseParagraph[],
): number {
  for (let i = base.findIndex((p) => p.id === afterId); i >= 0; i--) {
    const at = live.findIndex((p) => p.id === base[i]!.id)
    if (at >= 0) return at + 1
  }
  return 0
}

/** A paragraph that was rewritten meanwhile is not thrown away unread: its words stand in brackets. */
function deleteParagraph(live: readonly BaseParagraph[], was: BaseParagraph, now: BaseParagraph): Merged {
  if (now.text === was.text) return { paragraphs: live.filter((p) => p.id !== now.id), outcome: 'clean' }
  const paragraphs = live.map((p) => (p.id === now.id ? { ...p, text: alternatives(p.text, '') } : p))
  return { paragraphs, outcome: 'bracketed' }
}

function changeWords(was: BaseParagraph, now: BaseParagraph, { change, lang }: MergeInput) {
  const piece = change.span ? { span: change.span, text: change.text } : narrow(was.text, change.text, lang)
  const words = piece
    ? mergeSpan(was.text, now.text, piece, lang)
    : ({ text: now.text, outcome: 'already' } as const)
  const heading = change.span
    ? ({ text: now.heading, outcome: 'already' } as const)
    : mergeHeading(was.heading, now.heading, change.heading)
  const both = [words.outcome, heading.outcome]
  const outcome: MergeOutcome = both.includes('bracketed')
    ? 'bracketed'
    : both.includes('clean')
      ? 'clean'
      : 'already'
  return { paragraph: { ...now, heading: heading.text, text: words.text }, outcome }
}

type MergedText = { text: string; outcome: MergeOutcome }

function mergeHeading(was: string, now: string, wanted: string): MergedText {
  if (now === wanted || was === wanted) return { text: now, outcome: 'already' }
  if (now === was) return { text: wanted, outcome: 'clean' }
  return { text: alternatives(now, wanted), outcome: 'bracketed' }
}

/** A span of `was` replaced by `text`, done in `now`. */
export function mergeSpan(
  was: string,
  now: string,
  { span, text }: { span: Span; text: string },
  lang: string,
): MergedText {
  if (was === now) return { text: was.slice(0, span.start) + text + was.slice(span.end), outcome: 'clean' }
  const found = mapSpan(was, now, span, lang)
  if (found.intact) {
    const isPlace = span.start === span.end
    if (isPlace && now.startsWith(text, found.start) && !was.startsWith(text, span.start))
      return { text: now, outcome: 'already' }
    return { text: now.slice(0, found.start) + text + now.slice(found.end), outcome: 'clean' }
  }
  const theirs = now.slice(found.start, found.end)
  const ours = was.slice(found.from, span.start) + text + was.slice(span.end, found.to)
  if (theirs === ours) return { text: now, outcome: 'already' }
  const bracketed = alternatives(theirs, ours)
  return { text: now.slice(0, found.start) + bracketed + now.slice(found.end), outcome: 'bracketed' }
}

/** "[72 hours][48 hours]", with the space around them left outside; a wording of no words is left out. */
function alternatives(theirs: string, ours: string): string {
  const [, before = '', one = ''] = /^(\s*)([\s\S]*?)\s*$/u.exec(theirs) ?? []
  const after = theirs.slice(before.length + one.length)
  const two = ours.trim()
  return `${before}${one && `[${one}]`}${two && `[${two}]`}${after}`
}

interface MappedSpan extends Span {
  /** The span's words stand together in the other text as they were. */
  intact: boolean
  /** Where not: the part of the old text that [start, end) of the new one takes the place of. */
  from: number
  to: number
}

/** Where a span of one text is in another, by the words they share. */
export function mapSpan(was: string, now: string, span: Span, lang: string): MappedSpan {
  const a = segmentWords(was, lang)
  const b = segmentWords(now, lang)
  const partner = alignWords(a, b)
  const inA = starts(a)
  const inB = starts(b)
  // the words that the span touches, whole
  const first = lastAtOrBefore(inA, span.start)
  const last = span.end === span.start ? first : firstAtOrAfter(inA, span.end)
  const intact = isIntact(partner, first, last)
  const left = lastPartnered(partner, first)
  const right = firstPartnered(partner, last)
  const around = {
    start: left < 0 ? 0 : inB[partner[left]! + 1]!,
    end: right < 0 ? now.length : inB[partner[right]!]!,
    from: left < 0 ? 0 : inA[left + 1]!,
    to: right < 0 ? was.length : inA[right]!,
  }
  if (!intact) return { intact, ...around }
  if (first === last) return { intact, ...around, ...insertionPlace(partner, first, inB, now.length) }
  const shift = inB[partner[first]!]! - inA[first]!
  return { intact, ...around, start: span.start + shift, end: span.end + shift }
}

function insertionPlace(partner: Int32Array, at: number, inB: readonly number[], length: number): Span {
  const place =
    at > 0 && partner[at - 1]! >= 0
      ? inB[partner[at - 1]! + 1]!
      : at < partner.length
        ? inB[partner[at]!]!
        : length
  return { start: place, end: place }
}

/** Words [first, last) all have partners side by side; a place has a partner on one side at least, or is an end. */
function isIntact(partner: Int32Array, first: number, last: number): boolean {
  if (first === last)
    return (first > 0 && partner[first - 1]! >= 0) || (first < partner.length && partner[first]! >= 0)
  for (let i = first; i < last; i++)
    if (partner[i]! < 0 || (i > first && partner[i] !== partner[i - 1]! + 1)) return false
  return true
}

function lastPartnered(partner: Int32Array, before: number): number {
  for (let i = before - 1; i >= 0; i--) if (partner[i]! >= 0) return i
  return -1
}

function firstPartnered(partner: Int32Array, from: number): number {
  for (let i = from; i < partner.length; i++) if (partner[i]! >= 0) return i
  return -1
}

/** Where each word begins, and at last the length of the text. */
function starts(words: readonly string[]): number[] {
  const at = [0]
  for (const word of words) at.push(at.at(-1)! + word.length)
  return at
}

const lastAtOrBefore = (at: readonly number[], place: number) => at.findLastIndex((n) => n <= place)
const firstAtOrAfter = (at: readonly number[], place: number) => at.findIndex((n) => n >= place)

/** The words an amendment comes to with the amendments to it that were adopted, in the order of their adoption. */
export function withAmended(
  change: AmendedChange,
  children: readonly AmendedChange[],
  lang: string,
): AmendedChange {
  const text = children.reduce(
    (words, { span, text: own }) =>
      span ? mergeSpan(change.text, words, { span, text: own }, lang).text : words,
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
