import type { LoaderFunctionArgs } from '@remix-run/node'
import { stringify } from 'csv-stringify/sync'
import { notFound } from '~/answer.server'
import { groupingsOf, measuresOf } from '~/domain/ballots/roll'
import { findBallot } from '~/pages/ballots.server'
import { ballots } from '~db/stores/ballots'

/** The frozen roll in the form that `parley tally` reads. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ballot = await findBallot(context, params.ref)
  if (!ballot.rollHash) notFound('frozen roll')
  const roll = await ballots(context.deps.store.read).roll(ballot.id)
  const groupings = groupingsOf(roll)
  const measures = measuresOf(roll)
  const header = ['member', 'name', ...groupings, ...measures.map((measure) => `weight:${measure}`)]
  const rows = roll.map((each) => [
    each.member,
    each.name,
    ...groupings.map((grouping) => each.groupings[grouping] ?? ''),
    ...measures.map((measure) => each.weights[measure] ?? ''),
  ])
  return csvFile(`${ballot.ref}-roll.csv`, [header, ...rows])
}

const csvFile = (name: string, rows: string[][]) =>
  new Response(stringify(rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
