import type { PersonId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { isSettled } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { carryWords, cutWords, type OpenWords, openWords } from '~db/stores/carried-words'
import { joinedStretch, type Stretch } from '~db/stores/joined-words'
import { norms, type ParagraphRow } from '~db/stores/norms'
import type { TakenOut } from '~db/stores/put-back-words'
import { references } from '~db/stores/references'
import { wordings } from '~db/stores/wordings'
import type { Deps } from '../deps.server'
import type { Change } from '../write.server'
import { type CarryRefusal, carrierOf, carryHolders, mayCarry, partsBrackets } from './carry-paragraph.server'

export type PartRefusal = CarryRefusal | { code: 'changed-since' | 'inside-a-bracket' }

interface Parting {
  /** The paragraph its words went into. */
  into: ParagraphRow
  /** The one that left the text. */
  row: ParagraphRow
  /** What the entry of the merge says. */
  joined: TakenOut & { carried: readonly string[]; references: readonly string[] }
}
export interface Partable extends Parting {
  from: OpenWords
  to: OpenWords
  stretch: Stretch
}

/** D22: whether two paragraphs that were merged may be parted now: what went over is still there, and nothing is in the way. */
export async function mayPart(
  change: Change,
  { into, row, joined }: Parting,
  personId: PersonId | null,
): Promise<Result<Partable, PartRefusal>> {
  const { c } = change
  if (isSettled(into.state)) return refuse({ code: 'paragraph-closed' })
  const may = await mayCarry(change, into.id)
  if (!may.ok) return may
  const [from, to] = [await openWords(c, into.id), await openWords(c, row.id)]
  const { seq, seam } = joined
  const end = from.text.length
  const stretch =
    seq === null
      ? { start: end, words: end, end, isSame: true }
      : await joinedStretch(c, { into: from, seq, seam, from: to }, personId)
  if (!stretch) return refuse({ code: 'changed-since' })
  const cuts = [
    { head: stretch.start, tail: stretch.words },
    { head: stretch.end, tail: stretch.end },
  ]
  for (const cut of cuts) if (await partsBrackets(c, from, cut)) return refuse({ code: 'inside-a-bracket' })
  return ok({ into, row, joined, from, to, stretch })
}

/** What joining the two again needs to know; it stands in the entry of the act. */
export type Parted = Readonly<Record<'paragraph' | 'from' | 'seq' | 'seam' | 'head', string | number | null>>

/** The paragraph comes back with its own words, or, where they have changed meanwhile, with those that stand there now. */
export async function partParagraphs(
  deps: Deps,
  change: Change,
  { into, row, joined, from, to, stretch, by }: Partable & { by: NormCapacity },
): Promise<Parted> {
  const { c } = change
  const carrier = carrierOf(deps, change, by)
  const { start, words, end, isSame } = stretch
  const seam = from.text.slice(start, words)
  if (!isSame) {
    await cutWords(c, to, { start: 0, end: to.text.length }, carrier)
    await carryWords(c, { from, start: words, to, glue: '' }, carrier)
  }
  const carried = {
    from,
    start: words,
    end: end === from.text.length ? undefined : end,
    to,
    there: (index: number) => Math.max(0, index - words),
  }
  await carryHolders(c, carried, (name) => joined.carried.includes(name))
  await references(c).retargetSome(joined.references, into.id, row.id)
  const seq = await cutWords(c, from, { start, end }, carrier)
  await norms(c).bringBack(row.id)
  return { paragraph: row.id, from: into.id, seq, seam, head: await wordings(c).head(row.id) }
}
