import { assert } from '~/domain/assert'
import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { ForumRefusal } from '~/domain/forums/refusal'
import { figuresAreSound, seatRefusal } from '~/domain/forums/seat'
import type { DelegationId, ForumId, SeatId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { ok, refuse } from '~/domain/result'
import { delegations } from '~db/stores/delegations'
import { forums } from '~db/stores/forums'
import { organisations } from '~db/stores/organisations'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface SeatFigures {
  votes: boolean
  groupings: Record<string, string>
  /** Exact numbers as text: '3', '2/3', '0.85'. */
  weights: Record<string, string>
}

interface AddSeatInput extends SeatFigures {
  forumId: ForumId
  delegationId: DelegationId
  /** The member's code on the forum's rolls. */
  member: string
}

/** F2-F7: seat a delegation. One that comes back takes its old seat, with what is said now. */
export function addSeat(deps: Deps, actor: Actor, input: AddSeatInput) {
  const { forumId, delegationId, member, votes, groupings, weights } = input
  const figures = { votes, groupings, weights }
  assert(figuresAreSound(figures), `seat ${member}: groupings or weights that no roll can hold`)
  return write<{ seatId: SeatId }, ForumRefusal>(deps, actor, async ({ c, now, who, record }) => {
    const forum = await forums(c).byId(forumId)
    if (!forum) return refuse({ code: 'not-found', what: 'forum' })
    if (actor && !mayManageForum(who, forumId)) return refuse({ code: 'not-allowed' })
    const delegation = await delegations(c).byId(delegationId)
    const organisation = delegation && (await organisations(c).byId(delegation.organisationId))
    if (!organisation) return refuse({ code: 'not-found', what: 'delegation' })
    if (!organisation.accredited) return refuse({ code: 'not-accredited' })
    const seats = await forums(c).everySeat(forumId)
    const refusal = seatRefusal(seats, { delegationId, member })
    if (refusal) return refuse(refusal)
    const earlier = seats.find((s) => s.member === member)
    const seatId = earlier?.seatId ?? (deps.newId() as SeatId)
    if (earlier) await forums(c).changeSeat(seatId, { ...figures, since: now, endedAt: null })
    else await forums(c).addSeat({ id: seatId, forumId, delegationId, member, ...figures, since: now })
    await record({
      t: 'seat.added',
      as: keeperCapacity(who, forumId),
      on: `forum/${forum.slug}`,
      facts: { seat: seatId, subject: delegationId, member, ...figures },
    })
    return ok({ seatId })
  })
}
