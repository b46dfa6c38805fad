import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { freezeChairText } from '~/commands/proposals/freeze-chair-text.server'
import { parseForm } from '~/contracts/form'
import { FreezeChairText } from '~/contracts/proposals'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { freezeRefusalWords } from '~/ui/proposals/proposal-words'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(FreezeChairText, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const { symbol, confirm } = input.value
  if (confirm !== ref) return invalid({ confirm: `Type ${ref} to confirm.` }, form)
  const done = await freezeChairText(context.deps, person, { ref, symbol })
  if (!done.ok) return refused(done.error.code, freezeRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/versions/${done.value.number}`)
}

export default function ChairTextRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${encodeURIComponent(ref!)}/proposals`, label: 'Back to the proposals' }
  return <RefusedAct answer={answer} back={back} />
}
