import type { ActionFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { actDone, invalid, readForm, refused } from '~/answer.server'
import { setHeading } from '~/commands/norms/set-heading.server'
import { parseForm } from '~/contracts/form'
import { SetHeading } from '~/contracts/norms'
import type { ParagraphId } from '~/domain/ids'
import { requirePerson } from '~/session.server'
import { normRefusalWords } from '~/ui/norms/norm-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SetHeading, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const paragraphId = params.id as ParagraphId
  const done = await setHeading(context.deps, person, { ref, paragraphId, ...input.value })
  if (!done.ok) return refused(done.error.code, normRefusalWords(done.error), form)
  return actDone(request, ref, { entry: done.value.actIndex, at: paragraphId })
}

export default function HeadingRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/desk/norms/${ref}`, label: 'Back to the drafting desk' }
  return <RefusedAct answer={answer} back={back} />
}
