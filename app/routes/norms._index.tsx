import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type NormKind, normKinds, type Stage, stages } from '~/domain/norms/norm'
import { findPerson } from '~/session.server'
import { Button, LinkButton } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { SelectField } from '~/ui/kit/field'
import { Pagination } from '~/ui/kit/pagination'
import { PageHead } from '~/ui/layout/page-head'
import { NormList } from '~/ui/norms/norm-list'
import { normKindWords, plural } from '~/ui/norms/norm-words'
import { stageNames } from '~/ui/norms/stage-line'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'

export const meta: MetaFunction = () => [{ title: 'Norms - Parley' }]

const perPage = 25
/** An unknown filter is no filter: the page says which ones it applied. */
const Query = z.object({
  stage: z.enum(stages).optional().catch(undefined),
  kind: z.enum(normKinds).optional().catch(undefined),
  forum: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .catch(undefined),
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .catch(undefined),
})

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { read } = context.deps.store
  const all = await forums(read).list()
  const forum = all.find((f) => f.slug === query.forum)
  const filter = {
    ...(forum && { forumId: forum.id }),
    ...(query.kind && { kind: query.kind }),
  }
  const rows = await norms(read).list({ ...filter, stage: query.stage, before: query.before, n: perPage + 1 })
  const counts = await norms(read).countByStage(filter)
  const total = query.stage
    ? (counts.get(query.stage) ?? 0)
    : [...counts.values()].reduce((sum, n) => sum + n, 0)
  return {
    query: { ...query, forum: forum?.slug },
    forums: all.map(({ slug, name }) => ({ slug, name })),
    total,
    more: rows.length > perPage,
    last: rows[perPage - 1]?.number,
    signedIn: (await findPerson(request, context)) !== null,
    norms: rows.slice(0, perPage).map((n) => ({
      ref: n.ref,
      title: n.title,
      kind: n.kind,
      stage: n.stage,
      stageSince: n.stageSince.toISOString(),
      language: n.language,
      forumName: n.forumName,
      consultationClosesAt: n.consultationClosesAt?.toISOString() ?? null,
    })),
  }
}

export default function Norms() {
  const { query, total, more, last, norms, signedIn, forums } = useLoaderData<typeof loader>()
  const filtered = Boolean(query.stage || query.kind || query.forum)
  return (
    <>
      <PageHead
        title="Norms"
        lede="Every text that is being drafted, discussed, voted on or in force, newest first."
        actions={signedIn && <LinkButton href="/desk/norms/new">Propose a norm</LinkButton>}
      />
      <Filters query={query} forums={forums} />
      <p className="muted small filter-total" role="status">
        {plural(total, 'norm')}
        {filtered && ' match'}
        {filtered && (
          <>
            {' · '}
            <a href="/norms">Show all</a>
          </>
        )}
      </p>
      {norms.length === 0 ? (
        <EmptyState
          title={filtered ? 'No norm matches these filters' : 'Norms will stand here'}
          who={
            filtered ? undefined : 'The secretariat, the chair of a forum, and delegates with a seat in it'
          }
        />
      ) : (
        <NormList norms={norms} />
      )}
      <Pagination
        of="norms"
        previous={query.before ? address({ ...query, before: undefined }) : undefined}
        next={more ? address({ ...query, before: last }) : undefined}
        summary={query.before && 'Older norms'}
      />
    </>
  )
}

interface Filter {
  stage?: Stage | undefined
  kind?: NormKind | undefined
  forum?: string | undefined
  before?: number | undefined
}

function address({ stage, kind, forum, before }: Filter): string {
  const given = Object.entries({ stage, kind, forum, before }).filter(([, v]) => v !== undefined)
  const search = new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString()
  return search ? `/norms?${search}` : '/norms'
}

function Filters({ query, forums }: { query: Filter; forums: readonly { slug: string; name: string }[] }) {
  return (
    <form method="get" action="/norms" className="inline-form" aria-label="Filter the norms">
      <SelectField
        name="stage"
        label="Stage"
        filter
        prompt="Any stage"
        value={query.stage}
        options={stages.map((s) => ({ value: s, label: stageNames[s] }))}
      />
      <SelectField
        name="forum"
        label="Forum"
        filter
        prompt="Any forum"
        value={query.forum}
        options={forums.map((f) => ({ value: f.slug, label: f.name }))}
      />
      <SelectField
        name="kind"
        label="Kind"
        filter
        prompt="Any kind"
        value={query.kind}
        options={normKinds.map((k) => ({ value: k, label: normKindWords[k] }))}
      />
      <Button kind="quiet">Filter</Button>
    </form>
  )
}
