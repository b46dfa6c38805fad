import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findBallot } from '~/pages/ballots.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { BallotHead } from '~/ui/ballots/ballot-head'
import { LinkButton } from '~/ui/kit/button'
import { ballotPage } from './ballot-page.server'
import { Before } from './before'
import { Parts, Question, QuestionLine, Record } from './facts'
import { Result } from './result'
import { MyVotes, Presence } from './voting'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.head.ref} ${data.head.title}` : 'No such ballot'} - Parley` },
]
export const handle: RouteHandle = {
  rooms: ({ head, facts }: Awaited<ReturnType<typeof loader>>) =>
    [head.ref, ...facts.parts.map(({ ref }) => ref)].map((ref) => `ballot/${ref}`),
}

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const ballot = await findBallot(context, params.ref)
  const who = (await findPerson(request, context))?.who ?? null
  return ballotPage(context, ballot, who)
}

export default function Ballot() {
  const page = useLoaderData<typeof loader>()
  const { head, before, voting, result } = page
  return (
    <>
      <BallotHead ballot={head} />
      <div className="stack-loose">
        {result ? (
          <>
            <QuestionLine page={page} />
            <Result page={page} result={result} />
          </>
        ) : (
          <Question page={page} />
        )}
        {voting && <MyVotes page={page} voting={voting} />}
        {before && <Before page={page} before={before} />}
        {voting && <Presence voting={voting} />}
        <Parts page={page} />
        <Acts page={page} />
        <Record page={page} />
      </div>
    </>
  )
}

function Acts({
  page: { head, mayOpen, mayClose },
}: {
  page: ReturnType<typeof useLoaderData<typeof loader>>
}) {
  if (!mayOpen && !mayClose) return null
  const at = `/ballots/${head.ref}`
  return (
    <p className="cluster">
      {mayOpen && <LinkButton href={`${at}/opening`}>Open this ballot…</LinkButton>}
      {mayClose && (
        <LinkButton href={`${at}/closing`} kind="danger">
          Close this ballot…
        </LinkButton>
      )}
    </p>
  )
}
