import { languageName } from '~/domain/languages'
import { Hemicycle } from '~/ui/ballots/hemicycle'
import { SideMark, sides } from '~/ui/ballots/side'
import { outcomeInWords } from '~/ui/ballots/test-list'
import { Chip } from '~/ui/kit/chip'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { normKindWords, plural, stageMeans } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import type { NormPage } from './route'

export function NormSide({ page }: { page: NormPage }) {
  const { head, text, stageSince } = page
  const at = `/norms/${head.ref}`
  return (
    <>
      <Section title="Where it stands">
        <p className="side-lead">{stageMeans[head.stage]}</p>
        <DefinitionList
          narrow
          facts={[
            { term: 'Stage since', value: <Instant at={stageSince} /> },
            { term: 'Kind', value: normKindWords[head.kind] },
            { term: 'Forum', value: <a href={`/forums/${head.forumSlug}`}>{head.forumName}</a> },
            { term: 'Language', value: languageName(head.language) },
            {
              term: 'Brackets left',
              value: <a href={`${at}/brackets`}>{bracketsInWords(text)}</a>,
            },
            ...(page.packageDeal
              ? [{ term: 'Package', value: 'Nothing is agreed until everything is agreed.' }]
              : []),
          ]}
        />
      </Section>
      <Ballots page={page} />
      <Section title="Cite this text">
        <p className="small">
          {text.version ? (
            <>
              {head.ref}, <cite>{head.title}</cite>, version {text.version.number} ({text.version.symbol}),
              SHA-256 <span className="hash-full">{text.version.hash}</span>
            </>
          ) : (
            'A text can be cited once a version is frozen: only a version keeps its words for ever.'
          )}
        </p>
        <p className="small">
          <a href={`${at}/versions`}>All versions</a> · <a href={`${at}/history`}>History</a> ·{' '}
          <a href={`${at}/authorship`}>Who wrote each word</a> ·{' '}
          <a href={`/ledger?about=norm/${head.ref}`}>Ledger</a>
        </p>
      </Section>
    </>
  )
}

function bracketsInWords({ brackets, draftBrackets, version, hasDraft }: NormPage['text']): string {
  const said = (n: number) => (n === 0 ? 'none' : plural(n, 'bracket'))
  if (version && hasDraft)
    return `Version ${version.number}: ${said(brackets)}; live draft: ${said(draftBrackets)}`
  return brackets === 0 ? 'None' : plural(brackets, 'bracket')
}

function Ballots({ page: { ballots } }: { page: NormPage }) {
  if (ballots.list.length === 0) return null
  const { result } = ballots
  return (
    <Section title="Ballots">
      <div id="ballots" data-live="The ballots were updated" className="stack">
        {result?.counts && (
          <>
            <Hemicycle counts={result.counts} title={`${result.ref}: ${result.title}`} />
            <Table
              caption={
                <>
                  <a href={`/ballots/${result.ref}`}>{result.ref}</a>: {outcomeInWords(result.outcome)}
                </>
              }
              rows={sides}
              rowKey={(side) => side}
              columns={[
                { header: 'Vote', cell: (side) => <SideMark side={side} /> },
                { header: 'Members', numeric: true, cell: (side) => result.counts?.[side] },
              ]}
            />
          </>
        )}
        <ul className="entry-list">
          {ballots.list.map((b) => (
            <li key={b.ref}>
              <BallotItem ballot={b} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}

function BallotItem({ ballot }: { ballot: NormPage['ballots']['list'][number] }) {
  const { ref, status, outcome, kind, forumName, closesAt, closesZone, closedAt } = ballot
  return (
    <div className="small stack-tight">
      <p className="cluster">
        <a href={`/ballots/${ref}`}>{ref}</a>
        {status === 'closed' ? (
          <Chip tone={outcome === 'adopted' ? 'ok' : 'bad'} shape={outcome === 'adopted' ? 'tick' : 'cross'}>
            {outcomeInWords(outcome ?? 'closed')}
          </Chip>
        ) : (
          <Chip tone={status === 'open' ? 'accent' : 'plain'} shape={status === 'open' ? 'current' : 'next'}>
            {status === 'open' ? 'Open' : 'Prepared'}
          </Chip>
        )}
      </p>
      <p className="muted">
        <bdi>{forumName}</bdi>
        {kind === 'joint' && ', joint result'}
        {closedAt && (
          <>
            , closed <Instant at={closedAt} dateOnly />
          </>
        )}
        {status === 'open' && closesAt && (
          <>
            , closes <Instant at={closesAt} also={closesZone} />
          </>
        )}
      </p>
    </div>
  )
}
