import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { PlaceBracket } from '~/contracts/brackets'
import { parseForm } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'
import { requirePerson } from '~/session.server'
import { bracketRefusalWords } from '~/ui/norms/bracket-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(PlaceBracket, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const paragraphId = params.id as ParagraphId
  const done = await placeBracket(context.deps, person, { ref, paragraphId, ...input.value })
  if (!done.ok) return refused(done.error.code, bracketRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/brackets#bracket-${done.value.id}`)
}

export default function PlaceRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/brackets`, label: 'Back to the brackets' }
  return <RefusedAct answer={answer} back={back} />
}
