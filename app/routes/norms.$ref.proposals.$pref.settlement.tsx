import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { settleProposal } from '~/commands/proposals/settle-proposal.server'
import { parseForm } from '~/contracts/form'
import { SettleProposal } from '~/contracts/proposals'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { proposalRefusalWords } from '~/ui/proposals/proposal-words'

export const meta = () => [{ title: 'Not done - Parley' }]

const pageOf = ({ ref, pref }: { ref?: string; pref?: string }) =>
  `/norms/${encodeURIComponent(ref!)}/proposals/${encodeURIComponent(pref!)}`

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SettleProposal, form)
  if (!input.ok) return invalid(input.error, form)
  const place = { ref: params.ref!, proposal: params.pref! }
  const done = await settleProposal(context.deps, person, { ...place, ...input.value })
  if (!done.ok) return refused(done.error.code, proposalRefusalWords(done.error), form)
  return redirect(pageOf(params))
}

export default function SettlementRefused() {
  const answer = useActionData<typeof action>()
  const back = { href: pageOf(useParams()), label: 'Back to the proposal' }
  return <RefusedAct answer={answer} back={back} />
}
