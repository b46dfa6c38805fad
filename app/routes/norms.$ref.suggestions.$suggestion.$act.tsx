import type { ActionFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { done, invalid, notFound, readForm, refused } from '~/answer.server'
import type { Actor, Deps } from '~/commands/deps.server'
import { acceptSuggestion } from '~/commands/suggestions/accept-suggestion.server'
import { bracketSuggestion } from '~/commands/suggestions/bracket-suggestion.server'
import { explainSuggestion } from '~/commands/suggestions/explain-suggestion.server'
import { rejectSuggestion, withdrawSuggestion } from '~/commands/suggestions/reject-suggestion.server'
import type { SuggestionPlace } from '~/commands/suggestions/suggestion-at.server'
import { type FieldErrors, parseForm } from '~/contracts/form'
import {
  AcceptPart,
  AcceptSuggestion,
  ExplainSuggestion,
  RejectSuggestion,
  suggestionRefForm,
  takeTicked,
  WithdrawSuggestion,
} from '~/contracts/suggestions'
import { ok, type Result } from '~/domain/result'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { type AnySuggestionCode, suggestionRefusalWords } from '~/ui/suggestions/suggestion-words'

export const meta = () => [{ title: 'Not done - Parley' }]

type Run = (
  deps: Deps,
  actor: Actor,
  place: SuggestionPlace,
) => Promise<Result<unknown, { code: AnySuggestionCode }>>
interface Asked {
  run: Run
  from?: 'desk' | undefined
}

const acts: Record<string, (form: FormData) => Result<Asked, FieldErrors>> = {
  acceptance(form) {
    const input = parseForm(AcceptSuggestion, form)
    if (!input.ok) return input
    const { seen, from } = input.value
    return ok({ from, run: (deps, actor, place) => acceptSuggestion(deps, actor, { ...place, seen }) })
  },
  part(form) {
    const { ticked, rest } = takeTicked(form, /^change-(\d{1,5})$/)
    const input = parseForm(AcceptPart, rest)
    if (!input.ok) return input
    const { seen, bodySeen, from } = input.value
    const part = { changes: ticked.map(([n]) => Number(n)), bodySeen }
    return ok({ from, run: (deps, actor, place) => acceptSuggestion(deps, actor, { ...place, seen, part }) })
  },
  bracketing(form) {
    const input = parseForm(AcceptSuggestion, form)
    if (!input.ok) return input
    const { seen, from } = input.value
    return ok({ from, run: (deps, actor, place) => bracketSuggestion(deps, actor, { ...place, seen }) })
  },
  rejection(form) {
    const input = parseForm(RejectSuggestion, form)
    if (!input.ok) return input
    const { reason, from } = input.value
    return ok({ from, run: (deps, actor, place) => rejectSuggestion(deps, actor, { ...place, reason }) })
  },
  reason(form) {
    const input = parseForm(ExplainSuggestion, form)
    if (!input.ok) return input
    const { reason, from } = input.value
    return ok({ from, run: (deps, actor, place) => explainSuggestion(deps, actor, { ...place, reason }) })
  },
  withdrawal(form) {
    const input = parseForm(WithdrawSuggestion, form)
    return input.ok ? ok({ from: input.value.from, run: withdrawSuggestion }) : input
  },
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const named = Object.hasOwn(acts, params.act!) ? acts[params.act!] : undefined
  if (!named || !suggestionRefForm.test(params.suggestion!)) notFound('act on a suggestion')
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const asked = named(form)
  if (!asked.ok) return invalid(asked.error, form)
  const place = { ref: params.ref!, suggestion: params.suggestion! }
  const acted = await asked.value.run(context.deps, person, place)
  if (!acted.ok) return refused(acted.error.code, suggestionRefusalWords(acted.error.code), form)
  return done(
    request,
    asked.value.from === 'desk' ? `/desk/norms/${place.ref}#suggestions` : `/norms/${place.ref}/suggestions`,
  )
}

export default function ActRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/suggestions`, label: 'Back to the suggestions' }
  return <RefusedAct answer={answer} back={back} />
}
