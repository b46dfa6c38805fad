import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { withdrawComment } from '~/commands/comments/withdraw-comment.server'
import { WithdrawComment } from '~/contracts/comments'
import { parseForm } from '~/contracts/form'
import { requirePerson } from '~/session.server'
import { commentRefusalWords } from '~/ui/comments/comment-words'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

const pageOf = ({ ref, cref }: { ref?: string; cref?: string }) =>
  `/norms/${encodeURIComponent(ref!)}/comments/${encodeURIComponent(cref!)}`

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(WithdrawComment, form)
  if (!input.ok) return invalid(input.error, form)
  const place = { ref: params.ref!, comment: params.cref! }
  const done = await withdrawComment(context.deps, person, place)
  if (!done.ok) return refused(done.error.code, commentRefusalWords(done.error), form)
  return redirect(pageOf(params))
}

export default function WithdrawalRefused() {
  const answer = useActionData<typeof action>()
  const back = { href: pageOf(useParams()), label: 'Back to the comment' }
  return <RefusedAct answer={answer} back={back} />
}
