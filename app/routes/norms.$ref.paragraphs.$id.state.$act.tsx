import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, notFound, readForm, refused } from '~/answer.server'
import type { Actor, Deps } from '~/commands/deps.server'
import { agreeParagraph } from '~/commands/norms/agree-paragraph.server'
import { confirmParagraph } from '~/commands/norms/confirm-paragraph.server'
import type { ParagraphPlace } from '~/commands/norms/paragraph-at.server'
import { reopenParagraph } from '~/commands/norms/reopen-paragraph.server'
import { AgreeParagraph, ConfirmParagraph, ReopenParagraph } from '~/contracts/brackets'
import { type FieldErrors, parseForm } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'
import { ok, type Result } from '~/domain/result'
import { requirePerson } from '~/session.server'
import { type AnyBracketRefusal, bracketRefusalWords } from '~/ui/norms/bracket-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

type Run = (deps: Deps, actor: Actor, place: ParagraphPlace) => Promise<Result<unknown, AnyBracketRefusal>>

const acts: Record<string, (form: FormData) => Result<Run, FieldErrors>> = {
  agreement(form) {
    const input = parseForm(AgreeParagraph, form)
    return input.ok ? ok((d, a, place) => agreeParagraph(d, a, { ...place, ...input.value })) : input
  },
  confirmation(form) {
    const input = parseForm(ConfirmParagraph, form)
    if (!input.ok) return input
    const confirmed = input.value.answer === 'confirm'
    return ok((d, a, place) => confirmParagraph(d, a, { ...place, confirmed }))
  },
  reopening(form) {
    const input = parseForm(ReopenParagraph, form)
    return input.ok ? ok((d, a, place) => reopenParagraph(d, a, { ...place, ...input.value })) : input
  },
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const named = Object.hasOwn(acts, params.act!) ? acts[params.act!] : undefined
  if (!named) notFound('act on a paragraph')
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const run = named(form)
  if (!run.ok) return invalid(run.error, form)
  const ref = params.ref!
  const paragraphId = params.id as ParagraphId
  const done = await run.value(context.deps, person, { ref, paragraphId })
  if (!done.ok) return refused(done.error.code, bracketRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/brackets#state-${paragraphId}`)
}

export default function StateRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/brackets`, label: 'Back to the brackets' }
  return <RefusedAct answer={answer} back={back} />
}
