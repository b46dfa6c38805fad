import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { buildDir } from '../build-once'

/** What the desk needs to open; and what comes after: drawn on use, fetched once it is idle. */
const opensWithin = 250 * 1000
const onUseWithin = 24 * 1000
const deskRoute = /desk\.norms\.\$ref(\/|$)/
/** Asked for by import(), after the page is there to be read, but on every visit. */
const alwaysLoaded = /\/live-desk/

const statically = /(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js|\/assets\/[^"']+\.js)["']/g
const onUse = /import\s*\(\s*["'](\.{1,2}\/[^"']+\.js|\/assets\/[^"']+\.js)["']/g

/** The scripts loaded with some: they import them, or ask for them by import() where `follows` says so. */
function scriptsBelow(client: string, entries: string[], follows: (url: string) => boolean): Set<string> {
  const found = new Set<string>()
  const visit = (url: string) => {
    if (found.has(url) || !existsSync(join(client, url))) return
    found.add(url)
    const source = readFileSync(join(client, url), 'utf8')
    const named = (how: RegExp) =>
      [...source.matchAll(how)].map(([, s]) => (s!.startsWith('/') ? s! : posix.join(dirname(url), s!)))
    for (const script of [...named(statically), ...named(onUse).filter(follows)]) visit(script)
  }
  for (const entry of entries) visit(entry)
  return found
}

const gzipped = (client: string, scripts: readonly string[]) =>
  scripts.reduce((n, s) => n + gzipSync(readFileSync(join(client, s)), { level: 9 }).length, 0)

const inWords = (bytes: number, scripts: readonly string[]) =>
  `${(bytes / 1000).toFixed(1)} kB gzipped in ${scripts.length} scripts`

describe('the drafting desk’s scripts', () => {
  test('stay under 250 kB gzipped when it opens, editor and all, and under 24 kB on use', async () => {
    const build = (await import(
      /* @vite-ignore */ `file://${join(buildDir(), 'server/index.js')}`
    )) as ServerBuild
    // the list of all routes is not among them: each page carries its own part of it (v3_lazyRouteDiscovery)
    const { entry, routes } = build.assets
    const desk = Object.values(routes).filter((r) => r.id === 'root' || deskRoute.test(r.id))
    expect(desk).toHaveLength(2)
    const entries = [
      entry.module,
      ...(entry.imports ?? []),
      ...desk.flatMap((r) => [r.module, ...(r.imports ?? [])]),
    ]
    const client = join(buildDir(), 'client')
    const opens = [...scriptsBelow(client, entries, (url) => alwaysLoaded.test(url))]
    const later = [...scriptsBelow(client, entries, () => true)].filter((s) => !opens.includes(s))
    expect(opens.some((s) => alwaysLoaded.test(s))).toBe(true)
    expect(later.some((s) => s.includes('block-menu'))).toBe(true)
    const [openBytes, laterBytes] = [gzipped(client, opens), gzipped(client, later)]
    console.info(`drafting desk: ${inWords(openBytes, opens)}; on use ${inWords(laterBytes, later)}`)
    expect(openBytes).toBeLessThan(opensWithin)
    expect(laterBytes).toBeLessThan(onUseWithin)
  })
})
