import type { ActionFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import { actDone, invalid, readForm, refused } from '~/answer.server'
import type { Actor, Deps } from '~/commands/deps.server'
import { parseForm } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'
import type { Result } from '~/domain/result'
import { requirePerson } from '~/session.server'
import { type AnyNormRefusal, normRefusalWords } from '~/ui/norms/norm-refusal'

type Marked = Result<{ paragraphId?: ParagraphId; actIndex: number }, AnyNormRefusal>
type Params = Record<string, string>

/** N20, N21: a form that places or removes a reference or a defined term, and the command it is for. */
export const markAct =
  <S extends z.ZodObject>(
    schema: S,
    command: (deps: Deps, actor: Actor, of: { params: Params; input: z.output<S> }) => Promise<Marked>,
  ) =>
  async ({ request, params, context }: ActionFunctionArgs) => {
    const person = await requirePerson(request, context)
    const form = await readForm(request)
    const input = parseForm(schema, form)
    if (!input.ok) return invalid(input.error, form)
    const named = params as Params
    const done = await command(context.deps, person, { params: named, input: input.value })
    if (!done.ok) return refused(done.error.code, normRefusalWords(done.error), form)
    const { actIndex: entry, paragraphId = named.id } = done.value
    return actDone(request, named.ref!, { entry, at: null }, `/desk/norms/${named.ref}#${paragraphId}`)
  }
