import type { WorldNorm } from './types'

/** The wording of a frozen version: paragraphs in order, without those that did not exist yet. */
export function wordingOf(norm: WorldNorm, symbol: string): { key: string; text: string }[] {
  const version = norm.versions.find((v) => v.symbol === symbol)
  if (!version) throw new Error(`${norm.slug} has no version ${symbol}`)
  const place = (key: string) => version.order?.indexOf(key) ?? 0
  const ordered = norm.paragraphs.toSorted((a, b) => place(a.key) - place(b.key))
  return ordered.flatMap(({ key, text }) => {
    const then = key in version.texts ? version.texts[key] : text
    return then === null || then === undefined ? [] : [{ key, text: then }]
  })
}

export type BracketSpan = { open: number; close: number; depth: number }

/** Spans of square brackets, outer before inner, `close` exclusive; null when they do not balance. */
export function bracketSpans(text: string): BracketSpan[] | null {
  const spans: BracketSpan[] = []
  const waiting: BracketSpan[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') {
      const span = { open: i, close: 0, depth: waiting.length }
      spans.push(span)
      waiting.push(span)
    } else if (text[i] === ']') {
      const span = waiting.pop()
      if (!span) return null
      span.close = i + 1
    }
  }
  return waiting.length === 0 ? spans : null
}
