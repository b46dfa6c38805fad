import { isOpenAmendment } from '~/domain/amendments/amendment'
import { type ActRefusal, type AmendRefusal, mayChair, sponsorRefusal } from '~/domain/amendments/may-amend'
import { type AppealVotes, overrules, rulingState } from '~/domain/amendments/ruling'
import { hexEncode, utf8Encode } from '~/domain/bytes'
import { ok, type Result, refuse } from '~/domain/result'
import { amendmentActs } from '~db/stores/amendment-acts'
import { amendments } from '~db/stores/amendments'
import { sha256 } from '~db/stores/ledger'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAt,
  type AmendmentAtRefusal,
  type AmendmentPlace,
  amendmentAt,
  openChildren,
  sponsoredAt,
} from './amendment-at.server'
import { restand } from './sponsor-amendment.server'

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
    await amendmentActs(c).addRuling({ amendmentId: row.id, admissible, reason, ruledAt: now })
    if (admissible) await readmit(change, at.value)
    else {
      const children = openChildren(at.value).map((a) => a.id)
      await amendments(c).settle(children, 'fallen', now, `${row.ref} was ruled inadmissible.`)
      await amendments(c).settle([row.id], 'inadmissible', now)
    }
    const facts = { amendment: row.ref, admissible, reason: digest(reason) }
    await record({ t: 'amendment.ruled', ...may.value, on: `norm/${norm.ref}`, facts })
    return ok({})
  })
}

async function readmit(change: Change, at: AmendmentAt) {
  await amendments(change.c).change(at.row.id, { settledAt: null })
  await restand(change, at)
}

/** A16: a sponsor's appeal against the ruling that keeps it out, once for each ruling. */
export function appealRuling(deps: Deps, actor: Actor, input: AmendmentPlace & { reason: string }): Done {
  return write<object, RuleRefusal>(deps, actor, async (change) => {
    const at = await sponsoredAt(change, input, 'appeal')
    if (!at.ok) return at
    const { row, sponsors, by, norm } = at.value
    const last = await amendmentActs(change.c).lastRuling(row.id)
    const state = { status: row.status, sponsors, amended: false, ruling: rulingState(last) }
    const refusal = sponsorRefusal('appeal', by.delegation, state)
    if (refusal || !last) return refuse(refusal ?? { code: 'not-ruled-out' })
    const appeal = { appealBy: by.delegation, appealReason: input.reason, appealedAt: change.now }
    await amendmentActs(change.c).appeal(last, appeal)
    const facts = { amendment: row.ref, reason: digest(input.reason) }
    await change.record({ t: 'amendment.appealed', ...by, on: `norm/${norm.ref}`, facts })
    return ok({})
  })
}

export type DecideAppealInput = AmendmentPlace & AppealVotes

/** A17: the vote on an appeal, as the chair counted it; what it comes to follows from the figures. */
export function decideAppeal(deps: Deps, actor: Actor, input: DecideAppealInput): Done {
  return write<object, RuleRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await amendmentAt(change, input)
    if (!at.ok) return at
    const { norm, row } = at.value
    const may = mayChair(who, 'rule', norm)
    if (!may.ok) return may
    const last = await amendmentActs(c).lastRuling(row.id)
    if (!last || row.status !== 'inadmissible' || rulingState(last) !== 'appealed')
      return refuse({ code: 'no-appeal' })
    const { votesFor, votesAgainst, abstentions } = input
    await amendmentActs(c).decideAppeal(last, { votesFor, votesAgainst, abstentions, decidedAt: now })
    const overruled = overrules(input)
    if (overruled) await readmit(change, at.value)
    const facts = { amendment: row.ref, overruled, votesFor, votesAgainst, abstentions }
    await record({ t: 'amendment.appeal-decided', ...may.value, on: `norm/${norm.ref}`, facts })
    return ok({})
  })
}
