import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { freezeCompilation } from '~/commands/proposals/freeze-compilation.server'
import { parseForm } from '~/contracts/form'
import { FreezeCompilation } from '~/contracts/proposals'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { freezeRefusalWords } from '~/ui/proposals/proposal-words'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(FreezeCompilation, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const { symbol, confirm } = input.value
  if (confirm !== ref) return invalid({ confirm: `Type ${ref} to confirm.` }, form)
  const done = await freezeCompilation(context.deps, person, { ref, symbol })
  if (!done.ok) return refused(done.error.code, freezeRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/versions/${done.value.number}`)
}

export default function CompilationRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${encodeURIComponent(ref!)}/proposals`, label: 'Back to the proposals' }
  return <RefusedAct answer={answer} back={back} />
}
