/** A pair of square brackets in a text; offsets in UTF-16 units, [start, end), brackets included. */
export interface Bracket {
  start: number
  end: number
  /** 1 for an outer bracket, one more for each it stands in. */
  depth: number
  /** The bracketed words with their brackets. */
  quote: string
}

export interface Brackets {
  /** In order of their opening bracket. */
  pairs: readonly Bracket[]
  /** Offsets of brackets without a partner, in order. */
  stray: readonly number[]
}

/** All square brackets of a text (N7). An opening bracket is closed by the next one that is not yet taken. Linear. */
export function findBrackets(text: string): Brackets {
  const open: number[] = []
  const pairs: Bracket[] = []
  const stray: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x5b) open.push(i)
    else if (unit === 0x5d) {
      const start = open.pop()
      if (start === undefined) stray.push(i)
      else pairs.push({ start, end: i + 1, depth: open.length + 1, quote: '' })
    }
  }
  return {
    pairs: pairs.sort((a, b) => a.start - b.start).map((p) => ({ ...p, quote: text.slice(p.start, p.end) })),
    stray: [...stray, ...open].sort((a, b) => a - b),
  }
}

/** Brackets still to be agreed on: pairs, and strays too, since a text with half a bracket is not agreed (N7). Linear. */
export function countBrackets(text: string): number {
  let open = 0
  let count = 0
  for (const unit of text.matchAll(/[[\]]/g)) {
    if (unit[0] === '[') {
      open++
      count++
    } else if (open > 0) open--
    else count++
  }
  return count
}

export const isBalanced = (text: string): boolean => findBrackets(text).stray.length === 0

/** Brackets left in a whole text: title, headings and paragraphs. */
export const bracketsLeft = (content: {
  title: string
  paragraphs: readonly { heading: string; text: string }[]
}): number =>
  content.paragraphs.reduce(
    (n, p) => n + countBrackets(p.heading) + countBrackets(p.text),
    countBrackets(content.title),
  )
