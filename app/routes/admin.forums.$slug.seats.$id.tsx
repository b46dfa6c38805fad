import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, notFound, readForm, refusedAs } from '~/answer.server'
import { changeSeat } from '~/commands/forums/change-seat.server'
import { endSeat } from '~/commands/forums/end-seat.server'
import { parseForm } from '~/contracts/form'
import { ChangeSeat, EndSeat, seatId } from '~/contracts/forums'
import { sayForumRefusal } from '~/domain/forums/refusal'
import type { ForumId } from '~/domain/ids'
import { requireKeeper } from '~/pages/forums.server'
import { SeatFields } from '~/ui/forums/seat-fields'
import { answered } from '~/ui/kit/answered'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { Instant } from '~/ui/time'
import type { Conn } from '~db/store'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Seat ${data?.seat.member ?? ''} - Parley` },
]

/** A seat of another forum is not found here, so that its keeper's rights do not reach further. */
async function seatOf(c: Conn, forumId: ForumId, param: string | undefined) {
  const id = seatId.safeParse(param)
  const seat = id.success ? await forums(c).seat(id.data) : null
  if (!seat || seat.forumId !== forumId) notFound('seat of this forum')
  return seat
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { forum } = await requireKeeper(request, context, params.slug)
  const seat = await seatOf(context.deps.store.read, forum.id, params.id)
  return { forum: { slug: forum.slug, name: forum.name }, seat }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, forum } = await requireKeeper(request, context, params.slug)
  const seat = await seatOf(context.deps.store.read, forum.id, params.id)
  const form = await readForm(request)
  const ends = form.get('intent') === 'end'
  const input = ends ? parseForm(EndSeat, form) : parseForm(ChangeSeat, form)
  if (!input.ok) return invalid(input.error, form)
  const done =
    input.value.intent === 'end'
      ? await endSeat(context.deps, actor, { seatId: seat.seatId })
      : await changeSeat(context.deps, actor, { seatId: seat.seatId, ...figuresIn(input.value) })
  if (!done.ok) return refusedAs(done.error, sayForumRefusal(done.error), form)
  return redirect(`/admin/forums/${forum.slug}/seats?done=1`)
}

const figuresIn = ({ votes, groupings, weights }: ReturnType<typeof ChangeSeat.parse>) => ({
  votes,
  groupings,
  weights,
})

export default function Seat() {
  const { forum, seat } = useLoaderData<typeof loader>()
  const form = answered(useActionData<typeof action>())
  const list = `/admin/forums/${forum.slug}/seats`
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: forum.name, href: `/forums/${forum.slug}` },
          { label: 'Seats and weights', href: list },
          { label: seat.member },
        ]}
      />
      <PageHead title={<bdi>{seat.delegationName}</bdi>} eyebrow={`Seat ${seat.member} · ${forum.name}`} />
      <div className="stack-loose">
        <ErrorSummary errors={form.errors} />
        {seat.endedAt ? (
          <Notice kind="warning" title="This seat has ended.">
            <p>
              It ended on <Instant at={seat.endedAt} />. Add the delegation again to give it back.
            </p>
          </Notice>
        ) : (
          <>
            <form className="form" method="post" action={`${list}/${seat.seatId}`}>
              <input type="hidden" name="intent" value="change" />
              <SeatFields form={form} seat={seat} />
              <Button>Save</Button>
            </form>
            <Section title="End the seat">
              <form className="form" method="post" action={`${list}/${seat.seatId}`}>
                <p>The delegation leaves the forum. Its code stays taken, because old rolls name it.</p>
                <input type="hidden" name="intent" value="end" />
                <Button kind="danger">End the seat</Button>
              </form>
            </Section>
          </>
        )}
      </div>
    </>
  )
}
