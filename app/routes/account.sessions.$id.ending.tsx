import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { endOtherSessions, endSession } from '~/commands/sessions/end-session.server'
import { requirePerson } from '~/session.server'

export const loader = () => redirect('/account')

/** `current` signs out, `others` ends all but this one, an id ends that one of the person's own. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { personId, sessionId } = await requirePerson(request, context)
  if (params.id === 'others') {
    await endOtherSessions(context.deps, { personId, except: sessionId })
    return redirect('/account#sessions')
  }
  const ending = params.id === 'current' ? sessionId : (params.id ?? '')
  const ended = await endSession(context.deps, { personId, sessionId: ending })
  if (!ended.ok) notFound('session of yours')
  if (ending !== sessionId) return redirect('/account#sessions')
  const cookie = await context.cookie.serialize('', { maxAge: 0 })
  return redirect('/', { headers: { 'Set-Cookie': cookie } })
}
