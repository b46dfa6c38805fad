import { isProposalNumber } from '~/domain/proposals/compilation'
import { Chip } from '~/ui/kit/chip'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { Disclosure } from '~/ui/kit/disclosure'
import { EmptyState } from '~/ui/kit/empty-state'
import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { linkedText } from '~/ui/norms/linked-text'
import { NormText } from '~/ui/norms/norm-text'
import { paragraphStateWords, plural, versionKindWords } from '~/ui/norms/norm-words'
import { anchorsIn, paragraphAnchor } from '~/ui/norms/paragraph'
import { SinceLook } from '~/ui/norms/since-look'
import { TermList } from '~/ui/norms/term-list'
import { Instant } from '~/ui/time'
import type { Linked, ThreadFacts } from './norm-page.server'
import type { NormPage } from './route'

export function TextSection({ page }: { page: NormPage }) {
  const { text, head } = page
  const anchorOf = anchorsIn(text.paragraphs)
  return (
    <Section title="Text" aside={<WhichText page={page} />}>
      {page.since && <SinceLook since={page.since} />}
      <div id="text" data-live="The text or its comments were updated" className="stack">
        <TextStatus page={page} />
        <TermList
          terms={text.terms}
          numberOf={(id) => text.paragraphs.find((p) => p.id === id)?.number ?? ''}
          hrefOf={(id) => anchorOf(id) ?? ''}
        />
        {text.paragraphs.length === 0 ? (
          <EmptyState
            title="No paragraph has been written yet"
            who="The secretariat, the chair, and delegates of members with a voting seat in the forum"
          />
        ) : (
          <NormText
            lang={head.language}
            paragraphs={text.paragraphs}
            links={linkedText({ ...text.marks, paragraphs: text.paragraphs, lang: head.language }, anchorOf)}
            foot={(p) =>
              isProposalNumber(p.number) ? (
                <a href={`/norms/${head.ref}/proposals/${p.number}`}>Proposal {p.number}</a>
              ) : (
                <ParagraphFoot page={page} number={p.number} id={p.id} facts={text.thread[p.id]!} />
              )
            }
          />
        )}
      </div>
    </Section>
  )
}

/** A way to the other text, where there are two. */
function WhichText({ page: { text, head } }: { page: NormPage }) {
  if (!text.hasVersion || !text.hasDraft) return null
  return text.version ? (
    <a href={`/norms/${head.ref}?text=draft`}>Show the live draft</a>
  ) : (
    <a href={`/norms/${head.ref}`}>Show the last version</a>
  )
}

function TextStatus({ page: { text, head, ballots } }: { page: NormPage }) {
  const left = text.brackets > 0 && <Chip tone="warn">{plural(text.brackets, 'bracket')} left</Chip>
  if (!text.version)
    return (
      <Notice title="Live draft">
        <p>
          This is the text as it stands in the drafting desk. It may change at any moment
          {text.hasVersion ? '.' : '; nothing has been frozen yet.'} {left}
        </p>
      </Notice>
    )
  const { number, symbol, kind, hash, frozenAt } = text.version
  const decided = ballots.result
  return (
    <div className="text-status">
      <p className="cluster small">
        <a href={`/norms/${head.ref}/versions/${number}`}>
          Version {number}, <bdi>{symbol}</bdi>
        </a>
        <span>{versionKindWords[kind]}</span>
        <span className="muted">
          frozen <Instant at={frozenAt} dateOnly />
        </span>
        <CopyableHash value={hash} />
        {left}
        {decided && (
          <a href={`/ballots/${decided.ref}`}>
            {decided.outcome === 'adopted' ? 'Adopted' : 'Voted on'} in {decided.ref}
          </a>
        )}
      </p>
      {text.draftDiffers && (
        <p className="small">
          The draft has changed since
          {text.draftBrackets > 0 && ` and has ${plural(text.draftBrackets, 'bracket')} left`}.{' '}
          <a href={`/norms/${head.ref}/compare?a=${number}&b=draft`}>See what changed</a>
        </p>
      )}
    </div>
  )
}

interface FootProps {
  page: NormPage
  id: string
  number: string
  facts: ThreadFacts
}

/** Where the paragraph stands on the thread: its comments, brackets, links to other norms, and its ballot. */
function ParagraphFoot({ page, id, number, facts }: FootProps) {
  const { head, commentsOpen } = page
  const { comments, implementedBy, since } = facts
  const here = `/norms/${head.ref}`
  return (
    <>
      {(comments > 0 || commentsOpen) && since !== 'removed' && (
        <a href={`${here}/comments?paragraph=${encodeURIComponent(number)}${comments > 0 ? '' : '#write'}`}>
          {comments > 0 ? plural(comments, 'comment') : 'Comment'}
        </a>
      )}
      <a href={`${here}/paragraphs/${id}/history`}>History</a>
      {page.commentsOpen && since !== 'removed' && (
        <a href={`${here}/proposals?paragraph=${encodeURIComponent(number)}#write`}>Propose wording</a>
      )}
      {since && (
        <a href={`${here}/compare?a=${page.text.version?.number}&b=draft#${paragraphAnchor(number)}`}>
          {since === 'changed' ? 'Changed in the draft' : 'Removed from the draft'}
        </a>
      )}
      {facts.state && facts.state !== 'open' && (
        <a href={`${here}/brackets#state-${id}`}>
          {paragraphStateWords[facts.state]}
          {page.packageDeal && facts.state !== 'reopened' && ', provisionally'}
        </a>
      )}
      {facts.implements && (
        <span>
          Puts into practice <OtherParagraph other={facts.implements} />
        </span>
      )}
      {implementedBy.length > 0 && (
        <span>
          Put into practice by{' '}
          {implementedBy.map((other, i) => (
            <span key={`${other.ref} ${other.number}`}>
              {i > 0 && ', '}
              <OtherParagraph other={other} />
            </span>
          ))}
        </span>
      )}
      {facts.brackets.length > 0 && <Held brackets={facts.brackets} number={number} since={since} />}
    </>
  )
}

const OtherParagraph = ({ other: { ref: norm, number, title } }: { other: Linked }) => (
  <a href={`/norms/${norm}${number && `#${paragraphAnchor(number)}`}`} title={title}>
    {norm}
    {number && `, ${number}`}
  </a>
)

interface HeldProps extends Pick<ThreadFacts, 'brackets' | 'since'> {
  number: string
}

/** Brackets are held on the draft, which may have them where the version shown has none. */
function Held({ brackets, number, since }: HeldProps) {
  const holders = [...new Set(brackets.flatMap((b) => (b.holder ? [b.holder] : [])))]
  return (
    <Disclosure
      id={`held-${number}`}
      summary={
        <>
          {plural(brackets.length, 'bracket')} {since && 'in the draft, '}held
          {holders.length > 0 && <> by {holders.join(', ')}</>}
        </>
      }
    >
      <ul className="entry-list">
        {brackets.map((b) => (
          <li key={`${b.quote} ${b.holder}`}>
            <span className="bracket serif" dir="auto">
              {b.quote}
            </span>
            <br />
            <strong>
              <bdi>{b.holder ?? 'Placed by the chair or the secretariat'}</bdi>
            </strong>
            {b.reason && (
              <>
                : <bdi>{b.reason}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
