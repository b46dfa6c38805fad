import { Writable } from 'node:stream'
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { jsonAnswer, wantsJson } from './json-answer.server'
import { NonceContext } from './ui/nonce'

export const streamTimeout = 5_000

/** No page defers data, so the page is sent once it is whole and its status is known. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
) {
  if (wantsJson(request)) return jsonAnswer(entry.staticHandlerContext, { status, headers })
  const hydrates = entry.staticHandlerContext.matches.some(
    (m) => (entry.routeModules[m.route.id]?.handle as { hydrate?: boolean } | undefined)?.hydrate,
  )
  const nonce = hydrates ? context.cspNonce : undefined
  return new Promise<Response>((resolve, reject) => {
    let responseStatus = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={entry} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8')
          pipe(collect((body) => resolve(new Response(body, { headers, status: responseStatus }))))
        },
        onShellError: reject,
        onError(error) {
          responseStatus = 500
          if (!request.signal.aborted) context.log.error({ err: error }, 'a page failed to render')
        },
      },
    )
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

/** React writes some hundred small pieces; gathered into one they cost a third less than as a stream. */
function collect(done: (body: Uint8Array<ArrayBuffer>) => void) {
  const pieces: Buffer[] = []
  return new Writable({
    write(piece: Buffer, _encoding, next) {
      // React reuses its buffer
      pieces.push(Buffer.from(piece))
      next()
    },
    final(next) {
      done(new Uint8Array(Buffer.concat(pieces)))
      next()
    },
  })
}

/** The one place where a fault of a loader or action is caught. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted || (isAnswer(error) && error.status < 500)) return
  context.log.error({ err: error, path: new URL(request.url).pathname }, 'a request failed')
}

const isAnswer = (e: unknown): e is { status: number } =>
  e instanceof Response || (typeof e === 'object' && e !== null && 'internal' in e && 'status' in e)
