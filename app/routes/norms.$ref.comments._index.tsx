import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { invalid, readForm, refused } from '~/answer.server'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { SubmitComment } from '~/contracts/comments'
import { parseForm } from '~/contracts/form'
import { suggestionRefForm } from '~/contracts/suggestions'
import { commentView, formFacts, numbersOf } from '~/pages/comments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { findPerson, requirePerson } from '~/session.server'
import { CommentItem, type CommentView } from '~/ui/comments/comment-item'
import { commentRefusalField, commentRefusalWords } from '~/ui/comments/comment-words'
import { WriteComment } from '~/ui/comments/write-comment'
import { Button, LinkButton } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { SelectField } from '~/ui/kit/field'
import { Pagination } from '~/ui/kit/pagination'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { plural } from '~/ui/norms/norm-words'
import { commentPlaces } from '~db/stores/comment-places'
import { type CommentRow, comments, type ShownComment } from '~db/stores/comments'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Comments on ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

const perPage = 25
/** Replies shown below a comment; its own page has them all. */
const repliesShown = 10

const Query = z.object({
  paragraph: z.string().max(20).optional().catch(undefined),
  /** A suggestion to be discussed. */
  suggestion: z.string().regex(suggestionRefForm).optional().catch(undefined),
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .catch(undefined),
})

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const query = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const who = (await findPerson(request, context))?.who ?? null
  const numbers = await numbersOf(read, norm)
  const paragraphId = query.paragraph === 'whole' ? null : numbers.byNumber.get(query.paragraph ?? '')
  const rows = await comments(read).page({
    normId: norm.id,
    paragraphId,
    before: query.before,
    n: perPage + 1,
  })
  const counts = await comments(read).counts(norm.id)
  const shown = rows.slice(0, perPage)
  const replies = await comments(read).replies(shown.map((row) => row.id))
  const places = await commentPlaces(read, shown)
  return {
    head: await headOf(read, norm, counts),
    form: formFacts(context, norm, who),
    filter: paragraphId === undefined ? '' : query.paragraph!,
    paragraphId: paragraphId ?? '',
    begin: query.suggestion && `${query.suggestion}: `,
    newest: query.before === undefined,
    next: rows.length > perPage ? shown.at(-1)!.number : null,
    whole: counts.get('') ?? 0,
    paragraphs: [...numbers.of].map(([id, number]) => ({
      id,
      number,
      comments: counts.get(id as never) ?? 0,
    })),
    threads: shown.map((row) =>
      threadOf(row, replies, (r) => commentView(r, numbers, places), who?.personId),
    ),
  }
}

function threadOf(
  row: ShownComment,
  replies: readonly ShownComment[],
  view: (row: ShownComment) => CommentView,
  reader: CommentRow['authorId'] | undefined,
) {
  const own = replies.filter((r) => r.replyToId === row.id)
  return {
    comment: view(row),
    mine: reader !== undefined && row.authorId === reader && row.status === 'visible',
    replies: own.slice(0, repliesShown).map(view),
    moreReplies: Math.max(0, own.length - repliesShown),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SubmitComment, form)
  if (!input.ok) return invalid(input.error, form)
  const norm = await findNorm(context, params.ref)
  const done = await submitComment(context.deps, person, { ref: norm.ref, ...input.value })
  if (!done.ok)
    return refused(
      done.error.code,
      commentRefusalWords(done.error),
      form,
      '',
      commentRefusalField(done.error),
    )
  return redirect(`/norms/${norm.ref}/comments#${done.value.ref}`)
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Comments() {
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { head, form, filter, begin, threads, newest, next, paragraphs, paragraphId } = data
  const page = `/norms/${head.ref}/comments`
  const filtered = (more: Record<string, string>) => {
    const search = new URLSearchParams({ ...(filter && { paragraph: filter }), ...more }).toString()
    return search ? `${page}?${search}` : page
  }
  return (
    <>
      <NormHead
        norm={head}
        tab="comments"
        page="Comments"
        action={!form.closed && <LinkButton href="#write">Write a comment</LinkButton>}
      />
      <div className="stack-loose page-body">
        <Filter data={data} page={page} />
        <div id="comments" data-live="The comments were updated" className="stack remarks">
          {threads.length === 0 ? (
            <EmptyState
              title={filter ? 'No comment here yet' : 'Comments will stand here'}
              who="Delegates, people of accredited organisations, and the secretariat, while the text is open"
            />
          ) : (
            threads.map((thread) => <Thread key={thread.comment.ref} thread={thread} data={data} />)
          )}
        </div>
        <Pagination
          of="comments"
          previous={newest ? undefined : filtered({})}
          next={next === null ? undefined : filtered({ before: String(next) })}
          summary={newest ? undefined : 'Older comments'}
        />
        <Section title="Write a comment" id="write">
          <WriteComment
            normRef={head.ref}
            page={filtered({})}
            facts={form}
            answer={answer}
            paragraph={paragraphId}
            begin={begin}
            paragraphs={paragraphs.map(({ id, number }) => ({ id, label: `Paragraph ${number}` }))}
          />
        </Section>
      </div>
    </>
  )
}

function Filter({ data: { filter, paragraphs, whole, head }, page }: { data: Data; page: string }) {
  const options = [
    { value: 'whole', label: `The norm as a whole (${whole})` },
    ...paragraphs.map(({ number, comments: n }) => ({ value: number, label: `Paragraph ${number} (${n})` })),
  ]
  return (
    <form method="get" action={page} className="inline-form">
      <SelectField
        name="paragraph"
        label="Comments on"
        filter
        prompt={`Everything (${head.comments.toLocaleString('en-GB')})`}
        options={options}
        value={filter}
      />
      <Button kind="quiet">Show</Button>
    </form>
  )
}

function Thread({ thread, data: { head, form } }: { thread: Data['threads'][number]; data: Data }) {
  const { comment, mine, replies, moreReplies } = thread
  const own = `/norms/${head.ref}/comments/${comment.ref}`
  return (
    <CommentItem
      comment={comment}
      normRef={head.ref}
      foot={
        <>
          {!form.closed && comment.body !== null && <a href={`${own}#reply`}>Reply</a>}
          {mine && <a href={`${own}#withdraw`}>Withdraw</a>}
        </>
      }
    >
      {replies.map((reply) => (
        <CommentItem key={reply.ref} comment={reply} normRef={head.ref} isReply />
      ))}
      {moreReplies > 0 && (
        <p className="small">
          <a href={own}>{plural(moreReplies, 'more reply', 'more replies')}</a>
        </p>
      )}
    </CommentItem>
  )
}
