import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node'

export type Handler = (request: Request, context: AppLoadContext) => Promise<Response>

export const remixHandler = (
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: 'development' | 'production',
): Handler => createRequestHandler(build, mode)

/** A web Request from Node's; the body has been read already, within its limit. */
export function toRequest(req: IncomingMessage, res: ServerResponse, origin: string, body?: Buffer): Request {
  const aborted = new AbortController()
  res.on('close', () => {
    if (!res.writableFinished) aborted.abort()
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers))
    for (const v of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, v)
  // Remix compares Origin with these; http.ts has compared it with the public address, which a proxy may hide.
  headers.set('host', new URL(origin).host)
  headers.delete('x-forwarded-host')
  return new Request(`${origin}${req.url}`, {
    method: req.method ?? 'GET',
    headers,
    signal: aborted.signal,
    ...(body && { body: new Uint8Array(body) }),
  })
}

export function sendHead(res: ServerResponse, response: Response) {
  res.statusCode = response.status
  if (response.statusText) res.statusMessage = response.statusText
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length) res.setHeader('Set-Cookie', cookies)
}

export async function send(res: ServerResponse, response: Response) {
  // nothing here is deferred, so a body is whole, and one write is cheaper than many
  const body = response.body ? Buffer.from(await response.arrayBuffer()) : undefined
  sendHead(res, response)
  res.end(body)
}

export type Body = { ok: true; body: Buffer } | { ok: false; status: 413 | 400 }

/** The whole body of an unsafe request, or the refusal as soon as it passes the limit (bytes). */
export async function readBody(req: IncomingMessage, limit: number): Promise<Body> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return { ok: false, status: 413 }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) return { ok: false, status: 413 }
      chunks.push(chunk)
    }
  } catch {
    return { ok: false, status: 400 }
  }
  return { ok: true, body: Buffer.concat(chunks) }
}
