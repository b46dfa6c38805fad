import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { invalid, readForm, refused } from '~/answer.server'
import { confirmPlan } from '~/commands/amendments/confirm-plan.server'
import { ConfirmPlan } from '~/contracts/amendments'
import { parseForm } from '~/contracts/form'
import { requirePerson } from '~/session.server'
import { amendmentRefusalWords } from '~/ui/amendments/amendment-refusal'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(ConfirmPlan, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const done = await confirmPlan(context.deps, person, { ref, steps: input.value.plan })
  if (!done.ok) return refused(done.error.code, amendmentRefusalWords(done.error), form)
  return redirect(`/norms/${ref}/amendments#order`)
}

export default RefusedAmendmentAct
