/** Characters typed in one go, in the order of the text: what both copies of a Yjs text consist of. */
export interface TextItem {
  id: { client: number; clock: number }
  length: number
  deleted: boolean
  content: object
  right: TextItem | null
}

/** A stretch of a paragraph with one suggestion in it. */
export interface RedlineRun {
  kind: 'same' | 'ins' | 'del'
  text: string
}

/**
 * D15: what a fork makes of its paragraph, from the first items of both texts. Inserted: characters of the fork
 * that the paragraph does not have. Deleted: characters that stand in the paragraph and not in the fork. Deleted and
 * put in again, as undoing a deletion does, they stay. Without `ins` the runs are the paragraph's text, without `del`
 * the fork's.
 */
export function redlineRuns(body: TextItem | null, fork: TextItem | null): RedlineRun[] {
  const parts = readBody(body)
  const runs: RedlineRun[] = []
  for (let item = fork; item; item = item.right) {
    const { client, clock } = item.id
    const text = item.deleted ? null : textOf(item)
    for (let at = 0; at < item.length; ) {
      const part = partAt(parts.get(client) ?? [], clock + at)
      const end = part ? Math.min(item.length, part.clock + part.length - clock) : item.length
      if (!part) push(runs, 'ins', text?.slice(at, end) ?? '')
      else if (part.text !== null) {
        const from = clock + at - part.clock
        push(runs, text === null ? 'del' : 'same', part.text.slice(from, from + end - at))
      }
      at = end
    }
  }
  return settled(runs)
}

/** Characters of one writer in the paragraph; `text` is null when they are deleted there. */
interface Part {
  clock: number
  length: number
  text: string | null
}

/** By writer, in the order in which they were typed. */
function readBody(first: TextItem | null): Map<number, Part[]> {
  const parts = new Map<number, Part[]>()
  for (let item = first; item; item = item.right) {
    const { id, length } = item
    const part = { clock: id.clock, length, text: item.deleted ? null : textOf(item) }
    const own = parts.get(id.client)
    if (own) own.push(part)
    else parts.set(id.client, [part])
  }
  for (const own of parts.values()) own.sort((a, b) => a.clock - b.clock)
  return parts
}

/** The one that holds a character, by halving; undefined: the paragraph does not know it. */
function partAt(parts: readonly Part[], clock: number): Part | undefined {
  let low = 0
  let high = parts.length
  while (low < high) {
    const mid = (low + high) >> 1
    const part = parts[mid]!
    if (part.clock + part.length <= clock) low = mid + 1
    else high = mid
  }
  const found = parts[low]
  return found && found.clock <= clock ? found : undefined
}

/** Between words that stay: what is deleted, then what is inserted, without what is the same at either end. */
function settled(runs: readonly RedlineRun[]): RedlineRun[] {
  const out: RedlineRun[] = []
  let removed = ''
  let inserted = ''
  const flush = () => {
    const { start, end } = commonEnds(removed, inserted)
    push(out, 'same', removed.slice(0, start))
    push(out, 'del', removed.slice(start, removed.length - end))
    push(out, 'ins', inserted.slice(start, inserted.length - end))
    push(out, 'same', removed.slice(removed.length - end))
    removed = inserted = ''
  }
  for (const { kind, text } of runs) {
    if (kind === 'del') removed += text
    else if (kind === 'ins') inserted += text
    else {
      flush()
      push(out, 'same', text)
    }
  }
  flush()
  return out
}

/** How much is the same at both ends: to the character where nothing else differs, else whole words. */
function commonEnds(a: string, b: string): { start: number; end: number } {
  const start = commonStart(a, b)
  const end = commonEnd(a.slice(start), b.slice(start))
  if (start + end === Math.min(a.length, b.length)) return { start, end }
  const gap = a.slice(a.length - end).search(/\s/u)
  return { start: a.slice(0, start).search(/\S*$/u), end: gap < 0 ? 0 : end - gap }
}

function commonStart(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[n] === b[n]) n++
  // never between the two halves of one character
  return n > 0 && isHigh(a.charCodeAt(n - 1)) ? n - 1 : n
}

function commonEnd(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++
  return n > 0 && isLow(a.charCodeAt(a.length - n)) ? n - 1 : n
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000

const textOf = ({ content }: TextItem) => ('str' in content ? String(content.str) : '')

function push(runs: RedlineRun[], kind: RedlineRun['kind'], text: string) {
  if (text === '') return
  const last = runs.at(-1)
  if (last?.kind === kind) last.text += text
  else runs.push({ kind, text })
}

/** Whether a suggestion changes anything: one whose words were all taken back does not. */
export const changesAnything = (runs: readonly RedlineRun[]) => runs.some((run) => run.kind !== 'same')

/** A stretch of a paragraph with all its suggestions in it: by which of them it is inserted or deleted. */
export interface Piece {
  kind: RedlineRun['kind']
  text: string
  /** Names of the suggestions, in the order given; empty when it stays. */
  by: readonly string[]
}

/**
 * Several suggestions in one text. What is deleted by several is struck once; at one place, insertions stand
 * in the order of the suggestions, after what is deleted before them.
 */
export function mergeRedlines(
  text: string,
  suggestions: readonly { name: string; runs: readonly RedlineRun[] }[],
): Piece[] {
  const edges = new Set([0, text.length])
  const insertions: { at: number; name: string; text: string }[] = []
  const deletions: { from: number; to: number; name: string }[] = []
  for (const { name, runs } of suggestions) {
    let at = 0
    for (const run of runs) {
      if (run.kind === 'ins') insertions.push({ at, name, text: run.text })
      if (run.kind === 'del') deletions.push({ from: at, to: at + run.text.length, name })
      edges.add(at)
      if (run.kind !== 'ins') at += run.text.length
    }
  }
  const order = [...edges].sort((a, b) => a - b)
  return order.flatMap((from, i): Piece[] => {
    const inserted = insertions
      .filter((insertion) => insertion.at === from)
      .map(({ name, text }): Piece => ({ kind: 'ins', text, by: [name] }))
    const to = order[i + 1]
    if (to === undefined) return inserted
    const by = deletions.filter((d) => d.from <= from && d.to >= to).map((d) => d.name)
    return [...inserted, { kind: by.length > 0 ? 'del' : 'same', text: text.slice(from, to), by }]
  })
}
