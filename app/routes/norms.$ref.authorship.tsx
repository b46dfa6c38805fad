import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type AttributedRun, authorKey, authorShares } from '~/domain/documents/authorship'
import { dirOf } from '~/domain/languages'
import { numbered } from '~/domain/norms/numbering'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { EmptyState } from '~/ui/kit/empty-state'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { Authored, authorMarks } from '~/ui/norms/authored'
import { NormHead } from '~/ui/norms/norm-head'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { attributions } from '~db/stores/attributions'
import { norms } from '~db/stores/norms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who wrote ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const rows = numbered(await norms(read).paragraphs(norm.id))
  const written = await attributions(read).ofMany(rows.map((p) => p.id))
  const all = rows.flatMap(({ id }) => written.get(id)!)
  const shares = authorShares(all)
  const marks = authorMarks(shares.map((s) => s.author))
  return {
    head: await headOf(read, norm),
    marks,
    shares: shares.map(({ author, characters }, i) => ({
      ...marks[i]!,
      kind: author.kind,
      characters,
      paragraphs: rows.filter(({ id }) => has(written.get(id)!, authorKey(author))).length,
    })),
    total: shares.reduce((n, s) => n + s.characters, 0),
    paragraphs: rows.map(({ id, number, kind, heading }) => ({
      id,
      number,
      kind,
      heading,
      runs: written.get(id)!,
    })),
  }
}

const has = (runs: readonly AttributedRun[], key: string) => runs.some((r) => authorKey(r.author) === key)

const kindWords = {
  delegation: 'Delegation',
  person: 'Chair or secretariat',
  platform: 'Imported text',
  unknown: 'Not known',
} as const

/** Exact to a tenth of a percent, rounded half up. */
const percent = (part: number, whole: number) =>
  `${(Math.floor((part * 1000 + whole / 2) / whole) / 10).toFixed(1)}%`

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Authorship() {
  const data = useLoaderData<typeof loader>()
  const { head, paragraphs, marks, total } = data
  return (
    <>
      <NormHead norm={head} tab="text" page="Who wrote each word" />
      <div className="stack-loose page-body" id="authorship" data-live="The text was changed">
        {total === 0 ? (
          <EmptyState title="Nothing has been written yet" />
        ) : (
          <>
            <Shares data={data} />
            <Section title="The live draft">
              <p className="small muted">
                Each run of words begins with the letter of whoever wrote it. A wording accepted from a
                delegation stays that delegation’s.
              </p>
              <div className="norm-text authored-text" lang={head.language} dir={dirOf(head.language)}>
                {paragraphs.map(({ id, number, kind, heading, runs }) => (
                  <div key={id} className={`para para-${kind}`} id={paragraphAnchor(number)}>
                    <a
                      className="para-number"
                      href={`/norms/${head.ref}/paragraphs/${id}/history`}
                      aria-label={`History of paragraph ${number}`}
                    >
                      {number}
                    </a>
                    <div dir="auto">
                      {heading && <h3 className="para-heading">{heading}</h3>}
                      {runs.length > 0 && (
                        <p className="para-words">
                          <Authored runs={runs} marks={marks} />
                        </p>
                      )}
                    </div>
                  </div>
                ))}
              </div>
            </Section>
          </>
        )}
      </div>
    </>
  )
}

function Shares({ data: { shares, total } }: { data: Data }) {
  return (
    <Table<Data['shares'][number]>
      caption="Shares of the text as it stands; headings are not counted"
      rows={shares}
      rowKey={(s) => s.key}
      columns={[
        {
          header: 'Author',
          names: true,
          cell: (s) => (
            <span className={`authored authored-${s.pattern}`}>
              {s.letter} <bdi>{s.name}</bdi>
            </span>
          ),
          footer: 'All',
        },
        { header: 'As', cell: (s) => kindWords[s.kind] },
        { header: 'Paragraphs', numeric: true, cell: (s) => s.paragraphs },
        {
          header: 'Characters',
          numeric: true,
          cell: (s) => s.characters.toLocaleString('en-GB'),
          footer: total.toLocaleString('en-GB'),
        },
        { header: 'Share', numeric: true, cell: (s) => percent(s.characters, total) },
      ]}
    />
  )
}
