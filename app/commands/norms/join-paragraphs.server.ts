import type { Json } from '~/domain/ledger/canonical'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { isSettled, normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { openWords } from '~db/stores/carried-words'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { putBackWords, type TakenOut } from '~db/stores/put-back-words'
import { references } from '~db/stores/references'
import type { Deps } from '../deps.server'
import type { Change } from '../write.server'
import { type CarryRefusal, carrierOf, carryHolders, mayCarry } from './carry-paragraph.server'

export type JoinRefusal = CarryRefusal | { code: 'has-a-heading' } | { code: 'text-too-long'; limit: number }

export interface Joining {
  by: NormCapacity
  /** Leaves the text; its words go into the other. */
  row: ParagraphRow
  into: ParagraphRow
}

/** Whether the words of `row` may go into the other paragraph now, `seam` between them. */
export async function mayJoin(
  change: Change,
  { row, into, seam }: Pick<Joining, 'row' | 'into'> & { seam(head: string, tail: string): string },
): Promise<Result<{ seam: string }, JoinRefusal>> {
  if (row.heading !== '') return refuse({ code: 'has-a-heading' })
  for (const { id, state } of [row, into]) {
    if (isSettled(state)) return refuse({ code: 'paragraph-closed' })
    const may = await mayCarry(change, id)
    if (!may.ok) return may
  }
  const from = await openWords(change.c, row.id)
  const to = await openWords(change.c, into.id)
  const between = seam(to.text, from.text)
  const limit = normLimits.text
  return to.text.length + between.length + from.text.length > limit
    ? refuse({ code: 'text-too-long', limit })
    : ok({ seam: between })
}

/** What parting the two again needs to know (D22); it stands in the entry of the act. */
export type Joined = Readonly<Record<'paragraph' | 'into' | 'seq' | 'seam' | 'carried' | 'references', Json>>

/** N10: the words, with all that hangs on them, go where `taken` says, else to the end; the row leaves the text. */
export async function joinParagraphs(
  deps: Deps,
  change: Change,
  { by, row, into, taken }: Joining & { taken: TakenOut },
): Promise<Joined> {
  const { c, now } = change
  const [from, to] = [await openWords(c, row.id), await openWords(c, into.id)]
  const end = to.text.length
  const { seq, places } = await putBackWords(c, { from, to, taken }, carrierOf(deps, change, by))
  const there = (index: number) => places[index] ?? (places.at(-1) ?? end - 1) + 1
  const carried = await carryHolders(c, { from, start: 0, to, there }, () => true)
  const retargeted = await references(c).retarget(row.id, into.id)
  await norms(c).removeParagraph(row.id, now)
  return { paragraph: row.id, into: into.id, seq, seam: taken.seam, carried, references: retargeted }
}
