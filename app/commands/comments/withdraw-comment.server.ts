import { commentCapacities, mayWithdraw, type WithdrawRefusal } from '~/domain/comments/may-comment'
import { ok, type Result, refuse } from '~/domain/result'
import { comments } from '~db/stores/comments'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface WithdrawCommentInput {
  /** References of the norm and of the comment on it. */
  ref: string
  comment: string
}
export type WithdrawCommentRefusal = WithdrawRefusal | { code: 'not-found' }

/** C5: the text and its salt go, the trace stays. */
export function withdrawComment(
  deps: Deps,
  actor: NonNullable<Actor>,
  { ref, comment: commentRef }: WithdrawCommentInput,
): Promise<Result<{ ref: string; entryIndex: number }, WithdrawCommentRefusal>> {
  return write<{ ref: string }, WithdrawCommentRefusal>(deps, actor, async ({ c, now, who, record }) => {
    const norm = await norms(c).byRef(ref)
    const comment = await comments(c).byRef(commentRef)
    if (!norm || comment?.normId !== norm.id) return refuse({ code: 'not-found' })
    const may = mayWithdraw(who, comment)
    if (!may.ok) return may
    await comments(c).withdraw(comment.id, now)
    const spokenAs = commentCapacities(who, norm.forumId).find((k) => k.delegationId === comment.delegationId)
    await record({
      t: 'comment.withdrawn',
      // whoever has left the delegation since withdraws as one of the public
      as: spokenAs?.as ?? 'public',
      ...(comment.delegationId && { delegation: comment.delegationId }),
      on: `norm/${ref}`,
      facts: { comment: comment.ref },
    })
    return ok({ ref: comment.ref })
  })
}
