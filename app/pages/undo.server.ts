import { UndoAct, UndoableAct } from '~/contracts/undo'
import type { PersonId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import { historyWords } from '~/ui/norms/history-words'
import type { Conn } from '~db/store'
import { ledger } from '~db/stores/ledger'

/** D22: the act that a page's address says was just done, where it is the reader's own and can be taken back. */
export async function undoOffered(
  c: Conn,
  { request, ref, personId }: { request: Request; ref: string; personId: PersonId },
): Promise<{ entry: number; words: string } | null> {
  const named = UndoAct.safeParse({ entry: new URL(request.url).searchParams.get('done') })
  if (!named.success) return null
  const { entry } = named.data
  const row = await ledger(c).find(entry)
  if (row?.subject !== `norm/${ref}`) return null
  const body: EntryBody = JSON.parse(row.body)
  if (body.by.person !== personId || !UndoableAct.safeParse(body).success) return null
  return { entry, words: `${historyWords(body, ref).text}.` }
}
