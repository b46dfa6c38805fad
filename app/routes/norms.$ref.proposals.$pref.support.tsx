import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { supportProposal } from '~/commands/proposals/support-proposal.server'
import { parseForm } from '~/contracts/form'
import { SupportProposal } from '~/contracts/proposals'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { proposalRefusalWords } from '~/ui/proposals/proposal-words'

export const meta = () => [{ title: 'Not done - Parley' }]

const pageOf = ({ ref, pref }: { ref?: string; pref?: string }) =>
  `/norms/${encodeURIComponent(ref!)}/proposals/${encodeURIComponent(pref!)}`

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SupportProposal, form)
  if (!input.ok) return invalid(input.error, form)
  const place = { ref: params.ref!, proposal: params.pref! }
  const done = await supportProposal(context.deps, person, {
    ...place,
    as: input.value.as,
    support: input.value.support === 'yes',
  })
  if (!done.ok) return refused(done.error.code, proposalRefusalWords(done.error), form)
  return redirect(pageOf(params))
}

export default function SupportRefused() {
  const answer = useActionData<typeof action>()
  const back = { href: pageOf(useParams()), label: 'Back to the proposal' }
  return <RefusedAct answer={answer} back={back} />
}
