import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { closeBallot } from '~/commands/ballots/close-ballot.server'
import { CloseBallot } from '~/contracts/ballots'
import { parseForm } from '~/contracts/form'
import { mayBallot } from '~/domain/ballots/may-ballot'
import { factsOf, findBallot, headOf } from '~/pages/ballots.server'
import { requirePerson } from '~/session.server'
import { BallotHead } from '~/ui/ballots/ballot-head'
import { ballotRefusalWords } from '~/ui/ballots/ballot-refusal'
import { Button, LinkButton } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { Notice } from '~/ui/kit/notice'
import { Instant } from '~/ui/time'
import { ballots } from '~db/stores/ballots'

export const meta = () => [{ title: 'Close a ballot - Parley' }]

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const ballot = await findBallot(context, params.ref)
  const { read } = context.deps.store
  const may = mayBallot(who, 'close', ballot.forumId)
  const turnout = await ballots(read).turnout([ballot.id])
  return {
    head: await headOf(read, ballot),
    facts: await factsOf(read, ballot),
    refusal: may.ok ? null : ballotRefusalWords(may.error),
    turnout: turnout.get(ballot.id) ?? { voted: 0, members: 0 },
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const { ref } = await findBallot(context, params.ref)
  const form = await readForm(request)
  const input = parseForm(CloseBallot, form)
  if (!input.ok) return invalid(input.error, form)
  if (input.value.confirm !== ref) {
    return invalid({ confirm: `Type ${ref} to confirm that this ballot is to be closed.` }, form)
  }
  const closed = await closeBallot(context.deps, person, { ref })
  if (!closed.ok) return refused(closed.error.code, ballotRefusalWords(closed.error), form)
  return redirect(`/ballots/${ref}`)
}

export default function Closing() {
  const { head, facts, refusal, turnout } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = Object.entries(answer?.errors ?? {}).map(([field, message]) => ({ field, message }))
  const ready = refusal === null && head.status === 'open' && head.kind === 'single'
  return (
    <>
      <BallotHead ballot={head} page="Close this ballot" />
      <div className="stack">
        <ErrorSummary errors={errors} title="The ballot was not closed" />
        {refusal && <Notice kind="refusal" title={refusal} />}
        <p>
          {turnout.voted} of {turnout.members} members have voted.{' '}
          {facts.closesAt && (
            <>
              The closing time is <Instant at={facts.closesAt} also={facts.closesZone} />; closing now ends
              the vote before it.
            </>
          )}
        </p>
        <p>Closing counts the votes at once and publishes the result. It cannot be undone.</p>
        {ready && (
          <form method="post" className="form">
            <TextField
              name="confirm"
              label={`Type ${head.ref} to confirm`}
              error={answer?.errors.confirm}
              value={answer?.values.confirm}
              autoComplete="off"
              short
            />
            <p className="cluster">
              <Button kind="danger">Close {head.ref} and count</Button>
              <LinkButton href={`/ballots/${head.ref}`} kind="quiet">
                Not now
              </LinkButton>
            </p>
          </form>
        )}
        {!ready && (
          <p>
            <LinkButton href={`/ballots/${head.ref}`} kind="quiet">
              Back to {head.ref}
            </LinkButton>
          </p>
        )}
      </div>
    </>
  )
}
