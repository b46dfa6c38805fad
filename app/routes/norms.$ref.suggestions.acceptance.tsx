import type { ActionFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { done, invalid, readForm, refused } from '~/answer.server'
import { acceptSuggestion } from '~/commands/suggestions/accept-suggestion.server'
import { parseForm } from '~/contracts/form'
import { AcceptSeveral, takeTicked } from '~/contracts/suggestions'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { suggestionRefusalWords } from '~/ui/suggestions/suggestion-words'

export const meta = () => [{ title: 'Not all accepted - Parley' }]

/** Each is an act of its own: those that cannot be accepted are named, the others stand. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const { ticked, rest } = takeTicked(form, /^take-(S-\d{5,7})$/)
  const input = parseForm(AcceptSeveral, rest)
  if (!input.ok) return invalid(input.error, form)
  if (ticked.length === 0) return invalid({ '': 'Tick at least one suggestion.' }, form)
  if (ticked.some(([, seen]) => !/^\d{1,9}$/.test(seen)))
    return invalid({ '': 'What was seen of a suggestion is not a number.' }, form)
  const ref = params.ref!
  const failed: string[] = []
  let code = ''
  for (const [suggestion, seen] of ticked) {
    const one = await acceptSuggestion(context.deps, person, { ref, suggestion, seen: Number(seen) })
    if (one.ok) continue
    code ||= one.error.code
    failed.push(`${suggestion}: ${suggestionRefusalWords(one.error.code)}`)
  }
  if (failed.length === 0)
    return done(request, input.value.from ? `/desk/norms/${ref}#suggestions` : `/norms/${ref}/suggestions`)
  const accepted = ticked.length - failed.length
  const said = accepted > 0 ? `${accepted} accepted. Not accepted: ` : ''
  return refused(code, said + failed.join(' '), new FormData())
}

export default function NotAllAccepted() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/suggestions`, label: 'Back to the suggestions' }
  return <RefusedAct answer={answer} back={back} lede="Those not named below were accepted." />
}
