import { assert } from '~/domain/assert'
import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { ForumRefusal } from '~/domain/forums/refusal'
import { figuresAreSound, sameFigures } from '~/domain/forums/seat'
import type { SeatId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import type { SeatFigures } from './add-seat.server'

/** F2, F6, F7: for ballots opened from now on. An open ballot has its own frozen roll and is not touched. */
export function changeSeat(
  deps: Deps,
  actor: Actor,
  { seatId, ...figures }: { seatId: SeatId } & SeatFigures,
) {
  assert(figuresAreSound(figures), 'groupings or weights that no roll can hold')
  return write<object, ForumRefusal>(deps, actor, async ({ c, who, record }) => {
    const seat = await forums(c).seat(seatId)
    if (!seat) return refuse({ code: 'not-found', what: 'seat' })
    if (actor && !mayManageForum(who, seat.forumId)) return refuse({ code: 'not-allowed' })
    if (seat.endedAt) return refuse({ code: 'seat-ended' })
    if (sameFigures(seat, figures)) return refuse({ code: 'unchanged' })
    const forum = (await forums(c).byId(seat.forumId))!
    await forums(c).changeSeat(seatId, figures)
    await record({
      t: 'seat.changed',
      as: keeperCapacity(who, seat.forumId),
      on: `forum/${forum.slug}`,
      facts: { seat: seatId, subject: seat.delegationId, member: seat.member, ...figures },
    })
    return ok({})
  })
}
