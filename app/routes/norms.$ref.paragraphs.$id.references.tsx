import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { placeReference } from '~/commands/norms/place-reference.server'
import { parseForm } from '~/contracts/form'
import { PlaceReference } from '~/contracts/norms'
import type { ParagraphId } from '~/domain/ids'
import { requirePerson } from '~/session.server'
import { normRefusalWords } from '~/ui/norms/norm-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(PlaceReference, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const paragraphId = params.id as ParagraphId
  const { target: targetId, ...where } = input.value
  const done = await placeReference(context.deps, person, { ref, paragraphId, targetId, ...where })
  if (!done.ok) return refused(done.error.code, normRefusalWords(done.error), form)
  return redirect(`/desk/norms/${ref}#${paragraphId}`)
}

export default function ReferenceRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/desk/norms/${ref}`, label: 'Back to the drafting desk' }
  return <RefusedAct answer={answer} back={back} />
}
