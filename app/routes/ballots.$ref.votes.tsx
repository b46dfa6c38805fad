import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { castVote } from '~/commands/ballots/cast-vote.server'
import { CastVote } from '~/contracts/ballots'
import { parseForm } from '~/contracts/form'
import { findBallot } from '~/pages/ballots.server'
import { requirePerson } from '~/session.server'
import { ballotRefusalWords } from '~/ui/ballots/ballot-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Your vote - Parley' }]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { ref } = await findBallot(context, params.ref)
  return { ref }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const { ref } = await findBallot(context, params.ref)
  const form = await readForm(request)
  const input = parseForm(CastVote, form)
  if (!input.ok) return invalid(input.error, form)
  const cast = await castVote(context.deps, person, { ref, ...input.value })
  if (!cast.ok) return refused(cast.error.code, ballotRefusalWords(cast.error), form)
  return redirect(`/ballots/${ref}/receipts/${cast.value.receipt}`)
}

export default function Votes() {
  const { ref } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const back = { href: `/ballots/${ref}#voting`, label: `Back to ${ref}` }
  return <RefusedAct answer={answer && { errors: answer.errors, values: {} }} back={back} />
}
