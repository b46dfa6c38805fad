import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import type { ParagraphId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import { countBrackets } from '~/domain/norms/brackets'
import { isOpenText } from '~/domain/norms/norm'
import { findNorm, headOf } from '~/pages/norms.server'
import { paragraphCounts } from '~/pages/versions.server'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Section } from '~/ui/layout/section'
import { type HistoryWords, historyWords } from '~/ui/norms/history-words'
import { NormHead } from '~/ui/norms/norm-head'
import { plural, versionKindWords } from '~/ui/norms/norm-words'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { Redline } from '~/ui/norms/redline'
import { Instant } from '~/ui/time'
import type { Conn } from '~db/store'
import { normHistory } from '~db/stores/norm-history'
import { normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data ? `Paragraph ${data.number} of ${data.head.ref}, its history - Parley` : 'Not found - Parley',
  },
]

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const actsShown = 50

export async function loader({ params, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const id = (idForm.test(params.id ?? '') ? params.id : '') as ParagraphId
  const row = id && (await norms(read).paragraph(id))
  if (!row || row.normId !== norm.id) return notFound('paragraph')
  const wordings = await wordingsOf(read, norm, id)
  const acts = await normHistory(read).ofParagraph(norm.ref, id, actsShown)
  const names = await normHistory(read).names(acts)
  return {
    head: await headOf(read, norm),
    id,
    number: wordings[0]?.number ?? '?',
    removed: row.removedAt?.toISOString() ?? null,
    counts: await paragraphCounts(read, norm, id),
    wordings,
    acts: acts.map(({ index, body }) => ({
      index,
      at: body.at,
      who:
        (body.by.delegation ?? body.by.person) && (names.get(body.by.delegation ?? body.by.person!) ?? null),
      ...lineWords(body, norm.ref, id),
    })),
  }
}

/** As in the history of the norm, but a split or a merging leads to the other paragraph, from either side. */
function lineWords(body: EntryBody, ref: string, id: ParagraphId): HistoryWords {
  const words = historyWords(body, ref)
  const page = `/norms/${ref}/paragraphs/${String(body.paragraph)}/history`
  if (body.created === id) return { text: 'Split off from another paragraph', href: page }
  if (body.into === id) return { text: 'Took in the paragraph after it', href: page }
  return words
}

/** The wording in each version and, while the text is open, in the draft; newest first. */
async function wordingsOf(c: Conn, norm: NormRow, id: ParagraphId) {
  const frozen = await norms(c).paragraphVersions(norm.id, id)
  const entries = await normHistory(c).freezings(norm.ref)
  const live = (await normTexts(c).live(norm)).paragraphs.find((p) => p.id === id)
  const draft = live && isOpenText(norm.stage) ? [{ ...live, version: null }] : []
  return [
    ...draft,
    ...frozen.map(({ version, paragraph }) => ({
      ...paragraph,
      id,
      version: {
        number: version.number,
        symbol: version.symbol,
        kind: version.kind,
        frozenAt: version.frozenAt.toISOString(),
        entry: entries.get(version.number) ?? null,
      },
    })),
  ].map(({ number, kind, heading, text, version }) => ({
    shown: { id, number, kind, heading, text, lang: norm.language },
    number,
    version,
    brackets: countBrackets(heading) + countBrackets(text),
  }))
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function ParagraphHistory() {
  const data = useLoaderData<typeof loader>()
  const { head, number, removed, wordings, counts } = data
  const at = `/norms/${head.ref}`
  return (
    <>
      <NormHead norm={head} tab="history" page={`Paragraph ${number}, its history`} />
      <div className="split norm-split page-body">
        <div className="stack-loose">
          {removed && (
            <p>
              This paragraph was removed from the draft on <Instant at={removed} />.
            </p>
          )}
          {wordings.map((wording, i) => (
            <Wording key={wording.version?.number ?? 'draft'} data={data} wording={wording} i={i} />
          ))}
          {wordings.length === 0 && <p className="muted">No version has this paragraph.</p>}
        </div>
        <aside className="stack-loose" aria-label="About this paragraph">
          <Section title="On this paragraph">
            <DefinitionList
              narrow
              facts={[
                {
                  term: 'Comments',
                  value: (
                    <a href={`${at}/comments?paragraph=${encodeURIComponent(number)}`}>
                      {plural(counts.comments, 'comment')}
                    </a>
                  ),
                },
                { term: 'Brackets held', value: String(counts.brackets) },
                { term: 'Amendments', value: String(counts.amendments) },
                { term: 'Written proposals', value: String(counts.proposals) },
              ]}
            />
          </Section>
          <Acts data={data} />
        </aside>
      </div>
    </>
  )
}

function Wording({ data, wording, i }: { data: Data; wording: Data['wordings'][number]; i: number }) {
  const { head, wordings } = data
  const { version, brackets, shown } = wording
  const earlier = wordings[i + 1]
  const name = version ? `version ${version.number}` : 'the live draft'
  return (
    <Section
      title={
        version ? (
          <>
            Version {version.number}, <bdi>{version.symbol}</bdi>
          </>
        ) : (
          'The live draft'
        )
      }
      id={version ? `v-${version.number}` : 'draft'}
      aside={brackets > 0 && plural(brackets, 'bracket')}
    >
      {version && (
        <p className="cluster small muted">
          <span>{versionKindWords[version.kind]}</span>
          <Instant at={version.frozenAt} />
          <a href={`/norms/${head.ref}/versions/${version.number}#${paragraphAnchor(shown.number)}`}>
            {shown.number} in this version
          </a>
          {version.entry !== null && <a href={`/ledger/${version.entry}`}>Entry {version.entry}</a>}
        </p>
      )}
      <Redline
        before={earlier ? [earlier.shown] : []}
        after={[shown]}
        beforeName={
          earlier ? (earlier.version ? `version ${earlier.version.number}` : 'the draft') : 'nothing'
        }
        afterName={name}
        anchors={version ? `v${version.number}` : 'draft'}
        lang={head.language}
        level={3}
      />
    </Section>
  )
}

function Acts({ data: { acts } }: { data: Data }) {
  if (acts.length === 0) return null
  return (
    <Section title="In the ledger">
      <ol className="entry-list small">
        {acts.map(({ index, at, who, text, href }) => (
          <li key={index}>
            {href ? <a href={href}>{text}</a> : text}
            {who && (
              <>
                , <bdi>{who}</bdi>
              </>
            )}
            <br />
            <span className="muted">
              <Instant at={at} /> · <a href={`/ledger/${index}`}>entry {index}</a>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
