import { hexEncode } from '~/domain/bytes'
import { hourMs } from '~/domain/comments/comment'
import { commentHash } from '~/domain/comments/comment-hash'
import { checkedSpan, spanOfQuote, type WordsRefusal } from '~/domain/comments/commented-words'
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
import { openWords } from '~db/stores/carried-words'
import { type CommentRow, comments } from '~db/stores/comments'
import { sha256 } from '~db/stores/ledger'
import { type NormRow, norms } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'

export interface SubmitCommentInput {
  /** The norm's reference. */
  ref: string
  body: string
  language: string
  paragraph?: ParagraphId | undefined
  /** C9: the words it is about, and for whoever selected them in the live text where they are. */
  quote?: string | undefined
  anchorStart?: string | undefined
  anchorEnd?: string | undefined
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
  | WordsRefusal
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
    const words = await wordsFor(c, place, input)
    if (!words.ok) return words
    const salt = hexEncode(deps.random(16))
    const kept = { ...input, ...place, salt, norm, id: deps.newId(), by: may.value, words: words.value }
    return ok(await keep(change, kept))
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

type Words = Pick<CommentRow, 'quote' | 'quoteSeq' | 'anchorStart' | 'anchorEnd'>

/** C9: the words between the anchors as they stand now; without anchors, or once those are gone, the quote's only place. */
async function wordsFor(
  c: Conn,
  { paragraphId, replyToId }: { paragraphId: ParagraphId | null; replyToId: CommentId | null },
  { quote, anchorStart, anchorEnd }: SubmitCommentInput,
): Promise<Result<Words | null, WordsRefusal>> {
  const anchors = anchorStart && anchorEnd ? { anchorStart, anchorEnd } : null
  if (quote === undefined && !anchors) return ok(null)
  if (paragraphId === null || replyToId !== null) return refuse({ code: 'words-without-paragraph' })
  const text = await openWords(c, paragraphId)
  const between = anchors && text.spanOf(anchors)
  const found = between && between.start < between.end ? ok(between) : spanOfQuote(text.text, quote ?? '')
  const span = found.ok ? checkedSpan(text.text, found.value) : found
  if (!span.ok) return span
  const { start, end } = span.value
  const quoteSeq = await wordings(c).head(paragraphId)
  return ok({ quote: text.text.slice(start, end), quoteSeq, ...text.spanAt(span.value) })
}

type Kept = SubmitCommentInput & {
  words: Words | null
  id: string
  norm: NormRow
  by: CommentCapacity
  salt: string
  paragraphId: ParagraphId | null
  replyToId: CommentId | null
}

async function keep({ c, now, who, record }: Change, comment: Kept): Promise<{ ref: string }> {
  const { by, norm, body, salt, paragraphId, replyToId, words } = comment
  const { ref } = await comments(c).add({
    id: comment.id as CommentId,
    normId: norm.id,
    paragraphId,
    replyToId,
    ...words,
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
      ...(words?.quote && {
        quoteHash: commentHash(salt, words.quote, sha256),
        quoteSeq: words.quoteSeq,
      }),
    },
  })
  return { ref }
}

const labelOf = (who: Standing, { as }: CommentCapacity): string =>
  as === 'secretariat' ? `${who.name}, secretariat` : who.name
