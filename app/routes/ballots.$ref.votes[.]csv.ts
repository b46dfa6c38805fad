import type { LoaderFunctionArgs } from '@remix-run/node'
import { stringify } from 'csv-stringify/sync'
import { notFound } from '~/answer.server'
import { castIn, findBallot } from '~/pages/ballots.server'

/** The votes that were counted, in the form that `parley tally` reads; not before the closing. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ballot = await findBallot(context, params.ref)
  if (ballot.status !== 'closed') notFound('list of votes before the closing')
  const votes = await castIn(context.deps.store.read, ballot)
  const rows = votes.map(({ member, choice, part }) => [ballot.ref, member, choice, part])
  return new Response(stringify([['ballot', 'member', 'choice', 'part'], ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${ballot.ref}-votes.csv"`,
    },
  })
}
