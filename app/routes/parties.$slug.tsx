import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { Chip } from '~/ui/kit/chip'
import { DefinitionList } from '~/ui/kit/definition-list'
import { EmptyState } from '~/ui/kit/empty-state'
import { Table } from '~/ui/kit/table'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { organisationKindNames, regionName } from '~/ui/members/names'
import { Instant } from '~/ui/time'
import { delegations } from '~db/stores/delegations'
import { forums } from '~db/stores/forums'
import { organisations } from '~db/stores/organisations'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.organisation.name ?? 'No such party'} - Parley` },
]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { read } = context.deps.store
  const organisation = await organisations(read).bySlug(params.slug ?? '')
  if (!organisation) notFound('party')
  const sent = await delegations(read).ofOrganisation(organisation.id)
  return {
    organisation,
    delegations: await Promise.all(
      sent.map(async ({ id, slug, name }) => ({
        slug,
        name,
        people: (await delegations(read).members(id)).length,
        seats: await forums(read).seatsOf(id),
      })),
    ),
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Party() {
  const { organisation, delegations: sent } = useLoaderData<typeof loader>()
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Parties', href: '/parties' }, { label: organisation.name }]} />
      <PageHead eyebrow={organisationKindNames[organisation.kind]} title={<bdi>{organisation.name}</bdi>} />
      <div className="stack-loose">
        <DefinitionList
          facts={[
            { term: 'Country', value: organisation.country },
            { term: 'Region', value: regionName(organisation.region) },
            {
              term: 'Standing',
              value: organisation.accredited ? (
                <Chip tone="ok" shape="tick">
                  accredited
                </Chip>
              ) : (
                <Chip tone="warn" shape="warning">
                  not accredited
                </Chip>
              ),
            },
            { term: 'On this platform since', value: <Instant at={organisation.createdAt} dateOnly /> },
          ]}
        />
        <Delegations sent={sent} />
        <Seats sent={sent} />
      </div>
    </>
  )
}

const Delegations = ({ sent }: { sent: Page['delegations'] }) => (
  <Section title="Delegations">
    {sent.length === 0 ? (
      <EmptyState title="No delegation yet." who="The platform’s administrator." />
    ) : (
      <Table
        caption="Whom it sends"
        rows={sent}
        rowKey={(d) => d.slug}
        columns={[
          {
            header: 'Delegation',
            cell: (d) => (
              <a href={`/delegations/${d.slug}`}>
                <bdi>{d.name}</bdi>
              </a>
            ),
          },
          { header: 'People', numeric: true, cell: (d) => d.people },
        ]}
      />
    )}
  </Section>
)

const Seats = ({ sent }: { sent: Page['delegations'] }) => (
  <Section title="Seats">
    <Table
      caption="Forums it sits in"
      rows={sent.flatMap((d) => d.seats)}
      rowKey={(s) => s.seatId}
      empty="It sits in no forum."
      columns={[
        { header: 'Forum', cell: (s) => <a href={`/forums/${s.forumSlug}`}>{s.forumName}</a> },
        { header: 'Code on the roll', cell: (s) => s.member },
        { header: 'Votes', cell: (s) => (s.votes ? 'yes' : 'no, it is heard') },
      ]}
    />
  </Section>
)
