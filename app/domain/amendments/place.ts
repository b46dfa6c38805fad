import type { ParagraphId } from '../ids'
import type { BaseParagraph } from './change'

/** A paragraph and the sub-paragraphs under it, which go where it goes. */
export function blockOf(paragraphs: readonly BaseParagraph[], at: number): BaseParagraph[] {
  if (paragraphs[at]?.kind === 'sub') return [paragraphs[at]]
  const next = paragraphs.findIndex((p, i) => i > at && p.kind !== 'sub')
  return paragraphs.slice(at, next < 0 ? paragraphs.length : next)
}

/**
 * Where what is to stand after a paragraph comes: behind it, or behind the nearest one before it in the base that is
 * still there; only a sub-paragraph comes between a paragraph and its sub-paragraphs.
 */
export function placeAfter(
  { afterId, isSub }: { afterId: ParagraphId | null; isSub: boolean },
  base: readonly BaseParagraph[],
  live: readonly BaseParagraph[],
): number {
  for (let i = base.findIndex((p) => p.id === afterId); i >= 0; i--) {
    const at = live.findIndex((p) => p.id === base[i]!.id)
    if (at < 0) continue
    const next = live.findIndex((p, j) => j > at && (isSub || p.kind !== 'sub'))
    return next < 0 ? live.length : next
  }
  return 0
}

/** The order after a paragraph was moved; null where it is no paragraph of the text. */
export function movedText(
  { paragraphId, afterId }: { paragraphId: ParagraphId | null; afterId: ParagraphId | null },
  base: readonly BaseParagraph[],
  live: readonly BaseParagraph[],
): BaseParagraph[] | null {
  const at = live.findIndex((p) => p.id === paragraphId)
  if (at < 0) return null
  const block = blockOf(live, at)
  const others = live.filter((p) => !block.includes(p))
  const isSub = block[0]!.kind === 'sub'
  return others.toSpliced(placeAfter({ afterId, isSub }, base, others), 0, ...block)
}

export const isSameOrder = (a: readonly BaseParagraph[], b: readonly BaseParagraph[]): boolean =>
  a.length === b.length && a.every((p, i) => p.id === b[i]!.id)
