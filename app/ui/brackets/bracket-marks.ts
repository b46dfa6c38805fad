import { outerPairs, type Span } from '~/domain/norms/bracket-place'
import { findBrackets } from '~/domain/norms/brackets'
import type { BracketView } from './bracket-view'

/** What stands behind a bracket in a text. */
export interface BracketMark {
  /** The offset behind its closing character. */
  end: number
  /** Null: nobody has said anything of it. */
  id: string | null
  label: string
  /** In full, for whoever does not see where it stands. */
  title: string
  quote: string
}

/** Who holds each bracket of a text, behind its last character; alternatives each have their own. In order. */
export function bracketMarks(
  text: string,
  brackets: readonly BracketView[],
  spans: ReadonlyMap<string, Span>,
): BracketMark[] {
  const marks = new Map<number, BracketMark>()
  for (const bracket of brackets) {
    const span = spans.get(bracket.id)
    if (!span) continue
    for (const mark of marksOf(text, bracket, outerPairs(text, span))) marks.set(mark.end, mark)
  }
  for (const { end, quote } of findBrackets(text).pairs)
    if (!marks.has(end)) marks.set(end, { end, id: null, label: 'nobody', title: 'Held by nobody', quote })
  return [...marks.values()].sort((a, b) => a.end - b.end)
}

function marksOf(text: string, bracket: BracketView, pairs: readonly Span[]): BracketMark[] {
  const { id, alternatives } = bracket
  const holder = bracket.holder?.name ?? 'the chair or the secretariat'
  const worded = alternatives.filter((a) => a.text !== '')
  const several = alternatives.length > 1 && worded.length === pairs.length
  return pairs.map(({ start, end }, i) => {
    const quote = text.slice(start, end)
    const alternative = several ? worded[i]! : null
    if (!alternative) {
      const short = bracket.holder?.name ?? 'chair'
      return { end, id, label: short, title: `Held by ${holder}`, quote }
    }
    const by = alternative.proponent ?? bracket.holder?.name ?? ''
    const label = `Alt ${alternative.number} ${by}`.trim()
    return { end, id, label, title: `Alt ${alternative.number} of a bracket held by ${holder}`, quote }
  })
}
