import { diffArrays } from 'diff'
import * as Y from 'yjs'
import { type RedlineRun, redlineRuns } from '~/domain/documents/redline'
import { readText, textRoot } from './wordings'

/** Words that stand at `at` of the current text (UTF-16 units), and what a suggestion puts in their place. */
export interface Change {
  at: number
  removed: string
  inserted: string
}

// beyond this many differing words one replacement says as much, and the search costs their square
const editsAtMost = 1_000

/** What turns one text into another, word by word, in order. Every change lies between words that stay. */
export function changesBetween(current: string, wanted: string, language: string): Change[] {
  if (current === wanted) return []
  const parts = diffArrays(segments(current, language), segments(wanted, language), {
    maxEditLength: editsAtMost,
  })
  if (!parts) return [{ at: 0, removed: current, inserted: wanted }]
  const changes: Change[] = []
  let at = 0
  for (const { value, added, removed } of parts) {
    const words = value.join('')
    const last = changes.at(-1)
    const open = last && last.at + last.removed.length === at ? last : null
    if (added || removed) {
      const change = open ?? { at, removed: '', inserted: '' }
      if (removed) change.removed += words
      else change.inserted += words
      if (!open) changes.push(change)
    }
    if (!added) at += words.length
  }
  return bridged(current, changes)
}

/** Two replacements with a mere space between them are one: several words in place of several words. */
function bridged(current: string, changes: readonly Change[]): Change[] {
  const joined: Change[] = []
  const replaces = ({ removed, inserted }: Change) => removed !== '' && inserted !== ''
  for (const change of changes) {
    const last = joined.at(-1)
    const between = last && current.slice(last.at + last.removed.length, change.at)
    if (last && replaces(last) && replaces(change) && /^\s+$/u.test(between!)) {
      last.removed += between + change.removed
      last.inserted += between + change.inserted
    } else joined.push({ ...change })
  }
  return joined
}

function segments(text: string, language: string): string[] {
  const known = Intl.Segmenter.supportedLocalesOf([language]).length > 0 ? language : 'en'
  return Array.from(new Intl.Segmenter(known, { granularity: 'word' }).segment(text), (s) => s.segment)
}

/** The current text with these changes made. */
export function withChanges(current: string, changes: readonly Change[]): string {
  let text = ''
  let from = 0
  for (const { at, removed, inserted } of changes) {
    text += current.slice(from, at) + inserted
    from = at + removed.length
  }
  return text + current.slice(from)
}

/** What the paragraph says with the suggestion in it, whatever else has changed in it meanwhile. */
export const forkedText = (body: readonly Uint8Array[], fork: readonly Uint8Array[]): string =>
  readText([...body, ...fork])

