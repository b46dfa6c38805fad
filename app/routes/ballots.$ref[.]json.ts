import type { LoaderFunctionArgs } from '@remix-run/node'
import { factsOf, findBallot, headOf } from '~/pages/ballots.server'

/** Everything but roll and votes, which are files of their own. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ballot = await findBallot(context, params.ref)
  const { read } = context.deps.store
  const { head, facts } = { head: await headOf(read, ballot), facts: await factsOf(read, ballot) }
  const { rule: _, ...more } = facts
  const body = JSON.stringify({ ...head, ...more, rule: ballot.rule, result: ballot.result }, null, 2)
  return new Response(`${body}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })
}
