import type { ParagraphKind } from './norm'

/**
 * The numbers of paragraphs in their order (N6). PP1, PP2 for preambular, OP1, OP2 for operative, 1, 2
 * for articles, each counted through the norm; a sub-paragraph counts anew under the operative paragraph
 * or article before it: 1.1, OP2.3. One that stands under neither is 0.1, so that it has a number at all.
 * Cannot fail; the numbers are distinct.
 */
export function numberParagraphs(kinds: readonly ParagraphKind[]): string[] {
  const count = { preambular: 0, operative: 0, article: 0 }
  let parent = '0'
  let subs = 0
  return kinds.map((kind) => {
    if (kind === 'sub') return `${parent}.${++subs}`
    const n = ++count[kind]
    if (kind === 'preambular') return `PP${n}`
    parent = kind === 'operative' ? `OP${n}` : String(n)
    subs = 0
    return parent
  })
}

/** Rows with their numbers, in the order given. */
export function numbered<P extends { kind: ParagraphKind }>(rows: readonly P[]): (P & { number: string })[] {
  const numbers = numberParagraphs(rows.map((p) => p.kind))
  return rows.map((p, i) => ({ ...p, number: numbers[i]! }))
}
