import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { organisationKinds } from '~/domain/members/standing'
import { Chip } from '~/ui/kit/chip'
import { EmptyState } from '~/ui/kit/empty-state'
import { Pagination } from '~/ui/kit/pagination'
import { Table } from '~/ui/kit/table'
import { Tabs } from '~/ui/kit/tabs'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { organisationKindNames, regionName } from '~/ui/members/names'
import { organisations } from '~db/stores/organisations'

export const meta: MetaFunction = () => [{ title: 'Parties - Parley' }]

const perPage = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const kind = organisationKinds.find((k) => k === searchParams.get('kind'))
  const after = (searchParams.get('after') ?? '').slice(0, 60)
  const rows = await organisations(context.deps.store.read).page({ after, kind, n: perPage + 1 })
  return { kind: kind ?? null, rows: rows.slice(0, perPage), more: rows.length > perPage }
}

export default function Parties() {
  const { kind, rows, more } = useLoaderData<typeof loader>()
  const filter = kind ? `kind=${kind}&` : ''
  return (
    <>
      <PageHead
        title="Parties"
        lede="The governments, firms and organisations that draft, comment and vote here, through their delegations."
      />
      <div className="stack">
        <Tabs
          label="Kinds of parties"
          tabs={[
            { href: '/parties', label: 'All', current: kind === null },
            ...organisationKinds.map((k) => ({
              href: `/parties?kind=${k}`,
              label: organisationKindNames[k],
              current: kind === k,
            })),
          ]}
        />
        <Section title={kind ? organisationKindNames[kind] : 'All parties'}>
          {rows.length === 0 ? (
            <EmptyState title="No party yet." who="The platform’s administrator, who enters organisations." />
          ) : (
            <Table
              caption="Parties by short name"
              rows={rows}
              rowKey={(o) => o.id}
              columns={[
                {
                  header: 'Name',
                  cell: (o) => (
                    <a href={`/parties/${o.slug}`}>
                      <bdi>{o.name}</bdi>
                    </a>
                  ),
                },
                { header: 'Kind', cell: (o) => organisationKindNames[o.kind] },
                { header: 'Country', cell: (o) => o.country },
                { header: 'Region', cell: (o) => regionName(o.region) },
                {
                  header: 'Standing',
                  cell: (o) => (o.accredited ? 'accredited' : <Chip tone="warn">not accredited</Chip>),
                },
              ]}
            />
          )}
        </Section>
        <Pagination
          of="parties"
          next={more ? `/parties?${filter}after=${rows.at(-1)!.slug}` : undefined}
          summary={`${rows.length} shown`}
        />
      </div>
    </>
  )
}
