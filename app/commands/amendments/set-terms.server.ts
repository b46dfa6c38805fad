import { type AmendRefusal, mayChair } from '~/domain/amendments/may-amend'
import type { AmendmentTerms } from '~/domain/amendments/terms'
import { ok, type Result, refuse } from '~/domain/result'
import { amendmentActs } from '~db/stores/amendment-acts'
import { amendments } from '~db/stores/amendments'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { heldNorm } from './amendment-at.server'
import { restand } from './sponsor-amendment.server'

export type SetTermsInput = AmendmentTerms & { ref: string }
export type SetTermsRefusal = AmendRefusal | { code: 'not-found' }

/** A15: how many sponsors, and until when; amendments that still seek sponsors, or have them, follow at once. */
export function setAmendmentTerms(
  deps: Deps,
  actor: Actor,
  { ref, ...terms }: SetTermsInput,
): Promise<Result<{ entryIndex: number }, SetTermsRefusal>> {
  return write<object, SetTermsRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const norm = await heldNorm(change, ref)
    if (!norm) return refuse({ code: 'not-found' })
    const may = mayChair(who, 'set-terms', norm)
    if (!may.ok) return may
    await amendmentActs(c).setTerms(norm.id, terms, now)
    for (const row of await amendments(c).ofNorm(norm.id))
      if (row.status === 'draft' || row.status === 'tabled') await restand(change, { norm, row })
    const facts = {
      sponsorsNeeded: terms.sponsorsNeeded,
      tableUntil: terms.tableUntil?.toISOString() ?? null,
      sponsorUntil: terms.sponsorUntil?.toISOString() ?? null,
    }
    await record({ t: 'amendment.terms-set', ...may.value, on: `norm/${ref}`, facts })
    return ok({})
  })
}
