import { diffArrays } from 'diff'
import { segmentWords, wordSegmenter } from '~/domain/norms/segment-words'
import type { ShownParagraph } from './paragraph'

export type RunKind = 'same' | 'ins' | 'del'

export interface Run {
  kind: RunKind
  text: string
}

export type ParagraphFate = 'same' | 'changed' | 'added' | 'removed'

export interface RedlinedParagraph {
  id: string
  fate: ParagraphFate
  /** It stands elsewhere among the paragraphs that both texts have. */
  moved: boolean
  before?: ShownParagraph
  after?: ShownParagraph
  heading: Run[]
  words: Run[]
}

// Beyond this many differing words a comparison helps nobody, and its cost grows with their square.
const MAX_EDITS = 1000

/**
 * What became of a text, word by word. The runs without `ins` are the old text, those without `del`
 * the new one, character for character.
 */
export function redlineWords(before: string, after: string, lang = 'en'): Run[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const changes = diffArrays(segmentWords(before, lang), segmentWords(after, lang), {
    maxEditLength: MAX_EDITS,
  })
  if (!changes) return joined([del(before), ins(after)])
  return joined(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'ins' : removed ? 'del' : 'same',
      text: value.join(''),
    })),
  )
}

const del = (text: string): Run => ({ kind: 'del', text })
const ins = (text: string): Run => ({ kind: 'ins', text })

/** Neighbouring changes become one removal and one insertion: a space kept between two changes only hides them. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  let removed = ''
  let inserted = ''
  const flush = () => {
    if (removed) out.push(del(removed))
    if (inserted) out.push(ins(inserted))
    removed = inserted = ''
  }
  runs.forEach((run, i) => {
    if (run.kind === 'del') removed += run.text
    else if (run.kind === 'ins') inserted += run.text
    else if (bridges(run, runs[i + 1], removed, inserted)) {
      removed += run.text
      inserted += run.text
    } else {
      flush()
      if (run.text) out.push(run)
    }
  })
  flush()
  return out
}

/** Only between two replacements: after a mere insertion or removal the space is better left in peace. */
const bridges = (run: Run, next: Run | undefined, removed: string, inserted: string) =>
  removed !== '' && inserted !== '' && next !== undefined && /^\s+$/u.test(run.text)

/**
 * Two texts paragraph by paragraph, in the order of the new one; what was removed stands after what
 * it followed in the old one. Paragraphs are paired by id alone, so moving one is not rewriting it.
 */
export function redlineParagraphs(
  before: readonly ShownParagraph[],
  after: readonly ShownParagraph[],
): RedlinedParagraph[] {
  const old = new Map(before.map((p) => [p.id, p]))
  const kept = after.filter((p) => old.has(p.id)).map((p) => p.id)
  const moved = movedIds(
    before.map((p) => p.id),
    kept,
  )
  const out = after.map((p) => pair(old.get(p.id), p, moved.has(p.id)))
  const present = new Set(after.map((p) => p.id))
  before.forEach((p, i) => {
    if (present.has(p.id)) return
    const previous = before[i - 1]?.id
    const at = previous === undefined ? 0 : out.findIndex((r) => r.id === previous) + 1
    out.splice(at, 0, pair(p, undefined, false))
  })
  return out
}

function pair(
  before: ShownParagraph | undefined,
  after: ShownParagraph | undefined,
  moved: boolean,
): RedlinedParagraph {
  const shown = (after ?? before)!
  const heading = redlineWords(before?.heading ?? '', after?.heading ?? '', shown.lang)
  const words = redlineWords(before?.text ?? '', after?.text ?? '', shown.lang)
  return {
    id: shown.id,
    fate: fateOf(before, after, [...heading, ...words]),
    moved,
    ...(before && { before }),
    ...(after && { after }),
    heading,
    words,
  }
}

function fateOf(before: unknown, after: unknown, runs: readonly Run[]): ParagraphFate {
  if (!before) return 'added'
  if (!after) return 'removed'
  return runs.every((r) => r.kind === 'same') ? 'same' : 'changed'
}

/** All but the longest run of ids that kept their order: the fewest paragraphs that can be said to have moved. */
function movedIds(order: readonly string[], kept: readonly string[]): Set<string> {
  const place = new Map(order.map((id, i) => [id, i]))
  const tails: number[] = []
  const previous: number[] = []
  kept.forEach((id, i) => {
    const at = place.get(id)!
    let low = 0
    let high = tails.length
    while (low < high) {
      const mid = (low + high) >> 1
      if (place.get(kept[tails[mid]!]!)! < at) low = mid + 1
      else high = mid
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1
    tails[low] = i
  })
  const stayed = new Set<string>()
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) stayed.add(kept[i]!)
  return new Set(kept.filter((id) => !stayed.has(id)))
}

export interface RedlineCounts {
  changed: number
  added: number
  removed: number
  moved: number
  wordsIn: number
  wordsOut: number
}

const wordCount = (runs: readonly Run[], kind: RunKind, lang: string | undefined) =>
  runs
    .filter((r) => r.kind === kind)
    .reduce((n, r) => n + [...wordSegmenter(lang).segment(r.text)].filter((s) => s.isWordLike).length, 0)

/** What a comparison comes to, for the sentence above it. */
export function redlineCounts(paragraphs: readonly RedlinedParagraph[]): RedlineCounts {
  const fates = (fate: ParagraphFate) => paragraphs.filter((p) => p.fate === fate).length
  const words = (kind: RunKind) =>
    paragraphs.reduce(
      (n, p) => n + wordCount([...p.heading, ...p.words], kind, (p.after ?? p.before)?.lang),
      0,
    )
  return {
    changed: fates('changed'),
    added: fates('added'),
    removed: fates('removed'),
    moved: paragraphs.filter((p) => p.moved).length,
    wordsIn: words('ins'),
    wordsOut: words('del'),
  }
}
