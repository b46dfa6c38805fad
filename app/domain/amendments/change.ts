import type { AmendmentId, ParagraphId } from '../ids'
import type { ParagraphKind } from '../norms/norm'
import { segmentWords } from '../norms/segment-words'
import { equalEnds } from './align-words'
import type { AmendmentOp } from './amendment'
import type { Piece } from './pieces'
import { isSameOrder, movedText } from './place'

/** UTF-16 units [start, end) of a frozen text; an empty span is a place between words. */
export interface Span {
  start: number
  end: number
}

/**
 * What an amendment changes. With a span: words of one paragraph, from the first that differs to the last; which of
 * those between differ too follows from the text (pieces.ts). Without: 'add' a new paragraph after `afterId`
 * (null: at the beginning), 'delete' or 'replace' the whole of `paragraphId`, or 'move' it after `afterId`.
 */
export interface AmendedChange {
  op: AmendmentOp
  /** Of a new paragraph; null: as the one before it. */
  kind: ParagraphKind | null
  paragraphId: ParagraphId | null
  span: Span | null
  afterId: ParagraphId | null
  text: string
  heading: string
}

/** A paragraph as amendments see it. */
export interface BaseParagraph {
  id: ParagraphId
  kind: ParagraphKind
  heading: string
  text: string
}

/** A change with its name; `parentId` where it changes the words that another amendment proposes. */
export interface NamedChange {
  id: AmendmentId
  ref: string
  number: number
  parentId: AmendmentId | null
  change: AmendedChange
  /** The runs of words it changes. */
  pieces: readonly Piece[]
}

/** What somebody asks for: whole new words, from which the change is found. */
export interface ProposedChange {
  op: AmendmentOp
  kind: ParagraphKind | null
  paragraphId: ParagraphId | null
  afterId: ParagraphId | null
  text: string
  heading: string
}

export type ChangeRefusal =
  | { code: 'no-such-paragraph' }
  | { code: 'no-such-place' }
  | { code: 'no-words' }
  | { code: 'nothing-changes' }

/** A2: the change that a proposal comes to on a frozen text, narrowed to the words that differ. */
export function changeOf(
  asked: ProposedChange,
  base: readonly BaseParagraph[],
  lang: string,
): { ok: true; value: AmendedChange } | { ok: false; error: ChangeRefusal } {
  const places = new Set(base.map((p) => p.id))
  const own = base.find((p) => p.id === asked.paragraphId)
  if (asked.op !== 'add' && !own) return { ok: false, error: { code: 'no-such-paragraph' } }
  const moves = asked.op === 'add' || asked.op === 'move'
  if (moves && asked.afterId !== null && !places.has(asked.afterId))
    return { ok: false, error: { code: 'no-such-place' } }
  if (asked.op === 'move') return moveOf(asked, base)
  if (asked.op === 'delete') return { ok: true, value: { ...bare('delete'), paragraphId: own!.id } }
  if (asked.text.trim() === '') return { ok: false, error: { code: 'no-words' } }
  if (asked.op === 'add') {
    const { kind, afterId, text, heading } = asked
    return { ok: true, value: { ...bare('add'), kind, afterId, text, heading } }
  }
  return replacementOf(own!, asked, lang)
}

const bare = (op: AmendmentOp): AmendedChange => ({
  op,
  kind: null,
  paragraphId: null,
  span: null,
  afterId: null,
  text: '',
  heading: '',
})

function moveOf({ paragraphId, afterId }: ProposedChange, base: readonly BaseParagraph[]) {
  const moved = afterId === paragraphId ? null : movedText({ paragraphId, afterId }, base, base)
  if (!moved || isSameOrder(moved, base)) return { ok: false, error: { code: 'nothing-changes' } } as const
  return { ok: true, value: { ...bare('move'), paragraphId, afterId } } as const
}

function replacementOf(own: BaseParagraph, { text, heading }: ProposedChange, lang: string) {
  const whole = { ...bare('replace'), paragraphId: own.id, text, heading }
  if (heading !== own.heading) return { ok: true, value: whole } as const
  const narrowed = narrow(own.text, text, lang)
  if (!narrowed) return { ok: false, error: { code: 'nothing-changes' } } as const
  return { ok: true, value: { ...bare('replace'), paragraphId: own.id, ...narrowed } } as const
}

/** A12: the words of another amendment changed; null where nothing changes. */
export function changeOfWords(parent: AmendedChange, text: string, lang: string): AmendedChange | null {
  const narrowed = narrow(parent.text, text, lang)
  return narrowed && { ...bare('replace'), paragraphId: parent.paragraphId, ...narrowed }
}

/** From the first word in which two texts differ to the last, and what is done there; null when they are equal. */
export function narrow(
  before: string,
  after: string,
  lang: string,
): { op: 'add' | 'delete' | 'replace'; span: Span; text: string } | null {
  if (before === after) return null
  const a = segmentWords(before, lang)
  const b = segmentWords(after, lang)
  const { head, tail } = equalEnds(a, b)
  const start = lengthOf(a.slice(0, head))
  const end = before.length - lengthOf(a.slice(a.length - tail))
  const text = b.slice(head, b.length - tail).join('')
  const op = text === '' ? 'delete' : start === end ? 'add' : 'replace'
  return { op, span: { start, end }, text }
}

const lengthOf = (words: readonly string[]) => words.reduce((n, word) => n + word.length, 0)

/** Whether the change proposes words that another amendment could change. */
export const hasWords = ({ op, text }: AmendedChange): boolean => op !== 'move' && text !== ''
