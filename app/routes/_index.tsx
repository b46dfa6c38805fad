import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { langOf } from '~/domain/languages'
import type { RouteHandle } from '~/root'
import { LinkButton } from '~/ui/kit/button'
import { Card } from '~/ui/kit/card'
import { Chip } from '~/ui/kit/chip'
import { EmptyState } from '~/ui/kit/empty-state'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { StageChip } from '~/ui/norms/stage-line'
import { Instant } from '~/ui/time'
import { ballots } from '~db/stores/ballots'
import { comments } from '~db/stores/comments'
import { type NormWithForum, norms } from '~db/stores/norms'

export const meta: MetaFunction = () => [
  { title: 'Parley - norms made and kept' },
  {
    name: 'description',
    content: 'What is open now: consultations, ballots, and the norms adopted last. Readable by everybody.',
  },
]
export const handle: RouteHandle = { rooms: () => ['all'] }

const shownEach = 6
const excerptLength = 220

export async function loader({ context }: LoaderFunctionArgs) {
  const { read } = context.deps.store
  const open = await ballots(read).list({ status: 'open', n: shownEach })
  return {
    consultations: (await norms(read).inConsultation(shownEach)).map(asCard),
    ballots: open.map(({ ref, title, forumName, closesAt, closesZone }) => ({
      ref,
      title,
      forumName,
      closesAt: closesAt?.toISOString() ?? null,
      closesZone,
    })),
    adopted: (await norms(read).newest('adopted', shownEach)).map(asCard),
    comments: (await comments(read).newest(shownEach)).map((c) => ({
      ...c,
      createdAt: c.createdAt.toISOString(),
      body: excerpt(c.body ?? ''),
    })),
  }
}

const asCard = (n: NormWithForum) => ({
  ref: n.ref,
  title: n.title,
  summary: n.summary.split('\n', 1)[0] ?? '',
  language: n.language,
  forumName: n.forumName,
  stageSince: n.stageSince.toISOString(),
  closesAt: n.consultationClosesAt?.toISOString() ?? null,
})
type NormCard = ReturnType<typeof asCard>

/** Cut between characters as readers see them, never inside one. */
function excerpt(text: string): string {
  const letters = [...new Intl.Segmenter().segment(text.slice(0, excerptLength * 4))].map((s) => s.segment)
  return letters.length > excerptLength ? `${letters.slice(0, excerptLength).join('').trimEnd()}…` : text
}

export default function Home() {
  const { consultations, ballots, adopted, comments } = useLoaderData<typeof loader>()
  return (
    <div className="stack-loose">
      <PageHead
        title="Where norms are made and kept"
        lede="Governments, firms and civil society draft norms together, comment on them, vote on them in their forums, and show who keeps them. Everything here can be read without an account and checked by anybody."
        actions={
          <>
            <LinkButton href="/norms">Read the norms</LinkButton>
            <LinkButton href="/how-it-works" kind="quiet">
              How it works
            </LinkButton>
          </>
        }
      />
      <Open consultations={consultations} ballots={ballots} />
      <Section title="Adopted last" aside={<a href="/norms?stage=adopted">All adopted norms</a>}>
        <div id="adopted" data-live="The adopted norms were updated">
          {adopted.length === 0 ? (
            <EmptyState title="Adopted norms will stand here" who="The forums, by ballot" />
          ) : (
            <NormCards
              norms={adopted}
              note={(n) => <>Adopted on {<Instant at={n.stageSince} dateOnly />}</>}
            />
          )}
        </div>
      </Section>
      <Section title="Latest comments">
        <div id="latest-comments" data-live="There is a new comment">
          <Comments comments={comments} />
        </div>
      </Section>
    </div>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

function Open({ consultations, ballots }: Pick<Data, 'consultations' | 'ballots'>) {
  return (
    <Section title="Open now" aside={<a href="/norms?stage=consultation">All consultations</a>}>
      <div id="open-now" data-live="What is open was updated" className="stack">
        {consultations.length + ballots.length === 0 && (
          <EmptyState
            title="Nothing is open at this moment"
            who="The secretariat and the chair of a forum open consultations and ballots"
          />
        )}
        {ballots.length > 0 && (
          <ul className="cards">
            {ballots.map((b) => (
              <li key={b.ref}>
                <OpenBallot ballot={b} />
              </li>
            ))}
          </ul>
        )}
        {consultations.length > 0 && (
          <NormCards
            norms={consultations}
            chip={<StageChip stage="consultation" />}
            note={(n) =>
              n.closesAt ? <>Comment until {<Instant at={n.closesAt} />}</> : 'Open without an end'
            }
          />
        )}
      </div>
    </Section>
  )
}

function OpenBallot({ ballot }: { ballot: Data['ballots'][number] }) {
  const { ref, title, forumName, closesAt, closesZone } = ballot
  return (
    <Card
      href={`/ballots/${ref}`}
      title={<bdi>{title}</bdi>}
      eyebrow={
        <>
          <span className="numeric">{ref}</span>
          <Chip tone="accent" shape="current">
            Ballot open
          </Chip>
        </>
      }
      foot={
        closesAt ? (
          <>Closes {<Instant at={closesAt} also={closesZone} />}</>
        ) : (
          'Open until the chair closes it'
        )
      }
    >
      <p className="small">
        <bdi>{forumName}</bdi> is voting.
      </p>
    </Card>
  )
}

interface NormCardsProps {
  norms: readonly NormCard[]
  note: (norm: NormCard) => ReactNode
  chip?: ReactNode
}

function NormCards({ norms, note, chip }: NormCardsProps) {
  return (
    <ul className="cards">
      {norms.map((n) => (
        <li key={n.ref}>
          <Card
            href={`/norms/${n.ref}`}
            title={<bdi lang={langOf(n.language)}>{n.title}</bdi>}
            eyebrow={
              <>
                <span>
                  <span className="numeric">{n.ref}</span> · <bdi>{n.forumName}</bdi>
                </span>
                {chip}
              </>
            }
            foot={note(n)}
          >
            {n.summary && (
              <p className="small" dir="auto">
                {n.summary}
              </p>
            )}
          </Card>
        </li>
      ))}
    </ul>
  )
}

function Comments({ comments }: Pick<Data, 'comments'>) {
  if (comments.length === 0)
    return (
      <EmptyState
        title="Comments will stand here"
        who="Delegates and people of accredited organisations, on any norm in drafting or consultation"
      />
    )
  return (
    <ul className="entry-list entry-columns">
      {comments.map((c) => (
        <li key={c.ref}>
          <p className="small muted">
            <bdi>{c.authorLabel}</bdi>
            {c.organisationName && (
              <>
                , <bdi>{c.organisationName}</bdi>
              </>
            )}{' '}
            on <a href={`/norms/${c.normRef}`}>{c.normRef}</a>,{' '}
            <a href={`/norms/${c.normRef}/comments/${c.ref}`}>
              <Instant at={c.createdAt} dateOnly />
            </a>
          </p>
          <p className="plain-text" dir="auto" lang={langOf(c.language)}>
            {c.body}
          </p>
        </li>
      ))}
    </ul>
  )
}
