import type { EntryContext } from '@remix-run/node'
import { isRouteErrorResponse } from '@remix-run/react'
import type { FormAnswer } from '~/contracts/form'

/** Our own scripts post the same forms as pages do, and ask for what the page would show rather than for the page. */
export const wantsJson = (request: Request) =>
  request.method === 'POST' && request.headers.get('Accept') === 'application/json'

export function jsonAnswer(
  { actionData, errors }: EntryContext['staticHandlerContext'],
  { status, headers }: { status: number; headers: Headers },
): Response {
  headers.set('Content-Type', 'application/json; charset=utf-8')
  const [answer] = Object.values(actionData ?? {})
  return new Response(JSON.stringify(answer ?? failed(Object.values(errors ?? {})[0])), { status, headers })
}

function failed(error: unknown): FormAnswer {
  const words =
    isRouteErrorResponse(error) && error.status < 500 && typeof error.data === 'string'
      ? error.data
      : 'The server failed to answer. Nothing was changed by this request. Please try again.'
  return { errors: { '': words }, values: {}, form: '' }
}
