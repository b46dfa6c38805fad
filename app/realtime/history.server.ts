import type { History } from '~/contracts/documents'
import { rowMark } from '~/domain/documents/row-mark'
import type { Store } from '~db/store'
import { settings } from '~db/stores/settings'
import { wordings } from '~db/stores/wordings'
import type { LiveText } from './live-text.server'

/**
 * D17: which history a copy of a text belongs to. The epoch changes whenever a database is put back; the mark
 * of the last row shows it also where somebody has put the file back by hand.
 */
export function openHistory(store: Store) {
  const known = new WeakMap<LiveText, Pick<History, 'seq' | 'mark'>>()
  const marks = new WeakMap<Uint8Array, number>()
  let epoch: Promise<string> | undefined

  const epochNow = () => {
    epoch ??= settings(store.read).epoch()
    epoch.catch(() => {
      epoch = undefined
    })
    return epoch
  }

  /** All who come after one row are told its mark. */
  function markOf(row: Uint8Array): number {
    const mark = marks.get(row) ?? rowMark(row)
    marks.set(row, mark)
    return mark
  }

  /** The mark of the row that ends with update number `seq`; null: no row ends there. */
  async function markAt(text: LiveText, seq: number): Promise<number | null> {
    if (seq === 0) return null
    const row = text.tail.find((r) => r.seq + r.count - 1 === seq)
    if (row) return markOf(row.update)
    const last = known.get(text)
    if (last?.seq === seq) return last.mark
    const { paragraphId, suggestionId } = text.name
    // a suggestion's whole log is in memory
    const update = suggestionId ? null : await wordings(store.read).rowEndingAt(paragraphId, seq)
    const mark = update && rowMark(update)
    if (mark !== null) known.set(text, { seq, mark })
    return mark
  }

  return {
    /** Where the text stands now. */
    async of(text: LiveText): Promise<History> {
      const { seq } = text
      return { epoch: await epochNow(), seq, mark: await markAt(text, seq) }
    },
    /** Whether the log has gone on from where the copy ends, and not from somewhere before. */
    async goesOn(text: LiveText, copy: History): Promise<boolean> {
      if (copy.epoch !== (await epochNow()) || copy.seq > text.seq) return false
      if (copy.mark === null) return true
      const mark = await markAt(text, copy.seq)
      return text.fork && mark === null ? true : mark === copy.mark
    },
  }
}
