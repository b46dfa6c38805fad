import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CliVerb } from '~/cli/cli'
import { exportVerb } from '~/cli/export'
import { seedVerb } from '~/cli/seed'
import { verifyVerb } from '~/cli/verify'
import { readConfig } from '~/env.server'
import { seedIfEmpty } from '~/server/seed-if-empty'
import { openStore } from '~db/open'
import { projectRoot } from '~db/root'
import type { Store } from '~db/store'
import { ledger } from '~db/stores/ledger'
import { settings } from '~db/stores/settings'
import { buildDir } from '../build-once'
import { adders } from '../world'

let folder = ''
let env: Record<string, string> = {}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-seed-'))
  env = { DATA_DIR: join(folder, 'data'), SESSION_SECRET: 'a secret that is long enough for tests only' }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(verb: CliVerb, ...argv: string[]) {
  const said: Record<'out' | 'err', string[]> = { out: [], err: [] }
  const io = { out: (l: string) => said.out.push(l), err: (l: string) => said.err.push(l), cwd: folder, env }
  const code = await verb.run(argv, io)
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

async function within<T>(fn: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(readConfig(env))
  try {
    return await fn(store)
  } finally {
    await store.close()
  }
}
const held = () =>
  within(async ({ read }) => ({
    world: await settings(read).world(),
    entries: await ledger(read).size(),
  }))

describe('parley seed', () => {
  test('fills the demo, whose export verifies; a second seed is refused and changes nothing', async () => {
    const seeded = await run(seedVerb, '--world', 'demo')
    expect(seeded.code).toBe(0)
    const { world, entries } = await held()
    expect(world).toBe('demo')
    expect(seeded.out).toBe(`demo: ${entries} ledger entries`)
    expect((await run(exportVerb, 'proof')).code).toBe(0)
    const verified = await run(verifyVerb, 'proof')
    expect(verified.out).toContain('ballots counted again with the same result: 5; still open: 1')
    expect(verified.code).toBe(0)

    const again = await run(seedVerb, '--world', 'un')
    expect(again.code).toBe(2)
    expect(again.err).toContain('already holds the world "demo". Nothing was changed.')
    expect(again.out).toBe('')
    expect(await held()).toEqual({ world, entries })
  })

  test.each(['un', 'empty'])('%s says how the first administrator is made', async (world) => {
    const { code, err } = await run(seedVerb, '--world', world)
    expect(code).toBe(0)
    expect(err).toContain('user add --name "..." --email ... --role administrator')
    expect((await held()).world).toBe(world)
  })

  test.each([
    [[], '--world is missing'],
    [['--world', 'moon'], '--world: there is no world "moon"'],
    [['--world', '__proto__'], 'there is no world "__proto__"'],
    [['--wrold', 'demo'], "Unknown option '--wrold'"],
    [['demo'], "Unexpected argument 'demo'"],
  ])('%j is refused before a database is made', async (argv, words) => {
    const { code, err, out } = await run(seedVerb, ...argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
    expect(existsSync(env.DATA_DIR!)).toBe(false)
  })
})

describe('W5 serving an empty database fills it with the configured world', () => {
  const serveOnce = async (world: string) => {
    const said: string[] = []
    await seedIfEmpty(readConfig({ ...env, WORLD: world }), (line) => said.push(line))
    return said.join('\n')
  }

  test('once: what is there is left alone, whatever is configured then', async () => {
    expect(await serveOnce('un')).toMatch(
      /filling it with the world "un".*\n.*ledger entries\nNobody can sign in/,
    )
    const before = await held()
    expect(await serveOnce('demo')).toBe('')
    expect(await held()).toEqual(before)
  })

  test('rows without a world are somebody’s, and are left alone', async () => {
    await within((store) => store.tx((c) => adders(c, new Date()).forum('own', 'global')))
    expect(await serveOnce('demo')).toBe('')
    expect(await held()).toEqual({ world: null, entries: 0 })
  })
})

describe('the real processes', () => {
  const start = (file: string, ...argv: string[]) =>
    spawn(process.execPath, [join(buildDir(), file), ...argv], {
      cwd: projectRoot,
      env: { ...process.env, ...env, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  /** Resolves with the first line that matches; throws when the output ends before. */
  async function lineOf(stream: NodeJS.ReadableStream, wanted: RegExp): Promise<string> {
    for await (const line of createInterface({ input: stream })) if (wanted.test(line)) return line
    throw new Error(`ended without ${wanted}`)
  }
  const ended = (child: ChildProcess) => once(child, 'exit') as Promise<[number | null, string | null]>

  test('W3 a seed that is killed leaves the database empty, and the next one fills it', async () => {
    const child = start('parley.js', 'seed', '--world', 'crowded')
    const exit = ended(child)
    await lineOf(child.stderr!, /2000 of \d+ acts/)
    child.kill('SIGKILL')
    expect((await exit)[1]).toBe('SIGKILL')
    expect(await held()).toEqual({ world: null, entries: 0 })
    expect((await run(seedVerb, '--world', 'demo')).code).toBe(0)
  })

  test('a server started on nothing fills the demo, says so on standard error only, and serves it', async () => {
    const child = start('main.js')
    const exit = ended(child)
    const filling = lineOf(child.stderr!, /filling it with the world "demo"/)
    const open = await lineOf(child.stdout!, /./)
    await filling
    expect(open).toMatch(/^Parley is open at http:/)
    const page = await fetch(`${open.match(/http:\S+/)![0]}/norms`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Coordinated disclosure of vulnerabilities')
    child.kill('SIGTERM')
    expect((await exit)[0]).toBe(0)
    expect((await held()).world).toBe('demo')
  })
})
