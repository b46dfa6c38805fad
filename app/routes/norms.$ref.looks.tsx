import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm } from '~/answer.server'
import { noteLook } from '~/commands/norms/note-look.server'
import { parseForm } from '~/contracts/form'
import { NoteLook } from '~/contracts/norms'
import { findNorm } from '~/pages/norms.server'
import { requirePerson } from '~/session.server'
import { RefusedAct } from '~/ui/norms/refused-act'
import { norms } from '~db/stores/norms'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { personId } = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(NoteLook, form)
  if (!input.ok) return invalid(input.error, form)
  const norm = await findNorm(context, params.ref)
  const latest = await norms(context.deps.store.read).latestVersion(norm.id)
  if (latest) await noteLook(context.deps, { personId, normId: norm.id, versionNumber: latest.number })
  return redirect(`/norms/${norm.ref}/versions`)
}

export default function LookRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  return (
    <RefusedAct
      answer={answer}
      back={{ href: `/norms/${encodeURIComponent(ref!)}/versions`, label: 'Back to the versions' }}
    />
  )
}
