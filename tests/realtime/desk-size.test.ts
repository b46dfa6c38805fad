import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { buildDir } from '../build-once'

const budgetBytes = 250 * 1000
/** Drawn and read on use only; fetched when the desk is live and has nothing else to do. */
const onUse =
  /\/(?:block-menu|bracket-dialog|flagged-references|opening-offer|reference-picker|shortcut-sheet|suggesting|term-list|word-paste)-/
const deskRoute = /desk\.norms\.\$ref(\/|$)/

/** Every script a page asks for: what it names, what those import, and what they load to be live. */
function scriptsBelow(client: string, entries: string[]): Set<string> {
  const found = new Set<string>()
  const visit = (url: string) => {
    if (found.has(url) || onUse.test(url) || !existsSync(join(client, url))) return
    found.add(url)
    const source = readFileSync(join(client, url), 'utf8')
    for (const [, specifier] of source.matchAll(
      /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+\.js|\/assets\/[^"']+\.js)["']/g,
    ))
      visit(specifier!.startsWith('/') ? specifier! : posix.join(dirname(url), specifier!))
  }
  for (const entry of entries) visit(entry)
  return found
}

describe('the drafting desk’s scripts', () => {
  test('stay under 250 kB gzipped, editor and all', async () => {
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
    const scripts = scriptsBelow(client, entries)
    expect([...scripts].some((s) => s.includes('live-desk'))).toBe(true)
    const sizes = [...scripts].map(
      (s) => [s, gzipSync(readFileSync(join(client, s)), { level: 9 }).length] as const,
    )
    const total = sizes.reduce((n, [, size]) => n + size, 0)
    console.info(`drafting desk: ${(total / 1000).toFixed(1)} kB gzipped in ${sizes.length} scripts`)
    expect(total).toBeLessThan(budgetBytes)
  })
})
