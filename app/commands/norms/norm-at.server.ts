import { mayNorm, type NormAct, type NormCapacity, type NormRefusal } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { type NormRow, norms } from '~db/stores/norms'
import type { Change } from '../write.server'

export type NormAtRefusal = NormRefusal | { code: 'not-found' }

/** The norm of a reference, held until the transaction ends, and the capacity in which the actor may act on it. */
export async function normAt(
  { c, who }: Pick<Change, 'c' | 'who'>,
  ref: string,
  act: Exclude<NormAct, 'propose'>,
): Promise<Result<{ norm: NormRow; by: NormCapacity }, NormAtRefusal>> {
  const found = await norms(c).byRef(ref)
  if (!found) return refuse({ code: 'not-found' })
  await holdRow(c, 'norm', found.id, 'update')
  const norm = (await norms(c).byId(found.id))!
  const may = mayNorm(who, act, norm)
  return may.ok ? ok({ norm, by: may.value }) : may
}
