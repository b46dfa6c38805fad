import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireRole } from '~/session.server'
import { AdminHead } from '~/ui/admin/admin-head'
import { forumKindNames } from '~/ui/forums/names'
import { LinkButton } from '~/ui/kit/button'
import { Table } from '~/ui/kit/table'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction = () => [{ title: 'Forums - Administration - Parley' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const { read } = context.deps.store
  const counts = await forums(read).seatCounts()
  return (await forums(read).list()).map(({ id, slug, name, kind }) => ({
    slug,
    name,
    kind,
    seats: counts.get(id)?.seats ?? 0,
  }))
}

export default function Forums() {
  const all = useLoaderData<typeof loader>()
  return (
    <>
      <AdminHead
        title="Forums"
        at="forums"
        crumbs={[{ label: 'Forums' }]}
        actions={<LinkButton href="/admin/forums/new">Charter a forum</LinkButton>}
      />
      <Table
        caption="Forums in order of their charter"
        rows={all}
        rowKey={(f) => f.slug}
        empty="No forum yet."
        columns={[
          { header: 'Name', cell: (f) => <a href={`/admin/forums/${f.slug}`}>{f.name}</a> },
          { header: 'Kind', cell: (f) => forumKindNames[f.kind] },
          {
            header: 'Seats',
            numeric: true,
            cell: (f) => <a href={`/admin/forums/${f.slug}/seats`}>{f.seats}</a>,
          },
          { header: 'Rules', cell: (f) => <a href={`/admin/forums/${f.slug}/rules`}>Rules</a> },
        ]}
      />
    </>
  )
}
