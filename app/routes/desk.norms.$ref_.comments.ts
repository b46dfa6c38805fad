import type { ActionFunctionArgs } from '@remix-run/node'
import { asJson, invalid, readForm, refused } from '~/answer.server'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { SubmitComment } from '~/contracts/comments'
import { parseForm } from '~/contracts/form'
import { findNorm } from '~/pages/norms.server'
import { requirePerson } from '~/session.server'
import { commentRefusalField, commentRefusalWords } from '~/ui/comments/comment-words'

/** A comment made without leaving the desk: the form of the comments page, answered with its reference. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SubmitComment, form)
  if (!input.ok) return asJson(invalid(input.error, form))
  const norm = await findNorm(context, params.ref)
  const done = await submitComment(context.deps, person, { ref: norm.ref, ...input.value })
  if (!done.ok)
    return asJson(
      refused(done.error.code, commentRefusalWords(done.error), form, '', commentRefusalField(done.error)),
    )
  return Response.json({ ref: done.value.ref })
}
