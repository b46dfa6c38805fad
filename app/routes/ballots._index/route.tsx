import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '~/answer.server'
import { BallotsQuery } from '~/contracts/ballots'
import type { BallotStatus } from '~/domain/ballots/ballot'
import type { RouteHandle } from '~/root'
import { findPerson, requirePerson } from '~/session.server'
import { BallotChip } from '~/ui/ballots/ballot-head'
import { Button, LinkButton } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { SelectField, TextField } from '~/ui/kit/field'
import { Pagination } from '~/ui/kit/pagination'
import { Table } from '~/ui/kit/table'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { RefusedAct } from '~/ui/norms/refused-act'
import { Instant } from '~/ui/time'
import { ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { prepareFrom } from './ballot-forms.server'

export const meta: MetaFunction = () => [{ title: 'Ballots - Parley' }]
export const handle: RouteHandle = { rooms: () => ['all'] }

const perPage = 50
/** Open and prepared ballots are few; beyond this they have pages of their own. */
const current = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = BallotsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const query = asked.success ? asked.data : {}
  const { read } = context.deps.store
  const all = await forums(read).list()
  const forum = all.find(({ slug }) => slug === query.forum)
  const filter = { forumId: forum?.id, year: query.year }
  const list = (status: BallotStatus, n: number, before?: number) =>
    ballots(read).list({ ...filter, status, n, before })
  const firstPage = query.before === undefined
  const closed = await list('closed', perPage + 1, query.before)
  const person = await findPerson(request, context)
  return {
    query: { forum: forum?.slug, year: query.year, before: query.before },
    forums: all.map(({ slug, name }) => ({ slug, name })),
    open: firstPage ? (await list('open', current)).map(row) : [],
    prepared: firstPage ? (await list('prepared', current)).map(row) : [],
    closed: closed.slice(0, perPage).map(row),
    more: closed.length > perPage,
    /** Of all of them: what a filter leaves is not counted. */
    totals: forum || query.year ? null : await ballots(read).totals(),
    mayPrepare: person?.who.roles.some(({ role }) => role === 'secretariat' || role === 'chair') ?? false,
  }
}

type Listed = Awaited<ReturnType<ReturnType<typeof ballots>['list']>>[number]

const row = ({ closesAt, closedAt, ...each }: Listed) => ({
  ...each,
  closesAt: closesAt?.toISOString() ?? null,
  closedAt: closedAt?.toISOString() ?? null,
})
type Row = ReturnType<typeof row>

/** POST /ballots prepares one. The desk's form answers on its own page; this is the address for everything else. */
export async function action({ request, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const done = await prepareFrom({ context, person, form: await readForm(request) })
  return done.ref === undefined ? done.answer : redirect(`/ballots/${done.ref}`)
}

export default function Ballots() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { query, open, prepared, closed, more, totals, mayPrepare } = page
  if (answer) {
    const back = { href: '/desk/ballots/new', label: 'Prepare a ballot' }
    return <RefusedAct answer={answer} back={back} />
  }
  return (
    <>
      <PageHead
        title="Ballots"
        lede="Every vote of every forum, with its rule, its roll and its result."
        actions={mayPrepare && <LinkButton href="/desk/ballots/new">Prepare a ballot</LinkButton>}
      />
      <div className="stack-loose">
        <Filters page={page} />
        {query.before === undefined && (
          <div id="current" data-live="The list of ballots has changed" className="stack-loose">
            <Current title="Open" rows={open} total={totals?.open} />
            <Current title="Prepared" rows={prepared} total={totals?.prepared} />
          </div>
        )}
        <Section title="Closed" id="closed" aside={<Total n={totals?.closed} />}>
          {closed.length === 0 ? (
            <EmptyState
              title="Closed ballots will stand here, with their results"
              who="The chair of a forum closes them"
            />
          ) : (
            <ClosedTable rows={closed} />
          )}
          <Pagination
            of="ballots"
            previous={query.before ? address({ ...query, before: undefined }) : undefined}
            next={more ? address({ ...query, before: closed.at(-1)?.number }) : undefined}
          />
        </Section>
      </div>
    </>
  )
}

const Total = ({ n }: { n: number | undefined }) =>
  n === undefined ? null : <span className="muted">{n.toLocaleString('en-GB')}</span>

function Current({ title, rows, total }: { title: string; rows: Row[]; total: number | undefined }) {
  if (rows.length === 0) return null
  return (
    <Section title={title} aside={<Total n={total} />}>
      <ul className="cards">
        {rows.map((each) => (
          <li key={each.ref}>
            <article className="card">
              <div className="card-eyebrow">
                <span>{each.ref}</span>
                <BallotChip status={each.status} outcome={each.outcome} />
              </div>
              <h3>
                <a href={`/ballots/${each.ref}`}>
                  <bdi>{each.title}</bdi>
                </a>
              </h3>
              <p className="card-foot">
                <span>
                  {each.forumName}
                  {each.kind === 'joint' && ', joint result'}
                  {each.closesAt && (
                    <>
                      {'. Closes '}
                      <Instant at={each.closesAt} also={each.closesZone} />
                    </>
                  )}
                </span>
              </p>
            </article>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const BallotLink = ({ ballot }: { ballot: string }) => (
  <a className="ballot-ref" href={`/ballots/${ballot}`}>
    {ballot}
  </a>
)

function ClosedTable({ rows }: { rows: Row[] }) {
  return (
    <Table
      caption="Newest first"
      rows={rows}
      rowKey={({ ref }) => ref}
      columns={[
        { header: 'Ballot', names: false, cell: ({ ref }) => <BallotLink ballot={ref} /> },
        { header: 'Title', names: true, cell: ({ title }) => <bdi>{title}</bdi> },
        {
          header: 'Forum',
          cell: ({ forumName, kind }) => `${forumName}${kind === 'joint' ? ', joint' : ''}`,
        },
        { header: 'Closed', cell: ({ closedAt }) => closedAt && <Instant at={closedAt} dateOnly /> },
        { header: 'For', numeric: true, cell: ({ yes }) => yes },
        { header: 'Against', numeric: true, cell: ({ no }) => no },
        { header: 'Abstaining', numeric: true, cell: ({ abstain }) => abstain },
        {
          header: 'Outcome',
          cell: ({ status, outcome }) => <BallotChip status={status} outcome={outcome} />,
        },
      ]}
    />
  )
}

type Query = { forum?: string | undefined; year?: number | undefined; before?: number | undefined }

function address({ forum, year, before }: Query): string {
  const search = new URLSearchParams()
  if (forum) search.set('forum', forum)
  if (year) search.set('year', String(year))
  if (before) search.set('before', String(before))
  return search.size > 0 ? `/ballots?${search}` : '/ballots'
}

function Filters({
  page: { query, forums: all },
}: {
  page: ReturnType<typeof useLoaderData<typeof loader>>
}) {
  return (
    <form method="get" action="/ballots" className="inline-form" aria-label="Filter the ballots">
      <SelectField
        name="forum"
        label="Forum"
        filter
        prompt="All forums"
        value={query.forum}
        options={all.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <TextField
        name="year"
        label="Year"
        filter
        inputMode="numeric"
        maxLength={4}
        value={query.year === undefined ? undefined : String(query.year)}
      />
      <Button kind="quiet">Filter</Button>
    </form>
  )
}
