import type { LoaderFunctionArgs } from '@remix-run/node'
import { amendmentsOf } from '~/pages/amendments.server'
import { findNorm } from '~/pages/norms.server'
import { votingPlan } from '~/pages/voting-plan.server'

/** The order of voting as data: what was confirmed, what is put next, and what falls with what. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const plan = await votingPlan(read, await amendmentsOf(read, norm))
  const body = JSON.stringify({ norm: norm.ref, ...plan }, null, 2)
  return new Response(`${body}\n`, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })
}
