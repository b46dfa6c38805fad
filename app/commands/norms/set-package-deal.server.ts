import { ok, type Result, refuse } from '~/domain/result'
import { paragraphStates } from '~db/stores/paragraph-states'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'

export type PackageDealRefusal = NormAtRefusal | { code: 'chair-only' } | { code: 'package-as-said' }

/** N18: the chair declares that nothing is agreed until everything is agreed, or takes it back. */
export function setPackageDeal(
  deps: Deps,
  actor: Actor,
  { ref, packageDeal }: { ref: string; packageDeal: boolean },
): Promise<Result<{ entryIndex: number }, PackageDealRefusal>> {
  return write<object, PackageDealRefusal>(deps, actor, async (change) => {
    const at = await normAt(change, ref, 'arrange')
    if (!at.ok) return at
    const { norm, by } = at.value
    if (by.as !== 'chair' && by.as !== 'system') return refuse({ code: 'chair-only' })
    if (norm.packageDeal === packageDeal) return refuse({ code: 'package-as-said' })
    await paragraphStates(change.c).setPackageDeal(norm.id, packageDeal)
    await change.record({ t: 'norm.package-deal', ...by, on: `norm/${ref}`, facts: { packageDeal } })
    return ok({})
  })
}
