import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { changeStage } from '~/commands/norms/change-stage.server'
import { parseForm } from '~/contracts/form'
import { ChangeStage } from '~/contracts/norms'
import { requirePerson } from '~/session.server'
import { normRefusalWords } from '~/ui/norms/norm-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(ChangeStage, form)
  if (!input.ok) return invalid(input.error, form)
  const { to, closesAt, confirm } = input.value
  const ref = params.ref!
  if (to === 'text-final' && confirm !== ref)
    return invalid({ confirm: `Type ${ref} to confirm that the text becomes final.` }, form)
  const changed = await changeStage(context.deps, person, { ref, to, closesAt })
  if (!changed.ok) return refused(changed.error.code, normRefusalWords(changed.error), form)
  return redirect(`/norms/${ref}`)
}

export default function StageRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}`, label: `Back to ${ref}` }
  return <RefusedAct answer={answer} back={back} />
}
