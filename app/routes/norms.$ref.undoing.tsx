import type { ActionFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { actDone, invalid, readForm, refused } from '~/answer.server'
import { undoAct } from '~/commands/norms/undo-act.server'
import { parseForm } from '~/contracts/form'
import { UndoAct } from '~/contracts/undo'
import { requirePerson } from '~/session.server'
import { bracketRefusalWords } from '~/ui/norms/bracket-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not undone - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(UndoAct, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const done = await undoAct(context.deps, person, { ref, ...input.value })
  if (!done.ok) return refused(done.error.code, bracketRefusalWords(done.error), form)
  return actDone(request, ref, { entry: done.value.actIndex, at: done.value.paragraphId })
}

export default function UndoRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/desk/norms/${ref}`, label: 'Back to the drafting desk' }
  return <RefusedAct answer={answer} back={back} />
}
