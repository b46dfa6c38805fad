import {
  type ActRefusal,
  type AmendRefusal,
  type SponsorState,
  sponsorRefusal,
  statusBySponsors,
} from '~/domain/amendments/may-amend'
import { type CutOffRefusal, cutOffRefusal } from '~/domain/amendments/terms'
import type { DelegationId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import type { NormRow } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAt,
  type AmendmentAtRefusal,
  type AmendmentPlace,
  adoptedChildren,
  openChildren,
  sponsoredAt,
  termsAt,
} from './amendment-at.server'

export type SponsorRefusal = AmendmentAtRefusal | AmendRefusal | ActRefusal | CutOffRefusal
type Done = Promise<Result<{ entryIndex: number }, SponsorRefusal>>

/** A5: one more member behind it; with enough of them it is before the forum (A4). */
export const sponsorAmendment = (deps: Deps, actor: Actor, place: AmendmentPlace): Done =>
  act(deps, actor, place, 'sponsor', async (change, at, delegation) => {
    await amendments(change.c).putSponsor(at.row.id, delegation, 'co', change.now)
    await restand(change, at)
  })

/** A5: a co-sponsor goes; when too few remain, it seeks sponsors again. */
export const leaveAmendment = (deps: Deps, actor: Actor, place: AmendmentPlace): Done =>
  act(deps, actor, place, 'leave', async (change, at, delegation) => {
    await amendments(change.c).endSponsor(at.row.id, delegation, change.now)
    await restand(change, at)
  })

/** A6: by its main sponsor; the open amendments to it fall. */
export const withdrawAmendment = (deps: Deps, actor: Actor, place: AmendmentPlace): Done =>
  act(deps, actor, place, 'withdraw', async ({ c, now }, at, delegation) => {
    await amendments(c).endSponsor(at.row.id, delegation, now)
    await amendments(c).settle([at.row.id], 'withdrawn', now, at.row.note)
    const children = openChildren(at).map((a) => a.id)
    await amendments(c).settle(children, 'fallen', now, `${at.row.ref} was withdrawn.`)
  })

/** A6: a withdrawn amendment continues with another member as its main sponsor. */
export const takeOverAmendment = (deps: Deps, actor: Actor, place: AmendmentPlace): Done =>
  act(deps, actor, place, 'take-over', async (change, at, delegation) => {
    await amendments(change.c).putSponsor(at.row.id, delegation, 'main', change.now)
    await amendments(change.c).change(at.row.id, { settledAt: null })
    await restand(change, at)
  })

/** A14: a main sponsor makes a co-sponsor a main sponsor beside it. */
export const nameMainSponsor = (
  deps: Deps,
  actor: Actor,
  { delegationId, ...place }: AmendmentPlace & { delegationId: DelegationId },
): Done =>
  write<object, SponsorRefusal>(deps, actor, async (change) => {
    const found = await sponsoredAt(change, place, 'name-main')
    if (!found.ok) return found
    const { by, row, sponsors } = found.value
    const state = { status: row.status, sponsors, amended: false, ruling: 'none' } as const
    const refusal = sponsorRefusal('name-main', by.delegation, state)
    if (refusal) return refuse(refusal)
    const named = sponsors.find((s) => s.delegationId === delegationId && s.withdrawnAt === null)
    if (named?.kind !== 'co') return refuse({ code: 'not-a-co-sponsor' })
    await amendments(change.c).putSponsor(row.id, delegationId, 'main', named.since)
    const facts = { amendment: place.am, main: delegationId }
    await change.record({ t: 'amendment.main-sponsor-named', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })

type SponsorOnly = 'sponsor' | 'leave' | 'withdraw' | 'take-over'
const types = {
  sponsor: 'amendment.sponsored',
  leave: 'amendment.left',
  withdraw: 'amendment.withdrawn',
  'take-over': 'amendment.taken-over',
} as const

type Doing = (change: Change, at: AmendmentAt, delegation: SponsorState['delegationId']) => Promise<void>

const act = (deps: Deps, actor: Actor, place: AmendmentPlace, name: SponsorOnly, run: Doing): Done =>
  write<object, SponsorRefusal>(deps, actor, async (change) => {
    const found = await sponsoredAt(change, place, name)
    if (!found.ok) return found
    const { by, ...at } = found.value
    const { status } = at.row
    const amended = adoptedChildren(at.all, at.row).length > 0
    const state = { status, sponsors: at.sponsors, amended, ruling: 'none' } as const
    const refusal = sponsorRefusal(name, by.delegation, state)
    if (refusal) return refuse(refusal)
    const late = name === 'sponsor' && cutOffRefusal(name, await termsAt(change.c, at.norm), change.now)
    if (late) return refuse(late)
    await run(change, at, by.delegation)
    await change.record({ t: types[name], ...by, on: `norm/${place.ref}`, facts: { amendment: place.am } })
    return ok({})
  })

/** Where it stands by the number of its sponsors; a flag stays until the text fits again. */
export async function restand({ c, now }: Change, { norm, row }: { norm: NormRow; row: AmendmentRow }) {
  if (row.status === 'flagged') return
  const sponsors = await amendments(c).sponsorsOf([row.id])
  const status = statusBySponsors(sponsors, (await termsAt(c, norm)).sponsorsNeeded)
  await amendments(c).change(row.id, {
    status,
    tabledAt: status === 'tabled' ? (row.tabledAt ?? now) : row.tabledAt,
  })
}
