import { hexEncode } from '~/domain/bytes'
import { hourMs } from '~/domain/comments/comment'
import { commentHash } from '~/domain/comments/comment-hash'
import {
  type CommentCapacity,
  type CommentRefusal,
  mayComment,
  type ParentComment,
  tooMany,
} from '~/domain/comments/may-comment'
import type { CommentId, ParagraphId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, isUniqueViolation } from '~db/store'
import { type CommentRow, comments } from '~db/stores/comments'
import { sha256 } from '~db/stores/ledger'
import { type NormRow, norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'

export interface SubmitCommentInput {
  /** The norm's reference. */
  ref: string
  body: string
  language: string
  paragraph?: ParagraphId | undefined
  /** The reference of the comment replied to. */
  replyTo?: string | undefined
  /** A delegation's id, or 'secretariat'. */
  as?: string | undefined
  /** Posting with the same key again answers with the comment that is there. */
  key: string
}
export type SubmitCommentRefusal =
  | CommentRefusal
  | { code: 'not-found' }
  | { code: 'no-such-paragraph' }
  | { code: 'already-there'; ref: string }

/** C1-C7. The same key posted twice leaves one comment, and both posts are answered with it. */
export async function submitComment(
  deps: Deps,
  actor: NonNullable<Actor>,
  input: SubmitCommentInput,
): Promise<Result<{ ref: string }, Exclude<SubmitCommentRefusal, { code: 'already-there' }>>> {
  const key = `${actor.personId}/${input.key}`
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await submitOnce(deps, actor, { ...input, key })
      if (done.ok) return ok({ ref: done.value.ref })
      const { error } = done
      return error.code === 'already-there' ? ok({ ref: error.ref }) : refuse(error)
    } catch (error) {
      // another comment took the number, or the very same form was faster: look again
      if (!isUniqueViolation(error) || attempt >= 5) throw error
    }
  }
}

const submitOnce = (deps: Deps, actor: Actor, input: SubmitCommentInput) =>
  write<{ ref: string }, SubmitCommentRefusal>(deps, actor, async (change) => {
    const { c, now, who } = change
    const there = await comments(c).byKey(input.key)
    if (there) return refuse({ code: 'already-there', ref: there.ref })
    const norm = await norms(c).byRef(input.ref)
    if (!norm) return refuse({ code: 'not-found' })
    const parent = input.replyTo === undefined ? undefined : await comments(c).byRef(input.replyTo)
    const may = mayComment(who, { norm, nowMs: now.getTime(), key: input.as, parent })
    if (!may.ok) return may
    const place = await placeOf(c, norm, input, parent)
    if (!place) return refuse({ code: 'no-such-paragraph' })
    const recent = { authorId: who!.personId, delegationId: may.value.delegationId }
    const flood = tooMany(await comments(c).recent(recent, new Date(now.getTime() - hourMs)))
    if (flood) return refuse(flood)
    const salt = hexEncode(deps.random(16))
    return ok(await keep(change, { ...input, ...place, salt, norm, id: deps.newId(), by: may.value }))
  })

/** A reply stands where its parent does; a comment on a live paragraph of this norm, or on the whole. */
async function placeOf(
  c: Conn,
  norm: NormRow,
  { paragraph }: SubmitCommentInput,
  parent: (ParentComment & Pick<CommentRow, 'id' | 'paragraphId'>) | null | undefined,
) {
  if (parent) return { paragraphId: parent.paragraphId, replyToId: parent.id }
  if (paragraph === undefined) return { paragraphId: null, replyToId: null }
  const row = await norms(c).paragraph(paragraph)
  const known = row?.normId === norm.id && row.removedAt === null
  return known ? { paragraphId: paragraph, replyToId: null } : null
}

type Kept = SubmitCommentInput & {
  id: string
  norm: NormRow
  by: CommentCapacity
  salt: string
  paragraphId: ParagraphId | null
  replyToId: CommentId | null
}

async function keep({ c, now, who, record }: Change, comment: Kept): Promise<{ ref: string }> {
  const { by, norm, body, salt, paragraphId, replyToId } = comment
  const { ref } = await comments(c).add({
    id: comment.id as CommentId,
    normId: norm.id,
    paragraphId,
    replyToId,
    authorId: who!.personId,
    authorLabel: labelOf(who!, by),
    organisationId: by.organisationId,
    delegationId: by.delegationId,
    language: comment.language,
    body,
    salt,
    status: 'visible',
    createdAt: now,
    idempotencyKey: comment.key,
  })
  const { as, delegationId } = by
  await record({
    t: 'comment.submitted',
    as,
    ...(delegationId && { delegation: delegationId }),
    on: `norm/${norm.ref}`,
    facts: {
      comment: ref,
      paragraph: paragraphId,
      replyTo: comment.replyTo ?? null,
      hash: commentHash(salt, body, sha256),
    },
  })
  return { ref }
}

const labelOf = (who: Standing, { as }: CommentCapacity): string =>
  as === 'secretariat' ? `${who.name}, secretariat` : who.name
