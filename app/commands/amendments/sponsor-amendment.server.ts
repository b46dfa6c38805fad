import { sponsorsNeeded } from '~/domain/amendments/amendment'
import {
  type ActRefusal,
  type AmendRefusal,
  type SponsorState,
  sponsorRefusal,
  statusBySponsors,
} from '~/domain/amendments/may-amend'
import { ok, type Result, refuse } from '~/domain/result'
import { amendments } from '~db/stores/amendments'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAt,
  type AmendmentAtRefusal,
  type AmendmentPlace,
  adoptedChildren,
  openChildren,
  sponsoredAt,
} from './amendment-at.server'

export type SponsorRefusal = AmendmentAtRefusal | AmendRefusal | ActRefusal
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
    const refusal = sponsorRefusal(name, by.delegation, { status, sponsors: at.sponsors, amended })
    if (refusal) return refuse(refusal)
    await run(change, at, by.delegation)
    await change.record({ t: types[name], ...by, on: `norm/${place.ref}`, facts: { amendment: place.am } })
    return ok({})
  })

/** Where it stands by the number of its sponsors; a flag stays until the text fits again. */
async function restand({ c, now }: Change, { norm, row }: AmendmentAt) {
  if (row.status === 'flagged') return
  const forum = await forums(c).byId(norm.forumId)
  const sponsors = await amendments(c).sponsorsOf([row.id])
  const status = statusBySponsors(sponsors, sponsorsNeeded[forum!.kind])
  await amendments(c).change(row.id, {
    status,
    tabledAt: status === 'tabled' ? (row.tabledAt ?? now) : row.tabledAt,
  })
}
