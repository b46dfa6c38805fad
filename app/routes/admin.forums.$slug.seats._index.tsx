import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refusedAs } from '~/answer.server'
import { addSeat } from '~/commands/forums/add-seat.server'
import { parseForm } from '~/contracts/form'
import { AddSeat } from '~/contracts/forums'
import { sayForumRefusal } from '~/domain/forums/refusal'
import { mayAdminister } from '~/domain/members/may-administer'
import { requireKeeper } from '~/pages/forums.server'
import { findPerson } from '~/session.server'
import { Done } from '~/ui/admin/admin-head'
import { ForumHead } from '~/ui/admin/forum-head'
import { figuresInWords } from '~/ui/forums/names'
import { SeatFields } from '~/ui/forums/seat-fields'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextField } from '~/ui/kit/field'
import { Notice } from '~/ui/kit/notice'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { delegations } from '~db/stores/delegations'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Seats of ${data?.forum.name ?? 'a forum'} - Parley` },
]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { forum } = await requireKeeper(request, context, params.slug)
  const { read } = context.deps.store
  const seats = await forums(read).seats(forum.id)
  const seated = new Set(seats.map((s) => s.delegationId))
  return {
    forum: { slug: forum.slug, name: forum.name },
    administrator: mayAdminister((await findPerson(request, context))?.who ?? null),
    seats,
    free: (await delegations(read).list()).filter((d) => !seated.has(d.id)),
    done: new URL(request.url).searchParams.has('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, forum } = await requireKeeper(request, context, params.slug)
  const form = await readForm(request)
  const input = parseForm(AddSeat, form)
  if (!input.ok) return invalid(input.error, form)
  const { delegation, ...said } = input.value
  const added = await addSeat(context.deps, actor, { forumId: forum.id, delegationId: delegation, ...said })
  if (!added.ok) return refusedAs(added.error, sayForumRefusal(added.error), form)
  return redirect(`/admin/forums/${forum.slug}/seats?done=1`)
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Seats() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const form = answered(answer)
  const here = `/admin/forums/${page.forum.slug}/seats`
  return (
    <>
      <ForumHead forum={page.forum} at="seats" administrator={page.administrator} />
      <div className="stack-loose">
        <ErrorSummary errors={form.errors} />
        <Done done={page.done && !answer} />
        <Notice title="Changes hold for ballots opened from now on.">
          <p>An open ballot has its own roll, frozen and hashed when it opened.</p>
        </Notice>
        <SeatList seats={page.seats} here={here} />
        <Section title="Add a seat" id="add">
          <form className="form" method="post" action={here}>
            <SelectField
              name="delegation"
              label="Delegation"
              prompt="Choose"
              options={page.free.map((d) => ({ value: d.id, label: d.name }))}
              value={form.value('delegation', '')}
              error={form.error('delegation')}
            />
            <TextField
              name="member"
              label="Code on the roll"
              hint="Short and unique in the forum, such as a country code. It cannot be changed or given to another later."
              short
              value={form.value('member')}
              error={form.error('member')}
              maxLength={60}
            />
            <SeatFields form={form} />
            <Button>Add the seat</Button>
          </form>
        </Section>
      </div>
    </>
  )
}

const SeatList = ({ seats, here }: { seats: Page['seats']; here: string }) => (
  <Table
    caption={`${seats.length} seats`}
    rows={seats}
    rowKey={(s) => s.seatId}
    empty="No seat yet."
    columns={[
      { header: 'Delegation', cell: (s) => <a href={`${here}/${s.seatId}`}>{s.delegationName}</a> },
      { header: 'Code', cell: (s) => s.member },
      { header: 'Votes', cell: (s) => (s.votes ? 'yes' : 'no') },
      { header: 'Groupings', cell: (s) => figuresInWords(s.groupings) },
      { header: 'Weights', cell: (s) => figuresInWords(s.weights) },
    ]}
  />
)
