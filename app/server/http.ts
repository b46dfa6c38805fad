import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import sirv from 'sirv'
import type { ViteDevServer } from 'vite'
import { type Handler, readBody, remixHandler, send, sendHead, toRequest } from './adapter'
import { splitByFirstSegment } from './areas'
import { type CachedPage, encoded, PageCache } from './page-cache'
import type { Services } from './services'

export const maxBodyBytes = 1 << 20
export type Pages = { vite: ViteDevServer } | { build: ServerBuild; clientDir: string }

/** Pages, files and health on one listener; sockets are attached beside it. */
export function createHttp(services: Services, pages: Pages): RequestListener {
  if ('vite' in pages) {
    const dev = remixHandler(
      () => pages.vite.ssrLoadModule('virtual:remix/server-build') as Promise<never>,
      'development',
    )
    return (req, res) => pages.vite.middlewares(req, res, () => answer(services, () => dev, null, req, res))
  }
  // `dev` looks at the disk on each request: a file that a new build took away is a 404, not a broken stream
  const files = sirv(pages.clientDir, {
    dev: true,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: fileHeaders,
  })
  const area = splitByFirstSegment(pages.build)
  const handlers = new Map<ServerBuild, Handler>()
  const handlerOf = (pathname: string) => {
    const build = area(pathname)
    const known = handlers.get(build) ?? remixHandler(build, 'production')
    handlers.set(build, known)
    return known
  }
  const cache = new PageCache()
  return (req, res) => {
    const page = () => answer(services, handlerOf, cache, req, res)
    if (isFile.test(req.url ?? '')) files(req, res, page)
    else page()
  }
}

const isFile = /^\/[\w./-]+\.[a-z0-9]+(\?|$)/

function fileHeaders(res: ServerResponse, pathname: string) {
  const forEver = pathname.startsWith('/assets/')
  // a script under a fixed name speaks this build's protocol: ask each time, 304 is cheap
  const otherwise = pathname.endsWith('.js') ? 'no-cache' : 'public, max-age=3600'
  res.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : otherwise)
  res.setHeader('X-Content-Type-Options', 'nosniff')
}

type HandlerOf = (pathname: string) => Handler

function answer(
  services: Services,
  handlerOf: HandlerOf,
  cache: PageCache | null,
  req: IncomingMessage,
  res: ServerResponse,
) {
  const started = performance.now()
  res.on('finish', () => {
    const ms = Math.round(performance.now() - started)
    const path = req.url?.split('?', 1)[0]?.replace(/^(\/sign-in\/|\/ballots\/[^/]*\/receipts\/).+/, '$1…')
    services.log.debug({ method: req.method, path, status: res.statusCode, ms }, 'request')
  })
  respond(services, handlerOf, cache, req, res).catch((error: unknown) => {
    if (res.destroyed) return
    services.log.error({ err: error }, 'a request failed')
    if (res.headersSent) res.destroy()
    else plain(res, 500, 'The server failed to answer. Nothing was changed. Please try again.')
  })
}

async function respond(
  services: Services,
  handlerOf: HandlerOf,
  cache: PageCache | null,
  req: IncomingMessage,
  res: ServerResponse,
) {
  const pathname = req.url?.split('?', 1)[0] ?? '/'
  if (pathname === '/healthz') return plain(res, 200, 'ok')
  if (pathname === '/readyz') return ready(services, res)
  const origin = services.config.PUBLIC_URL ?? `http://${req.headers.host ?? 'localhost'}`
  if (!wellFormed(req.url ?? '/', origin)) return plain(res, 400, 'This address is malformed.')
  const nonce = { value: randomBytes(16).toString('base64'), used: false }
  securityHeaders(services, res)
  const safe = req.method === 'GET' || req.method === 'HEAD'
  if (!safe) return act(services, handlerOf(pathname), { req, res, origin, nonce })
  const anonymous = !req.headers.cookie?.includes('parley=')
  if (cache && anonymous && !pathname.endsWith('.data'))
    return cached(services, handlerOf(pathname), cache, { req, res, origin, nonce })
  res.setHeader('Cache-Control', 'private, no-store')
  return render(services, handlerOf(pathname), { req, res, origin, nonce })
}

interface Exchange {
  req: IncomingMessage
  res: ServerResponse
  origin: string
  nonce: { value: string; used: boolean }
}

