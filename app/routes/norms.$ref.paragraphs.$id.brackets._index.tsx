import type { ActionFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { actDone, invalid, readForm, refused } from '~/answer.server'
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
  const placed = await placeBracket(context.deps, person, { ref, paragraphId, ...input.value })
  if (!placed.ok) return refused(placed.error.code, bracketRefusalWords(placed.error), form)
  const { id, actIndex } = placed.value
  return actDone(request, ref, { entry: actIndex, at: null }, `/norms/${ref}/brackets#bracket-${id}`)
}

export default function PlaceRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/brackets`, label: 'Back to the brackets' }
  return <RefusedAct answer={answer} back={back} />
}
