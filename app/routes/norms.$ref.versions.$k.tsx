import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { noteLook } from '~/commands/norms/note-look.server'
import { languageName } from '~/domain/languages'
import { bracketsLeft } from '~/domain/norms/brackets'
import { isProposalNumber } from '~/domain/proposals/compilation'
import { findNorm, headOf } from '~/pages/norms.server'
import { findPerson } from '~/session.server'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { linkedText } from '~/ui/norms/linked-text'
import { NormHead } from '~/ui/norms/norm-head'
import { NormText } from '~/ui/norms/norm-text'
import { plural, versionKindWords } from '~/ui/norms/norm-words'
import { anchorsIn, paragraphAnchor } from '~/ui/norms/paragraph'
import { Instant } from '~/ui/time'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { textMarks } from '~db/stores/text-marks'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${data.head.ref} version ${data.version.number}: ${data.version.title} - Parley`
      : 'Not found - Parley',
  },
]

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const number = /^[1-9]\d{0,5}$/.test(params.k ?? '') ? Number(params.k) : 0
  const version = (await norms(read).version(norm.id, number)) ?? notFound('version')
  const text = await normTexts(read).frozen(version)
  const person = await findPerson(request, context)
  if (person)
    await noteLook(context.deps, { personId: person.personId, normId: norm.id, versionNumber: number })
  const superseded = number > 1 ? await norms(read).version(norm.id, number - 1) : null
  return {
    head: await headOf(read, norm),
    version: {
      number,
      title: version.title,
      symbol: version.symbol,
      kind: version.kind,
      note: version.note,
      hash: version.hash,
      language: version.language,
      frozenAt: version.frozenAt.toISOString(),
      brackets: bracketsLeft(text),
      supersedes: superseded && { number: superseded.number, symbol: superseded.symbol },
    },
    paragraphs: text.paragraphs.map(({ implementsId: _, ...p }) => p),
    marks: await textMarks(read).frozen(version.id, text.paragraphs),
  }
}

export default function VersionPage() {
  const { head, version, paragraphs, marks } = useLoaderData<typeof loader>()
  const at = `/norms/${head.ref}`
  const own = `${at}/versions/${version.number}`
  const anchorOf = anchorsIn(paragraphs)
  const text = { paragraphs, ...marks, lang: version.language }
  return (
    <>
      <NormHead norm={head} tab="versions" page={`Version ${version.number}, ${version.symbol}`} />
      <div className="split norm-split page-body">
        <div className="stack">
          {version.number < head.versions && (
            <Notice title="An earlier version">
              <p>
                <a href={`${at}/versions/${head.versions}`}>Version {head.versions}</a> is newer.{' '}
                <a href={`${at}/compare?a=${version.number}&b=${head.versions}`}>See what changed</a>
              </p>
            </Notice>
          )}
          {version.title !== head.title && (
            <h2 className="serif" lang={version.language}>
              {version.title}
            </h2>
          )}
          <NormText
            lang={version.language}
            paragraphs={paragraphs}
            linkTo={(p) => `${own}#${paragraphAnchor(p.number)}`}
            links={linkedText(text, anchorOf)}
            foot={(p) =>
              isProposalNumber(p.number) ? (
                <a href={`${at}/proposals/${p.number}`}>Proposal {p.number}</a>
              ) : (
                <>
                  <a href={`${at}/paragraphs/${p.id}/history`}>History of {p.number}</a>
                  {' · '}
                  <a href={`${own}#${p.id}`}>Link by its id</a>
                </>
              )
            }
          />
        </div>
        <aside aria-label="About this version">
          <Section title="This version">
            <AboutVersion head={head} version={version} />
          </Section>
        </aside>
      </div>
    </>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

function AboutVersion({ head, version }: Pick<Data, 'head' | 'version'>) {
  const { number, symbol, kind, note, hash, frozenAt, brackets, supersedes } = version
  const at = `/norms/${head.ref}`
  return (
    <div className="stack">
      <DefinitionList
        narrow
        facts={[
          { term: 'Symbol', value: <bdi>{symbol}</bdi> },
          { term: 'Kind', value: versionKindWords[kind] },
          { term: 'Language', value: languageName(version.language) },
          {
            term: 'Supersedes',
            value: supersedes && (
              <a href={`${at}/versions/${supersedes.number}`}>
                Version {supersedes.number}, <bdi>{supersedes.symbol}</bdi>
              </a>
            ),
          },
          { term: 'Frozen', value: <Instant at={frozenAt} seconds /> },
          {
            term: 'Note',
            value: note && (
              <span className="plain-text" dir="auto">
                {note}
              </span>
            ),
          },
          { term: 'Brackets left', value: brackets === 0 ? 'None' : plural(brackets, 'bracket') },
          { term: 'SHA-256', value: <CopyableHash value={hash} full /> },
        ]}
      />
      <ul className="link-list no-print">
        {number > 1 && (
          <li>
            <a href={`${at}/compare?a=${number - 1}&b=${number}`}>Changes from version {number - 1}</a>
          </li>
        )}
        <li>
          <a href={`${at}/versions/${number}/text`}>The bytes the hash is made of</a>
        </li>
        <li>
          <a href={`${at}/history`}>Who froze it, in the history</a>
        </li>
      </ul>
      <p className="small muted no-print">
        Paragraph numbers here are links for ever: this version never changes. The page prints without menus.
      </p>
    </div>
  )
}
