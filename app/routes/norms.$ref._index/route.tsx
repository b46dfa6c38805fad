import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { commentsClosed } from '~/domain/comments/may-comment'
import { mayNorm } from '~/domain/norms/may-norm'
import type { Stage } from '~/domain/norms/norm'
import { movesFor } from '~/domain/norms/stages'
import { findNorm, headOf } from '~/pages/norms.server'
import { sinceLook } from '~/pages/versions.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { LinkButton } from '~/ui/kit/button'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { normSteps, StageLine } from '~/ui/norms/stage-line'
import { Instant } from '~/ui/time'
import { comments } from '~db/stores/comments'
import { ballotsOn, textOf } from './norm-page.server'
import { NormSide } from './norm-side'
import { StageActs } from './stage-acts'
import { TextSection } from './text-section'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.head.ref} ${data.head.title} - Parley` : 'Not found - Parley' },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const person = await findPerson(request, context)
  const who = person?.who ?? null
  const wantsDraft = new URL(request.url).searchParams.get('text') === 'draft'
  const nowMs = context.deps.now().getTime()
  const counts = await comments(read).counts(norm.id)
  return {
    head: await headOf(read, norm, counts),
    summary: norm.summary,
    createdAt: norm.createdAt.toISOString(),
    stageSince: norm.stageSince.toISOString(),
    packageDeal: norm.packageDeal,
    closesAt: norm.consultationClosesAt?.toISOString() ?? null,
    commentsOpen: commentsClosed(norm, nowMs) === null,
    text: await textOf(read, norm, { wantsDraft, counts }),
    since: await sinceLook(read, norm, person?.personId),
    ballots: await ballotsOn(read, norm),
    mayEdit: who !== null && mayNorm(who, 'edit', norm).ok,
    moves: movesFor(norm, who).map((m) => m.to),
  }
}
export type NormPage = ReturnType<typeof useLoaderData<typeof loader>>

export default function Norm() {
  const page = useLoaderData<typeof loader>()
  const { head, mayEdit, moves } = page
  return (
    <>
      <NormHead norm={head} tab="text" action={<MainAct page={page} />}>
        <div id="stage" data-live="The norm has moved on" className="norm-stage">
          <StageLine steps={normSteps(head.stage, datesOf(page))} label={`Stages of ${head.ref}`} />
        </div>
      </NormHead>
      <div className="split norm-split">
        <div className="stack-loose">
          <PlainWords page={page} />
          <TextSection page={page} />
        </div>
        <aside className="stack-loose" aria-label="About this norm">
          {mayEdit && (
            <LinkButton href={`/desk/norms/${head.ref}`} kind="quiet">
              Open in the drafting desk
            </LinkButton>
          )}
          {moves.length > 0 && <StageActs norm={head} moves={moves} />}
          <NormSide page={page} />
        </aside>
      </div>
    </>
  )
}

/** One main act, the one that fits the stage. */
function MainAct({ page: { head, commentsOpen, closesAt, ballots } }: { page: NormPage }) {
  const open = ballots.list.find((b) => b.status === 'open')
  if (open) return <LinkButton href={`/ballots/${open.ref}`}>See the open ballot</LinkButton>
  if (commentsOpen)
    return (
      <div className="main-act">
        <LinkButton href={`/norms/${head.ref}/comments#write`}>Comment on this text</LinkButton>
        {head.stage === 'consultation' && closesAt && (
          <p className="small muted">
            until <Instant at={closesAt} />
          </p>
        )}
      </div>
    )
  if (ballots.result) return <LinkButton href={`/ballots/${ballots.result.ref}`}>See the result</LinkButton>
  return null
}

/** The dates that are known, past and to come. */
function datesOf({ head, createdAt, stageSince, closesAt, ballots }: NormPage) {
  const opened = head.stage === 'consultation' ? stageSince : null
  const ballot = ballots.list.find((b) => b.status === 'open')
  const dates: Partial<Record<Stage, ReactNode>> = {
    drafting: (
      <>
        from <Instant at={createdAt} dateOnly />
      </>
    ),
    [head.stage]: (
      <>
        {head.stage === 'adopted' || head.stage === 'rejected' ? 'on' : 'since'}{' '}
        <Instant at={stageSince} dateOnly />
      </>
    ),
  }
  if (closesAt && head.stage !== 'drafting')
    dates.consultation = (
      <>
        {opened ? 'closes' : 'closed'} <Instant at={closesAt} dateOnly />
      </>
    )
  if (ballot?.closesAt)
    dates.ballot = (
      <>
        closes <Instant at={ballot.closesAt} dateOnly />
      </>
    )
  return dates
}

function PlainWords({ page: { summary } }: { page: NormPage }) {
  const lines = summary.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return null
  return (
    <Section title="In plain words">
      <div className="plain-words">
        {lines.length === 1 ? (
          <p dir="auto">{lines[0]}</p>
        ) : (
          <ul>
            {lines.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        )}
        <p className="muted small">By the secretariat, to help reading. Only the text itself counts.</p>
      </div>
    </Section>
  )
}
