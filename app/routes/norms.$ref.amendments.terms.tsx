import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { invalid, readForm, refused } from '~/answer.server'
import { setAmendmentTerms } from '~/commands/amendments/set-terms.server'
import { SetTerms } from '~/contracts/amendments'
import { parseForm } from '~/contracts/form'
import { requirePerson } from '~/session.server'
import { amendmentRefusalWords } from '~/ui/amendments/amendment-refusal'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SetTerms, form)
  if (!input.ok) return invalid(input.error, form)
  const { sponsorsNeeded, tableUntil = null, sponsorUntil = null } = input.value
  const terms = { ref: params.ref!, sponsorsNeeded, tableUntil, sponsorUntil }
  const done = await setAmendmentTerms(context.deps, person, terms)
  if (!done.ok) return refused(done.error.code, amendmentRefusalWords(done.error), form)
  return redirect(`/norms/${params.ref}/amendments#terms`)
}

export default RefusedAmendmentAct