/** S1: an unsafe request must come from a page of this very origin. */
async function act(services: Services, handler: Handler, { req, res, origin, nonce }: Exchange) {
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(req.method ?? ''))
    return plain(res, 405, 'This method is not known here.')
  if (req.headers.origin !== origin)
    return plain(
      res,
      403,
      'Refused: the request does not come from a page of this site (its Origin header differs or is missing).',
    )
  const read = await readBody(req, maxBodyBytes)
  if (!read.ok) {
    res.setHeader('Connection', 'close')
    return plain(
      res,
      read.status,
      read.status === 413 ? 'Refused: more than 1 MiB was sent.' : 'The request broke off.',
    )
  }
  res.setHeader('Cache-Control', 'private, no-store')
  return render(services, handler, { req, res, origin, nonce }, read.body)
}

async function render(
  services: Services,
  handler: Handler,
  { req, res, origin, nonce }: Exchange,
  body?: Buffer,
) {
  const response = await handler(toRequest(req, res, origin, body), contextFor(services, req, nonce))
  contentSecurity(services, res, nonce)
  await send(res, response)
}

async function cached(services: Services, handler: Handler, cache: PageCache, exchange: Exchange) {
  const { req, res, origin, nonce } = exchange
  const key = req.url ?? '/'
  const stamp = await services.deps.store.stamp()
  const found = cache.find(key, stamp)
  if (found) return sendPage(services, found, exchange)
  const page = await cache.fill(key, stamp, async () => {
    const request = new Request(`${origin}${req.url}`, { headers: { accept: req.headers.accept ?? '*/*' } })
    const response = await handler(request, contextFor(services, req, nonce))
    // a page with a nonce is a page with scripts of its own: never shared
    if (nonce.used) response.headers.set('x-no-page-cache', '1')
    return response
  })
  if (!(page instanceof Response)) return sendPage(services, page, exchange)
  contentSecurity(services, res, nonce)
  res.setHeader('Cache-Control', 'no-cache')
  page.headers.delete('x-no-page-cache')
  if (req.method === 'HEAD') {
    sendHead(res, page)
    await page.body?.cancel()
    res.end()
  } else await send(res, page)
}

async function sendPage(services: Services, page: CachedPage, { req, res, nonce }: Exchange) {
  contentSecurity(services, res, nonce)
  res.setHeader('Cache-Control', 'public, no-cache')
  res.setHeader('Vary', 'Accept-Encoding, Cookie')
  res.setHeader('ETag', page.etag)
  if (req.headers['if-none-match']?.split(/,\s*/).includes(page.etag)) {
    res.statusCode = 304
    return void res.end()
  }
  for (const [name, value] of page.headers) res.setHeader(name, value)
  const [encoding, body] = await encoded(page, String(req.headers['accept-encoding'] ?? ''))
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding)
  res.setHeader('Content-Length', body.length)
  res.end(req.method === 'HEAD' ? undefined : body)
}

function contextFor(services: Services, req: IncomingMessage, nonce: Exchange['nonce']): AppLoadContext {
  return {
    deps: services.deps,
    cookie: services.cookie,
    config: services.config,
    world: services.world,
    keys: services.keys,
    log: services.log,
    address: addressOf(services, req),
    get cspNonce() {
      nonce.used = true
      return nonce.value
    },
  }
}

/** The reader's network address, for rate limits only. */
function addressOf(services: Services, req: IncomingMessage): string {
  const forwarded = services.config.TRUST_PROXY
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .pop()
        ?.trim()
    : ''
  return forwarded || req.socket.remoteAddress || ''
}

function wellFormed(url: string, origin: string): boolean {
  try {
    if (!url.startsWith('/') || url.startsWith('//') || url.length > 4_000) return false
    decodeURIComponent(url.split('?', 1)[0]!)
    return new URL(`${origin}${url}`).pathname.startsWith('/') && !url.includes('%00')
  } catch {
    return false
  }
}

function securityHeaders(services: Services, res: ServerResponse) {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Referrer-Policy', 'same-origin')
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  if (services.config.secure)
    res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
}

/** Pages without scripts of their own need no nonce, which is what lets them be shared and have an ETag. */
function contentSecurity(services: Services, res: ServerResponse, nonce: Exchange['nonce']) {
  const own = nonce.used ? ` 'nonce-${nonce.value}'` : ''
  const dev = services.dev ? " 'unsafe-inline'" : ''
  res.setHeader(
    'Content-Security-Policy',
    [
      "default-src 'self'",
      `script-src 'self'${own}`,
      services.dev ? `style-src 'self'${dev}` : `style-src 'self'${own}`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ].join('; '),
  )
}

async function ready(services: Services, res: ServerResponse) {
  try {
    await services.deps.store.stamp()
    plain(res, services.closing ? 503 : 200, services.closing ? 'closing' : 'ready')
  } catch {
    plain(res, 503, 'the database does not answer')
  }
}

function plain(res: ServerResponse, status: number, text: string) {
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' })
  res.end(`${text}\n`)
}
