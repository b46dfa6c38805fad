import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundWorld } from '~/commands/worlds/seed-world.server'
import { startServer, type TestServer } from '../server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** A request with headers that fetch would not send. */
function raw(path: string, headers: Record<string, string>, body = '', method = 'POST') {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(server.origin + path, { method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode!, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('S1 an unsafe request must come from a page of this very site', () => {
  test.each([
    ['no Origin', {}, 403],
    ['a foreign Origin', { Origin: 'https://evil.example' }, 403],
    ['an opaque Origin', { Origin: 'null' }, 403],
    ['another port of this host', { Origin: 'http://127.0.0.1:1' }, 403],
  ])('%s is refused', async (_, headers, status) => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expect((await raw('/sign-in', { ...form, ...headers }, 'email=a@b.example')).status).toBe(status)
    expect(
      (await raw('/sign-in', { 'Content-Type': 'text/plain', ...headers }, 'email=a@b.example')).status,
    ).toBe(status)
    expect((await raw('/sign-in.data', { ...form, ...headers }, 'email=a@b.example')).status).toBe(status)
  })

  test('the page itself is let through to its own answer', async () => {
    expect((await server.post('/sign-in', { email: 'nobody@people.example' })).status).not.toBe(403)
  })

  test.each(['TRACE', 'PROPFIND'])('the method %s is not known', async (method) => {
    expect((await raw('/', { Origin: server.origin }, '', method)).status).toBe(405)
  })
})

describe('S3 too much or malformed input is refused and the server stays up', () => {
  test('a body of exactly 1 MiB is read, one byte more is not', async () => {
    const headers = { Origin: server.origin, 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = (bytes: number) => `email=${'a'.repeat(bytes - 6)}`
    expect((await raw('/sign-in', headers, body(1 << 20))).status).toBe(400)
    expect((await raw('/sign-in', headers, body((1 << 20) + 1))).status).toBe(413)
  })

  test('10 MB without a declared length is refused as it arrives', async () => {
    const headers = { Origin: server.origin, 'Transfer-Encoding': 'chunked', 'Content-Type': 'text/plain' }
    const answer = await raw('/sign-in', headers, 'x'.repeat(10_000_000)).catch(
      (e: NodeJS.ErrnoException) => e,
    )
    // the server may cut the line before all was sent; both are refusals
    if (answer instanceof Error) expect(answer.code).toMatch(/EPIPE|ECONNRESET/)
    else expect(answer.status).toBe(413)
  })

  test.each(['/norms/%E0%A4%A', '/norms/%00', '//evil.example/', `/${'a'.repeat(5_000)}`])(
    '%s is a bad address',
    async (path) => {
      expect((await raw(path, {}, '', 'GET')).status).toBe(400)
    },
  )

  test('afterwards it still answers', async () => {
    expect((await server.get('/healthz')).status).toBe(200)
    expect((await server.get('/readyz')).status).toBe(200)
  })
})

describe('S4 what a page may load is said strictly', () => {
  test('a public page has no nonce, no inline script and no inline style', async () => {
    const answer = await server.get('/')
    const policy = answer.headers.get('content-security-policy')!
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    const html = await answer.text()
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/)
  })

  test('nothing may be framed or sniffed, and no address leaks in a referrer', async () => {
    const { headers } = await server.get('/')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })
})

describe('S5 pages for readers without a session come from the cache and are never stale', () => {
  test('the same page has the same ETag and answers 304', async () => {
    const first = await server.get('/forums')
    const etag = first.headers.get('etag')!
    expect(etag).toMatch(/^"[\w-]{20,}"$/)
    const again = await fetch(`${server.origin}/forums`, { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test('a change is on the very next answer', async () => {
    const before = await server.get('/ledger')
    await foundWorld(server.deps, { world: 'empty', signer: server.services.keys.signer })
    const after = await server.get('/ledger')
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    expect(await after.text()).toContain('World founded')
  })

  test('a page with a session is never kept by anyone', async () => {
    const cookie = await server.cookieOf(server.filled.people.ana)
    const answer = await server.get('/', cookie)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('etag')).toBeNull()
    expect(await answer.text()).toContain('ana')
    expect(await server.html('/')).not.toContain('>ana<')
  })

  test('HEAD answers like GET without a body', async () => {
    const answer = await fetch(`${server.origin}/forums`, { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  test('what is not there is 404 with a page that says so', async () => {
    const answer = await server.get('/nowhere')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('There is nothing at this address')
  })
})

describe('the ledger as data', () => {
  test('the checkpoint is a signed note, and the entries are canonical lines', async () => {
    const note = await server.html('/ledger/checkpoint')
    expect(note).toMatch(
      /^parley\.example\/ledger\n1\n[A-Za-z0-9+/]{43}=\n\n— parley\.example\/ledger [A-Za-z0-9+/=]+\n$/,
    )
    const lines = (await server.html('/ledger/entries.jsonl?from=0')).trim().split('\n')
    expect(JSON.parse(lines[0]!)).toMatchObject({ t: 'parley-v1/world.founded' })
  })

  test.each(['/ledger/1', '/ledger/x', '/ledger/-1', '/ledger/99999999999'])(
    '%s is not an entry',
    async (path) => {
      expect((await server.get(path)).status).toBe(404)
    },
  )
})
