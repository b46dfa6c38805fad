import { type BracketPlace, locateBrackets, placeOf, type Span } from '~/domain/norms/bracket-place'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import { drafts } from '~db/stores/drafts'
import { type NormRow, norms, type ParagraphRow } from '~db/stores/norms'
import type { Deps } from '../deps.server'
import type { Change } from '../write.server'
import { textHash } from './alternatives.server'

/** A text that brackets stand in, opened for one command: the wording, the heading or the title. */
export interface BracketedText {
  text(): string
  insert(at: number, words: string): void
  remove(at: number, length: number): void
  /** Where a marked character stands; null once it is deleted. */
  find(mark: string): number | null
  /** Where the brackets that somebody holds stood when it was opened. */
  spans: Map<string, Span>
  /** What a row keeps of a bracket that stands here. */
  marks(span: Span): { quote: string; anchorStart: string; anchorEnd: string }
  /** What an entry keeps of where a bracket's two characters stand, */
  ends(span: Span): Ends
  /** and where that is: the bracketed words as if this bracket, which stands at `span`, were not there. */
  within(ends: Ends, span: Span | null): Span | null
  /** What the text reads as, where nothing but that tells whether it has changed; null for the wording. */
  reads(): string | null
  /** `like`: the characters that are put in are credited to whoever wrote this marked one. */
  save(like?: string): Promise<Result<null, { code: 'text-too-long'; limit: number }>>
}

/** Marks on the two characters in the wording; in a heading or the title, offsets of the words between them. */
export interface Ends {
  start: string
  end: string
}

interface Opened {
  norm: NormRow
  row: ParagraphRow
  by: NormCapacity
}

interface Letters {
  text(): string
  insert(at: number, words: string): void
  remove(at: number, length: number): void
  anchor(at: number): string
  find(anchor: string): number | null
}

export async function openBracketed(
  deps: Deps,
  change: Change,
  opened: Opened,
  where: BracketPlace,
): Promise<BracketedText> {
  const { c, now, who } = change
  const { norm, row, by } = opened
  const rows = (await brackets(c).ofNorm(norm.id)).filter(
    (b) => b.liftedAt === null && placeOf(b) === where && (where === 'title' || b.paragraphId === row.id),
  )
  const draft = where === 'text' ? await drafts(c).open(row.id, deps.random) : null
  const letters: Letters = draft ?? lettersOf(where === 'title' ? norm.title : row.heading)
  const spans = locateBrackets(rows, { text: letters.text(), find: letters.find })
  // headings and titles are no documents: what brackets in them go by is their words, which have to follow
  const held = draft
    ? []
    : rows.flatMap((r) => (spans.has(r.id) ? [{ ...r, at: ends(letters, spans.get(r.id)!) }] : []))
  const quote = ({ start, end }: Span) => letters.text().slice(start, end)
  return {
    text: letters.text,
    insert: letters.insert,
    remove: letters.remove,
    find: letters.find,
    spans,
    ends: ({ start, end }) =>
      draft
        ? { start: draft.anchor(start), end: draft.anchor(end - 1) }
        : { start: String(start), end: String(end - 2) },
    within: (ends, span) => {
      const index = (mark: string) => {
        const at = draft ? draft.stood(mark) : Number(mark)
        return at === null || !draft || !span ? at : at - (at > span.start ? 1 : 0) - (at >= span.end ? 1 : 0)
      }
      const [start, end] = [index(ends.start), index(ends.end)]
      return start === null || end === null ? null : { start, end }
    },
    reads: () => (draft ? null : textHash(letters.text())),
    marks: (span) => ({
      quote: quote(span),
      anchorStart: draft ? draft.anchor(span.start) : where,
      anchorEnd: draft ? draft.anchor(span.end - 1) : where,
    }),
    async save(like) {
      const limit = draft ? normLimits.text : where === 'title' ? normLimits.title : normLimits.heading
      if (letters.text().length > limit) return refuse({ code: 'text-too-long', limit })
      if (draft)
        await draft.save(
          { personId: who?.personId ?? null, delegationId: by.delegation ?? null, at: now },
          like,
        )
      else if (where === 'title') await norms(c).retitle(norm.id, letters.text())
      else await norms(c).reviseParagraph(row.id, { heading: letters.text() })
      for (const { id, quote: before, at } of held) {
        const start = letters.find(at.first)
        const last = letters.find(at.last)
        const now = start === null || last === null ? before : quote({ start, end: last + 1 })
        if (now !== before) await brackets(c).change(id, { quote: now })
      }
      return ok(null)
    },
  }
}

const ends = (letters: Letters, { start, end }: Span) => ({
  first: letters.anchor(start),
  last: letters.anchor(end - 1),
})

/** A plain text whose characters can be found again after a change. */
function lettersOf(words: string): Letters {
  let next = 0
  const mark = (unit: string) => ({ unit, id: String(next++) })
  const letters = words.split('').map(mark)
  return {
    text: () => letters.map((l) => l.unit).join(''),
    insert: (at, added) => void letters.splice(at, 0, ...added.split('').map(mark)),
    remove: (at, length) => void letters.splice(at, length),
    anchor: (at) => letters[at]!.id,
    find: (anchor) => {
      const at = letters.findIndex((l) => l.id === anchor)
      return at < 0 ? null : at
    },
  }
}
