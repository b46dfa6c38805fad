import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import type { RouteHandle } from '~/root'
import { EmptyState } from '~/ui/kit/empty-state'
import { Pagination } from '~/ui/kit/pagination'
import { Table } from '~/ui/kit/table'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { actInWords, SubjectLink } from '~/ui/ledger/subject-link'
import { Instant } from '~/ui/time'
import { ledger } from '~db/stores/ledger'

export const meta: MetaFunction = () => [{ title: 'Ledger - Parley' }]
export const handle: RouteHandle = { rooms: () => ['all'] }

const perPage = 50
const Query = z.object({
  before: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .catch(undefined),
  about: z
    .string()
    .regex(/^[a-z]+\/[\w.-]{1,60}$/)
    .optional()
    .catch(undefined),
})

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { before, about } = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { read } = context.deps.store
  const size = await ledger(read).size()
  const rows = await ledger(read).page(before ?? size, perPage + 1, about)
  return {
    size,
    about: about ?? null,
    newest: before === undefined,
    more: rows.length > perPage,
    entries: rows.slice(0, perPage).map(({ index, type, subject, at, body }) => ({
      index: index!,
      type,
      subject,
      at: at.toISOString(),
      as: (JSON.parse(body) as { by: { as: string } }).by.as,
    })),
  }
}

export default function Ledger() {
  const { size, entries, about, newest, more } = useLoaderData<typeof loader>()
  const filter = about ? `&about=${about}` : ''
  const last = entries.at(-1)?.index
  return (
    <>
      <PageHead
        title="Ledger"
        lede="Every act on this platform, in order. Each entry is sealed into one tree whose root is signed, so that nothing can be changed, left out or moved without it being seen."
      />
      <Section title="Check it yourself">
        <p>
          The <a href="/ledger/checkpoint">signed checkpoint</a> fixes all {size.toLocaleString('en-GB')}{' '}
          entries. Keep a copy: a later ledger must continue it. With an export of the ledger,{' '}
          <code>parley verify</code> checks every entry, the order, the signature, and counts every ballot
          again, without asking this server anything.{' '}
          <a href={`/ledger/entries.jsonl?from=0`}>Entries as data</a>
        </p>
      </Section>
      <Section
        title={about ? <>Acts about {about}</> : 'Acts'}
        aside={about && <a href="/ledger">All acts</a>}
      >
        <div id="entries" data-live="The ledger has new entries">
          {entries.length === 0 ? (
            <EmptyState title="No acts yet" who="The first entry is written when this world is founded." />
          ) : (
            <Table
              caption={newest ? 'Newest first' : 'Older acts'}
              rows={entries}
              rowKey={(e) => String(e.index)}
              columns={[
                { header: 'Entry', numeric: true, cell: (e) => <a href={`/ledger/${e.index}`}>{e.index}</a> },
                { header: 'Act', names: true, cell: (e) => actInWords(e.type) },
                { header: 'About', cell: (e) => <SubjectLink subject={e.subject} /> },
                { header: 'As', cell: (e) => e.as },
                { header: 'When', cell: (e) => <Instant at={e.at} seconds /> },
              ]}
            />
          )}
        </div>
        <Pagination
          of="acts"
          previous={newest ? undefined : `/ledger${about ? `?about=${about}` : ''}`}
          next={more ? `/ledger?before=${last}${filter}` : undefined}
        />
      </Section>
    </>
  )
}
