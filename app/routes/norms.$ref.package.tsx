import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { setPackageDeal } from '~/commands/norms/set-package-deal.server'
import { SetPackageDeal } from '~/contracts/brackets'
import { parseForm } from '~/contracts/form'
import { requirePerson } from '~/session.server'
import { bracketRefusalWords } from '~/ui/norms/bracket-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SetPackageDeal, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const packageDeal = input.value.package === 'yes'
  const done = await setPackageDeal(context.deps, person, { ref, packageDeal })
  if (!done.ok) return refused(done.error.code, bracketRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/brackets`)
}

export default function PackageRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/brackets`, label: 'Back to the brackets' }
  return <RefusedAct answer={answer} back={back} />
}
