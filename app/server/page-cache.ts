import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export interface CachedPage {
  stamp: string
  etag: string
  headers: [string, string][]
  body: { identity: Buffer; br?: Buffer; gzip?: Buffer }
}
export type Encoding = keyof CachedPage['body']

const maxPages = 2_000
const maxPageBytes = 1 << 20
const squeeze = {
  br: (b: Buffer) =>
    promisify(brotliCompress)(b, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: b.length },
    }),
  gzip: (b: Buffer) => promisify(gzip)(b, { level: 6 }),
}

/**
 * Rendered pages for readers without a session. A page is served only while the store's stamp is the
 * one read before it was rendered, so it is never stale, whichever process made the change.
 */
export class PageCache {
  private readonly pages = new Map<string, CachedPage>()
  private readonly rendering = new Map<string, Promise<CachedPage | Response>>()

  find(key: string, stamp: string): CachedPage | undefined {
    const page = this.pages.get(key)
    return page?.stamp === stamp ? page : undefined
  }

  /** Render once, however many ask at the same moment. A response that must not be kept is returned as it is. */
  async fill(key: string, stamp: string, render: () => Promise<Response>): Promise<CachedPage | Response> {
    const flight = `${stamp} ${key}`
    const running = this.rendering.get(flight)
    if (running) {
      const shared = await running
      if (!(shared instanceof Response)) return shared
      return render()
    }
    const run = this.render(key, stamp, render)
    this.rendering.set(flight, run)
    try {
      return await run
    } finally {
      this.rendering.delete(flight)
    }
  }

  private async render(
    key: string,
    stamp: string,
    render: () => Promise<Response>,
  ): Promise<CachedPage | Response> {
    const response = await render()
    if (!keepable(response)) return response
    const identity = Buffer.from(await response.arrayBuffer())
    const page: CachedPage = {
      stamp,
      etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 27)}"`,
      headers: [...response.headers].filter(([name]) => name !== 'content-length'),
      body: { identity },
    }
    if (identity.length <= maxPageBytes) this.keep(key, page)
    return page
  }

  private keep(key: string, page: CachedPage) {
    this.pages.delete(key)
    this.pages.set(key, page)
    if (this.pages.size > maxPages) this.pages.delete(this.pages.keys().next().value!)
  }
}

const keepable = (r: Response) =>
  r.status === 200 &&
  !r.headers.has('set-cookie') &&
  !r.headers.has('x-no-page-cache') &&
  (r.headers.get('content-type') ?? '').startsWith('text/html')

/** The body in the best encoding the reader accepts, compressed at most once per page. */
export async function encoded(page: CachedPage, accept: string): Promise<[Encoding, Buffer]> {
  const encoding = /\bbr\b/.test(accept) ? 'br' : /\bgzip\b/.test(accept) ? 'gzip' : 'identity'
  if (encoding === 'identity') return [encoding, page.body.identity]
  page.body[encoding] ??= await squeeze[encoding](page.body.identity)
  return [encoding, page.body[encoding]]
}
