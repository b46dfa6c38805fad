import type { NormId, PersonId } from '~/domain/ids'
import { looks } from '~db/stores/looks'
import type { Deps } from '../deps.server'

/** V2: up to here a person has read a norm. Theirs alone: no entry in the ledger, nobody else is told. */
export async function noteLook(
  deps: Deps,
  look: { personId: PersonId; normId: NormId; versionNumber: number },
): Promise<void> {
  const there = await looks(deps.store.read).find(look.personId, look.normId)
  // most openings are of what was seen before: those write nothing
  if (there && there.versionNumber >= look.versionNumber) return
  await deps.store.tx((c) => looks(c).note({ ...look, at: deps.now() }))
}
