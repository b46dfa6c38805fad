import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, notFound, readForm, refused } from '~/answer.server'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { commentRefForm, SubmitComment } from '~/contracts/comments'
import { parseForm } from '~/contracts/form'
import { mayWithdraw } from '~/domain/comments/may-comment'
import { commentView, formFacts, numbersOf } from '~/pages/comments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { findPerson, requirePerson } from '~/session.server'
import { CommentItem } from '~/ui/comments/comment-item'
import { commentRefusalWords } from '~/ui/comments/comment-words'
import { WriteComment } from '~/ui/comments/write-comment'
import { Button } from '~/ui/kit/button'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import type { Conn } from '~db/store'
import { commentPlaces } from '~db/stores/comment-places'
import { comments } from '~db/stores/comments'
import type { NormRow } from '~db/stores/norms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Comment ${data.comment.ref} on ${data.head.ref} - Parley` : 'Not found - Parley' },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

async function findComment(c: Conn, norm: NormRow, cref: string | undefined) {
  const row = commentRefForm.test(cref ?? '') ? await comments(c).byRef(cref!) : null
  return row?.normId === norm.id ? row : notFound('comment')
}

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const row = await findComment(read, norm, params.cref)
  const numbers = await numbersOf(read, norm)
  const replies = await comments(read).replies([row.id])
  const parent = row.replyToId ? await comments(read).refOf(row.replyToId) : null
  const who = (await findPerson(request, context))?.who ?? null
  return {
    head: await headOf(read, norm),
    form: formFacts(context, norm, who),
    comment: commentView(row, numbers, await commentPlaces(read, [row])),
    parent,
    replies: replies.map((reply) => commentView(reply, numbers)),
    mayWithdraw: mayWithdraw(who, row).ok,
  }
}

/** A reply to this comment. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const norm = await findNorm(context, params.ref)
  const comment = await findComment(context.deps.store.read, norm, params.cref)
  const input = parseForm(SubmitComment, form)
  if (!input.ok) return invalid(input.error, form)
  const reply = { ...input.value, ref: norm.ref, replyTo: comment.ref }
  const done = await submitComment(context.deps, person, reply)
  if (!done.ok) return refused(done.error.code, commentRefusalWords(done.error), form)
  return redirect(`/norms/${norm.ref}/comments/${comment.ref}#${done.value.ref}`)
}

export default function Comment() {
  const { head, form, comment, parent, replies, mayWithdraw } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const list = `/norms/${head.ref}/comments`
  const own = `${list}/${comment.ref}`
  return (
    <>
      <NormHead norm={head} tab="comments" page={`Comment ${comment.ref}`} />
      <div className="stack-loose page-body">
        <p>
          <a href={parent ? `${list}/${parent}` : list}>
            {parent ? `The comment this replies to, ${parent}` : `All comments on ${head.ref}`}
          </a>
        </p>
        <div id="comments" data-live="The comment or its replies were updated" className="remarks">
          <CommentItem comment={comment} normRef={head.ref}>
            {replies.map((reply) => (
              <CommentItem key={reply.ref} comment={reply} normRef={head.ref} isReply />
            ))}
          </CommentItem>
        </div>
        {!parent && comment.body !== null && (
          <Section title="Reply" id="reply">
            <WriteComment normRef={head.ref} page={own} facts={form} answer={answer} replyTo={comment.ref} />
          </Section>
        )}
        {mayWithdraw && <Withdraw own={own} />}
      </div>
    </>
  )
}

function Withdraw({ own }: { own: string }) {
  return (
    <Section title="Withdraw this comment" id="withdraw">
      <p>
        The text is deleted for good. That you commented, and when, stays on the page and in the ledger;
        replies stay too.
      </p>
      <form method="post" action={`${own}/withdrawal`} className="form">
        <Button kind="danger">Withdraw the comment</Button>
      </form>
    </Section>
  )
}
