import { countBrackets } from '~/domain/norms/brackets'
import { wordSegmenter } from '~/domain/norms/segment-words'

export interface TextCounts {
  words: number
  brackets: number
}

/** Counts texts again and again, each only when it has become another. */
export function openCounts(language: string) {
  const known = new Map<string, TextCounts & { text: string }>()
  const countOne = (key: string, text: string): TextCounts => {
    const last = known.get(key)
    if (last?.text === text) return last
    const counted = { text, words: countWords(text, language), brackets: countBrackets(text) }
    known.set(key, counted)
    return counted
  }
  return (texts: Iterable<readonly [key: string, text: string]>): TextCounts => {
    const whole = { words: 0, brackets: 0 }
    for (const [key, text] of texts) {
      const { words, brackets } = countOne(key, text)
      whole.words += words
      whole.brackets += brackets
    }
    return whole
  }
}

/** As a reader counts them: marks and spaces are none, and scripts without spaces have words too. */
export function countWords(text: string, language: string): number {
  let words = 0
  for (const { isWordLike } of wordSegmenter(language).segment(text)) if (isWordLike) words++
  return words
}
