import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { EmptyState } from '~/ui/kit/empty-state'
import { Pagination } from '~/ui/kit/pagination'
import { historyWords } from '~/ui/norms/history-words'
import { NormHead } from '~/ui/norms/norm-head'
import { Instant } from '~/ui/time'
import { normHistory } from '~db/stores/norm-history'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `History of ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

const perPage = 50
const top = 2 ** 31 - 1
const Query = z.object({
  before: z.coerce.number().int().min(0).max(top).optional().catch(undefined),
  with: z.literal('comments').optional().catch(undefined),
})

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const query = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const comments = query.with === 'comments'
  const rows = await normHistory(read).page(norm.ref, {
    before: query.before ?? top,
    n: perPage + 1,
    comments,
  })
  const shown = rows.slice(0, perPage)
  const names = await normHistory(read).names(shown)
  return {
    head: await headOf(read, norm),
    comments,
    newest: query.before === undefined,
    more: rows.length > perPage,
    acts: shown.map(({ index, body }) => ({
      index,
      at: body.at,
      as: body.by.as,
      person: (body.by.person && names.get(body.by.person)) ?? null,
      delegation: (body.by.delegation && names.get(body.by.delegation)) ?? null,
      ...historyWords(body, norm.ref),
    })),
  }
}

export default function History() {
  const { head, acts, comments, newest, more } = useLoaderData<typeof loader>()
  const page = `/norms/${head.ref}/history`
  const address = (search: Record<string, string>) => {
    const text = new URLSearchParams({ ...(comments && { with: 'comments' }), ...search }).toString()
    return text ? `${page}?${text}` : page
  }
  return (
    <>
      <NormHead norm={head} tab="history" page="History" />
      <div className="stack page-body">
        <p>
          Every act on this norm, newest first, as the ledger has it.{' '}
          <a href={comments ? page : `${page}?with=comments`}>
            {comments ? 'Leave out comments' : 'Show comments too'}
          </a>
        </p>
        <div id="history" data-live="The history was updated">
          {acts.length === 0 ? (
            <EmptyState title="Nothing was recorded on this norm yet" />
          ) : (
            <ol className="entry-list">
              {acts.map((act) => (
                <li key={act.index}>
                  <Act act={act} />
                </li>
              ))}
            </ol>
          )}
        </div>
        <Pagination
          of="acts"
          previous={newest ? undefined : address({})}
          next={more ? address({ before: String(acts.at(-1)!.index) }) : undefined}
        />
      </div>
    </>
  )
}

type Acts = ReturnType<typeof useLoaderData<typeof loader>>['acts']

function Act({ act }: { act: Acts[number] }) {
  const { index, at, as, person, delegation, text, href } = act
  return (
    <>
      <p>
        {href ? (
          <a href={href}>
            <bdi>{text}</bdi>
          </a>
        ) : (
          <bdi>{text}</bdi>
        )}
      </p>
      <p className="small muted">
        <bdi>{person ?? (as === 'system' ? 'The platform' : 'Somebody who has left')}</bdi>
        {delegation && (
          <>
            , <bdi>{delegation}</bdi>
          </>
        )}
        {as !== 'system' && `, as ${as}`} · <Instant at={at} seconds /> ·{' '}
        <a href={`/ledger/${index}`}>entry {index}</a>
      </p>
    </>
  )
}