/** Both texts, and what the one makes of the other. */
export function readFork(
  body: readonly Uint8Array[],
  fork: readonly Uint8Array[],
): { current: string; suggested: string; runs: RedlineRun[] } {
  const docs = [body, [...body, ...fork]].map(docOf)
  try {
    const [current, suggested] = docs.map((doc) => doc.getText(textRoot))
    return {
      current: current!.toString(),
      suggested: suggested!.toString(),
      runs: redlineRuns(current!._start, suggested!._start),
    }
  } finally {
    for (const doc of docs) doc.destroy()
  }
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/** How many characters of each client id some updates hold. */
export function clientsOf(updates: readonly Uint8Array[]): Map<number, number> {
  const clocks = new Map<number, number>()
  for (const update of updates)
    for (const [client, next] of Y.parseUpdateMeta(update).to)
      clocks.set(client, Math.max(next, clocks.get(client) ?? 0))
  return clocks
}

export const merged = (updates: readonly Uint8Array[]): Uint8Array => Y.mergeUpdates([...updates])

/** One edit that makes the changes on top of the given updates, all of it by one client id. */
export function editOf(
  updates: readonly Uint8Array[],
  changes: readonly Change[],
  clientId: number,
): Uint8Array {
  return edited(updates, (doc) => {
    doc.clientID = clientId
    const text = doc.getText(textRoot)
    doc.transact(() => {
      for (const { at, removed, inserted } of [...changes].reverse()) {
        // new words stand after those they replace, as when somebody types over a selection
        if (inserted) text.insert(at + removed.length, inserted)
        if (removed) text.delete(at, removed.length)
      }
    })
  })
}

export interface Bracketed {
  update: Uint8Array
  /** The text afterwards. */
  text: string
  /** Each pair of brackets placed: what it holds, which words, and where its two characters stand. */
  placed: { words: 'current' | 'suggested'; quote: string; anchorStart: string; anchorEnd: string }[]
  /** Client ids that wrote current words that are in brackets now. */
  writers: Set<number>
}

/**
 * "[current][suggested]" for every change: nothing is deleted, the suggested words are written by `proposer`,
 * the brackets by `bracketer`. Spaces at the ends of words stay outside.
 */
export function bracketBoth(
  updates: readonly Uint8Array[],
  changes: readonly Change[],
  { proposer, bracketer }: { proposer: number; bracketer: number },
): Bracketed {
  const placed: { words: 'current' | 'suggested'; from: number; to: number }[] = []
  const writers = new Set<number>()
  const result: Omit<Bracketed, 'update' | 'writers'> = { text: '', placed: [] }
  const update = edited(updates, (doc) => {
    const text = doc.getText(textRoot)
    for (const { at, removed } of changes)
      for (const client of writersIn(text, at, removed.length)) writers.add(client)
    doc.clientID = proposer
    doc.transact(() => {
      for (const { at, removed, inserted } of [...changes].reverse())
        if (inserted) text.insert(at + removed.length, inserted)
    })
    const spans = spansOf(changes)
    doc.clientID = bracketer
    doc.transact(() => {
      for (const { from, to } of [...spans].reverse()) {
        text.insert(to, ']')
        text.insert(from, '[')
      }
    })
    // each span has moved by the two brackets of every one before it
    for (const [i, { words, from, to }] of spans.entries())
      placed.push({ words, from: from + 2 * i, to: to + 2 * i + 2 })
    result.text = text.toString()
    result.placed = placed.map(({ words, from, to }) => ({
      words,
      quote: result.text.slice(from, to),
      anchorStart: anchorAt(text, from),
      anchorEnd: anchorAt(text, to - 1),
    }))
  })
  return { ...result, update, writers }
}

/** Where the two sides of each change stand once the suggested words are in, without the spaces around them. */
function spansOf(changes: readonly Change[]) {
  const spans: { words: 'current' | 'suggested'; from: number; to: number }[] = []
  let moved = 0
  for (const { at, removed, inserted } of changes) {
    const from = at + moved
    const sides = [
      { words: 'current' as const, from, side: removed },
      { words: 'suggested' as const, from: from + removed.length, side: inserted },
    ]
    for (const { words, from: begin, side } of sides) {
      const lead = side.length - side.trimStart().length
      const core = side.trim().length
      if (core > 0) spans.push({ words, from: begin + lead, to: begin + lead + core })
    }
    moved += inserted.length
  }
  return spans
}

/** Client ids that typed the characters of a stretch of the visible text. */
function writersIn(text: Y.Text, at: number, length: number): Set<number> {
  const writers = new Set<number>()
  let from = 0
  for (let item = text._start; item && from < at + length; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (from + item.length > at) writers.add(item.id.client)
    from += item.length
  }
  return writers
}

const anchorAt = (text: Y.Text, index: number) =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index))).toString('base64')

function edited(updates: readonly Uint8Array[], edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = docOf(updates)
  const made: Uint8Array[] = []
  try {
    doc.on('update', (update) => made.push(update))
    edit(doc)
    return merged(made)
  } finally {
    doc.destroy()
  }
}
