import { type AttributedRun, authorKey } from '~/domain/documents/authorship'
import type { Chance } from './chance'

/** First and last letters of scripts with many of them; half lie beyond the first plane, and one runs right to left. */
const scripts = [
  [0xa000, 0xa48c],
  [0x1401, 0x166c],
  [0x13000, 0x1342e],
  [0x12000, 0x1236e],
  [0x1e900, 0x1e943],
  [0xac00, 0xd7a3],
] as const

/** One letter that somebody typed, followed wherever it goes. */
interface Letter {
  /** Who put it into a text, and how often: more than once where deleting was undone. */
  typed: Map<string, number>
  /** Put in anew together with the word it stands in: a suggestion replaces whole words. */
  rewritten: Map<string, number>
  /** Somebody deleted it, or a command may have. */
  mayBeGone: boolean
  stored: boolean
}

/**
 * The test's own account of who wrote what, kept beside the platform's: no letter is ever handed out twice, so that
 * each can be recognised wherever splitting, merging, suggesting and undoing have carried it.
 */
export function openLetters(pick: Chance) {
  const next = scripts.map(([first]) => first as number)
  const known = new Map<string, Letter>()

  const entry = (letter: string) => {
    const found = known.get(letter)
    if (found) return found
    const made: Letter = { typed: new Map(), rewritten: new Map(), mayBeGone: false, stored: false }
    known.set(letter, made)
    return made
  }
  const add = (to: Map<string, number>, author: string) => to.set(author, (to.get(author) ?? 0) + 1)

  return {
    /** A word of letters that nobody has used. */
    word(length: number): string {
      return Array.from({ length }, () => {
        const open = scripts.flatMap(([, last], i) => (next[i]! <= last ? [i] : []))
        const script = open[pick.below(open.length)]!
        return String.fromCodePoint(next[script]!++)
      }).join('')
    },
    typed: (author: string, text: string) => {
      for (const letter of lettersIn(text)) add(entry(letter).typed, author)
    },
    rewritten: (author: string, text: string) => {
      for (const letter of lettersIn(text)) add(entry(letter).rewritten, author)
    },
    mayBeGone: (text: string) => {
      for (const letter of lettersIn(text)) entry(letter).mayBeGone = true
    },
    stored: (text: string) => {
      for (const letter of lettersIn(text)) entry(letter).stored = true
    },
    everything: () => [...known.keys()],

    /**
     * What is wrong with the texts that have come of it: words lost, doubled or credited to somebody who has
     * not written them. `removed`: what stands in removed paragraphs.
     */
    faults(live: readonly AttributedRun[], removed: string): string[] {
      const found = new Map<string, string[]>()
      const faults: string[] = []
      for (const { text, author } of live) {
        if (author.kind === 'unknown') faults.push(`nobody wrote “${text}”`)
        for (const letter of lettersIn(text))
          found.set(letter, [...(found.get(letter) ?? []), authorKey(author)])
      }
      const elsewhere = new Set(lettersIn(removed))
      for (const letter of found.keys()) if (!known.has(letter)) faults.push(`nobody typed ${letter}`)
      for (const [letter, { typed, rewritten, mayBeGone, stored }] of known) {
        const authors = found.get(letter) ?? []
        if (authors.length === 0 && stored && !mayBeGone && !elsewhere.has(letter))
          faults.push(`${letter} is lost, typed by ${[...typed.keys()]}`)
        for (const author of new Set(authors)) {
          const times = authors.filter((a) => a === author).length
          const wrote = (typed.get(author) ?? 0) + (rewritten.get(author) ?? 0)
          if (times > wrote) faults.push(`${letter} is ${author}’s ${times} times, who wrote it ${wrote}`)
        }
      }
      return faults
    },
  }
}
export type Letters = ReturnType<typeof openLetters>

/** Spaces and brackets are nobody's in particular. */
const lettersIn = (text: string): string[] => [...text].filter((c) => c !== ' ' && c !== '[' && c !== ']')

/** The words in which two texts differ. */
export function wordsApart(current: string, wanted: string) {
  const words = (text: string) => text.split(/[ [\]]+/).filter(Boolean)
  const [had, has] = [new Set(words(current)), new Set(words(wanted))]
  return {
    removed: [...had].filter((w) => !has.has(w)).join(' '),
    inserted: [...has].filter((w) => !had.has(w)).join(' '),
  }
}
