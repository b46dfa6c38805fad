import type { Span } from './bracket-place'
import { findBrackets } from './brackets'

/** 'open': the words without their brackets. 'drop': neither. */
export type Fate = 'keep' | 'open' | 'drop'

/** N19: a text as it reads when each of its brackets meets a fate. What is in a dropped bracket is dropped with it. */
export function viewText(text: string, fateOf: (span: Span) => Fate): string {
  const gone = new Uint8Array(text.length)
  let dropped = false
  for (const { start, end } of findBrackets(text).pairs) {
    const fate = fateOf({ start, end })
    if (fate === 'keep') continue
    if (fate === 'drop') {
      gone.fill(1, start, end)
      dropped = true
    } else gone[start] = gone[end - 1] = 1
  }
  const left = text
    .split('')
    .filter((_, i) => gone[i] === 0)
    .join('')
  return dropped ? closeGaps(left) : left
}

const closeGaps = (text: string): string =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/ +(?=[,.;:،؛])/g, '')
    .trim()

const contextLength = 70

/** The words just before and after a span, cut between words where words are parted by blanks. */
export function aroundSpan(text: string, { start, end }: Span): { before: string; after: string } {
  const before = text.slice(Math.max(0, start - contextLength), start)
  const after = text.slice(end, end + contextLength)
  return {
    before: start > contextLength ? `…${whole(before.replace(/^\S*\s+/, ''))}` : before,
    after: text.length - end > contextLength ? `${whole(after.replace(/\s+\S*$/, ''))}…` : after,
  }
}

/** Without half of a surrogate pair at either end. */
const whole = (cut: string) => cut.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')

/** What a delegation's view needs to know of one bracket that somebody holds. */
export interface HeldBracket extends Span {
  /** The viewing delegation holds it, holds it with others or supports it. */
  with: boolean
  /** Pairs of the alternatives with words, in order, when there are several alternatives. */
  pairs: readonly Span[]
  /** The place of the viewer's own alternative among the pairs; 'none' when it is "no text"; null without one. */
  own: number | 'none' | null
}

/** N19: the text as one delegation would have it. */
export function viewAs(text: string, held: readonly HeldBracket[]): string {
  const fates = new Map<number, Fate>()
  for (const bracket of held) {
    if (bracket.pairs.length === 0) fates.set(bracket.start, bracket.with ? 'drop' : 'open')
    else if (bracket.own !== null)
      for (const [i, pair] of bracket.pairs.entries())
        fates.set(pair.start, i === bracket.own ? 'open' : 'drop')
  }
  return viewText(text, ({ start }) => fates.get(start) ?? 'keep')
}

export interface OpenCount {
  /** The day, as 2030-01-31. */
  day: string
  placed: number
  lifted: number
  /** Open at the end of the day. */
  open: number
}

/** How many recorded brackets were open at the end of each day on which one was placed or lifted (UTC); in order. */
export function openOverTime(rows: readonly { placedAt: Date; liftedAt: Date | null }[]): OpenCount[] {
  const days = new Map<string, { placed: number; lifted: number }>()
  const on = (at: Date) => {
    const day = at.toISOString().slice(0, 10)
    const found = days.get(day) ?? { placed: 0, lifted: 0 }
    days.set(day, found)
    return found
  }
  for (const { placedAt, liftedAt } of rows) {
    on(placedAt).placed++
    if (liftedAt) on(liftedAt).lifted++
  }
  let open = 0
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { placed, lifted }]) => {
      open += placed - lifted
      return { day, placed, lifted, open }
    })
}
