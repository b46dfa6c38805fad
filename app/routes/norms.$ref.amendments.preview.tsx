import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { numbered } from '~/domain/norms/numbering'
import { amendmentsOf, previewOf } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { EmptyState } from '~/ui/kit/empty-state'
import { Notice } from '~/ui/kit/notice'
import { NormHead } from '~/ui/norms/norm-head'
import { Redline } from '~/ui/norms/redline'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.head.ref ?? 'A norm'} with its adopted amendments - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const of = await amendmentsOf(read, norm)
  const preview = previewOf(of)
  const lang = of.newest?.row.language ?? norm.language
  return {
    head: await headOf(read, norm),
    version: of.newest?.row.number ?? null,
    lang,
    adopted: preview?.adopted ?? [],
    bracketed: preview?.bracketed ?? [],
    lost: preview?.lost ?? [],
    before: (of.newest?.paragraphs ?? []).map(({ implementsId: _, ...p }) => ({ ...p, lang })),
    after: numbered(preview?.paragraphs ?? []).map(({ id, kind, heading, text, number }) => ({
      id,
      kind,
      heading,
      text,
      number,
      lang,
    })),
  }
}

export default function Preview() {
  const { head, version, lang, adopted, bracketed, lost, before, after } = useLoaderData<typeof loader>()
  return (
    <>
      <NormHead norm={head} tab="amendments" page="The text with its adopted amendments" />
      <div id="preview" data-live="The preview was updated" className="stack page-body">
        {adopted.length === 0 ? (
          <EmptyState title="No amendment to the newest version was adopted yet" />
        ) : (
          <>
            <p>With {adopted.join(', ')}. This is a preview, not a text: only a frozen version counts.</p>
            {(bracketed.length > 0 || lost.length > 0) && (
              <Notice kind="warning" title="They do not all fit together">
                {bracketed.length > 0 && <p>In brackets, beside other words: {bracketed.join(', ')}.</p>}
                {lost.length > 0 && <p>Without their paragraph: {lost.join(', ')}.</p>}
              </Notice>
            )}
            <Redline
              before={before}
              after={after}
              beforeName={`version ${version}`}
              afterName="the amended text"
              lang={lang}
            />
          </>
        )}
      </div>
    </>
  )
}
