import { amendmentLimits, isOpenAmendment } from '~/domain/amendments/amendment'
import { type ActRefusal, type AmendRefusal, mayChair, sponsorRefusal } from '~/domain/amendments/may-amend'
import { hexEncode, utf8Encode } from '~/domain/bytes'
import { ok, type Result, refuse } from '~/domain/result'
import { amendments } from '~db/stores/amendments'
import { sha256 } from '~db/stores/ledger'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import {
  type AmendmentAtRefusal,
  type AmendmentPlace,
  amendmentAt,
  openChildren,
  sponsoredAt,
} from './amendment-at.server'

export type RuleAmendmentInput = AmendmentPlace & { admissible: boolean; reason: string }
export type RuleRefusal = AmendmentAtRefusal | AmendRefusal | ActRefusal
type Done = Promise<Result<{ entryIndex: number }, RuleRefusal>>

const digest = (text: string) => hexEncode(sha256(utf8Encode(text)))

/** A7: the chair's ruling, either way. What amends an inadmissible one falls with it. */
export function ruleAmendment(deps: Deps, actor: Actor, input: RuleAmendmentInput): Done {
  return write<object, RuleRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await amendmentAt(change, input)
    if (!at.ok) return at
    const { norm, row } = at.value
    const may = mayChair(who, 'rule', norm)
    if (!may.ok) return may
    const { admissible, reason } = input
    const from = admissible ? row.status === 'inadmissible' : isOpenAmendment(row.status)
    if (!from) return refuse({ code: 'no-change-of-ruling' })
    if (admissible)
      await amendments(c).change(row.id, {
        status: row.tabledAt ? 'tabled' : 'draft',
        settledAt: null,
        note: `Ruled admissible: ${reason}`,
      })
    else {
      const children = openChildren(at.value).map((a) => a.id)
      await amendments(c).settle(children, 'fallen', now, `${row.ref} was ruled inadmissible.`)
      await amendments(c).settle([row.id], 'inadmissible', now, `Ruled inadmissible: ${reason}`)
    }
    const facts = { amendment: row.ref, admissible, reason: digest(reason) }
    await record({ t: 'amendment.ruled', ...may.value, on: `norm/${norm.ref}`, facts })
    return ok({})
  })
}

/** A7: a sponsor's appeal against a ruling is noted beside it. */
export function appealRuling(deps: Deps, actor: Actor, input: AmendmentPlace & { reason: string }): Done {
  return write<object, RuleRefusal>(deps, actor, async (change) => {
    const at = await sponsoredAt(change, input, 'appeal')
    if (!at.ok) return at
    const { row, sponsors, by, norm } = at.value
    const state = { status: row.status, sponsors, amended: false }
    const refusal = sponsorRefusal('appeal', by.delegation, state)
    if (refusal) return refuse(refusal)
    const name = sponsors.find((s) => s.delegationId === by.delegation)?.name ?? ''
    const note = `${row.note}\nAppeal of ${name}: ${input.reason}`.slice(0, amendmentLimits.note * 4)
    await amendments(change.c).change(row.id, { note })
    const facts = { amendment: row.ref, reason: digest(input.reason) }
    await change.record({ t: 'amendment.appealed', ...by, on: `norm/${norm.ref}`, facts })
    return ok({})
  })
}
