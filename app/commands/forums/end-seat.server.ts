import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { ForumRefusal } from '~/domain/forums/refusal'
import type { SeatId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

/** F2, F4: the seat ends; its code stays taken, because old rolls name it. */
export function endSeat(deps: Deps, actor: Actor, { seatId }: { seatId: SeatId }) {
  return write<object, ForumRefusal>(deps, actor, async ({ c, now, who, record }) => {
    const seat = await forums(c).seat(seatId)
    if (!seat) return refuse({ code: 'not-found', what: 'seat' })
    if (actor && !mayManageForum(who, seat.forumId)) return refuse({ code: 'not-allowed' })
    if (seat.endedAt) return refuse({ code: 'seat-ended' })
    const forum = (await forums(c).byId(seat.forumId))!
    await forums(c).changeSeat(seatId, { endedAt: now })
    await record({
      t: 'seat.ended',
      as: keeperCapacity(who, seat.forumId),
      on: `forum/${forum.slug}`,
      facts: { seat: seatId, subject: seat.delegationId, member: seat.member },
    })
    return ok({})
  })
}
