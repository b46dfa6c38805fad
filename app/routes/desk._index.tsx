import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { langOf } from '~/domain/languages'
import { hasRole, type Standing } from '~/domain/members/standing'
import { mayNorm } from '~/domain/norms/may-norm'
import type { RouteHandle } from '~/root'
import { requirePerson } from '~/session.server'
import { LinkButton } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { NormList } from '~/ui/norms/norm-list'
import { plural } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import type { Conn } from '~db/store'
import { comments } from '~db/stores/comments'
import { desk } from '~db/stores/desk'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction = () => [{ title: 'Desk - Parley' }]
export const handle: RouteHandle = { rooms: () => ['all'] }

const shownEach = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const { read } = context.deps.store
  const all = await forums(read).list()
  const mine = all.filter((f) => mayNorm(who, 'edit', { forumId: f.id }).ok)
  const drafts = await desk(read).drafts(
    mine.map((f) => f.id),
    shownEach,
  )
  const ballots = await desk(read).ballots(
    who.memberships.map((m) => m.delegationId),
    shownEach,
  )
  return {
    name: who.name,
    mayPropose: mine.length > 0,
    delegations: who.memberships.map((m) => ({ id: m.delegationId, name: m.delegationName, role: m.role })),
    ballots: ballots.map((b) => ({ ...b, closesAt: b.closesAt?.toISOString() ?? null })),
    drafts: drafts.map((n) => ({
      ref: n.ref,
      title: n.title,
      kind: n.kind,
      stage: n.stage,
      stageSince: n.stageSince.toISOString(),
      language: n.language,
      forumName: n.forumName,
      consultationClosesAt: n.consultationClosesAt?.toISOString() ?? null,
    })),
    unanswered: await unansweredFor(read, who),
  }
}

/** Only for the secretariat: comments on open texts of its forums that it has not replied to. */
async function unansweredFor(c: Conn, who: Standing) {
  if (!who.roles.some((r) => r.role === 'secretariat')) return null
  const { rows, total } = await comments(c).unanswered(shownEach)
  return {
    total,
    rows: rows
      .filter((row) => hasRole(who, 'secretariat', row.forumId))
      .map(({ forumId: _, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
  }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Desk() {
  const { name, mayPropose, ballots, drafts, unanswered } = useLoaderData<typeof loader>()
  return (
    <div className="stack-loose">
      <PageHead
        title="Desk"
        lede={
          <>
            What waits for you, <bdi>{name}</bdi>.
          </>
        }
        actions={mayPropose && <LinkButton href="/desk/norms/new">Propose a norm</LinkButton>}
      />
      <Section title="Ballots to vote in">
        <div id="desk-ballots" data-live="Your ballots were updated">
          <Ballots ballots={ballots} />
        </div>
      </Section>
      <Section title="Texts you may draft" aside={<a href="/norms">All norms</a>}>
        <div id="desk-drafts" data-live="Your drafts were updated">
          {drafts.length === 0 ? (
            <EmptyState
              title="No open text of your forums"
              who="Anybody who may draft there can propose a norm"
            />
          ) : (
            <NormList
              norms={drafts}
              hrefOf={(n) => `/desk/norms/${n.ref}`}
              foot={(n) => <a href={`/norms/${n.ref}`}>public page</a>}
            />
          )}
        </div>
      </Section>
      {unanswered && (
        <Section title="Comments without an answer" aside={plural(unanswered.total, 'comment')}>
          <div id="desk-comments" data-live="The comments were updated">
            <Unanswered rows={unanswered.rows} />
          </div>
        </Section>
      )}
    </div>
  )
}

function Ballots({ ballots }: Pick<Data, 'ballots'>) {
  if (ballots.length === 0) return <EmptyState title="No open ballot waits for your delegation’s vote" />
  return (
    <ul className="entry-list">
      {ballots.map((b) => (
        <li key={`${b.ref} ${b.member}`}>
          <div className="cluster small muted">
            <span className="numeric">{b.ref}</span>
            {b.closesAt && (
              <span>
                closes <Instant at={b.closesAt} also={b.closesZone} />
              </span>
            )}
          </div>
          <h3 className="norm-title">
            <a href={`/ballots/${b.ref}`}>
              <bdi>{b.title}</bdi>
            </a>
          </h3>
          <p className="small muted">
            <bdi>{b.forumName}</bdi>; the vote of <bdi>{b.memberName}</bdi> is not cast yet
          </p>
        </li>
      ))}
    </ul>
  )
}

function Unanswered({ rows }: Pick<NonNullable<Data['unanswered']>, 'rows'>) {
  if (rows.length === 0) return <EmptyState title="Every comment has an answer" />
  return (
    <ul className="entry-list">
      {rows.map((c) => (
        <li key={c.ref}>
          <p className="small muted">
            <bdi>{c.authorLabel}</bdi>
            {c.organisationName && (
              <>
                , <bdi>{c.organisationName}</bdi>
              </>
            )}{' '}
            on <a href={`/norms/${c.normRef}`}>{c.normRef}</a>, <Instant at={c.createdAt} />
          </p>
          <p className="plain-text clamp" dir="auto" lang={langOf(c.language)}>
            {c.body}
          </p>
          <p className="small">
            <a href={`/norms/${c.normRef}/comments/${c.ref}#reply`}>Reply to {c.ref}</a>
          </p>
        </li>
      ))}
    </ul>
  )
}
