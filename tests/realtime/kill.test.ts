import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from '~/env.server'
import { createServices } from '~/server/services'
import { openStore } from '~db/open'
import { wordings } from '~db/stores/wordings'
import { buildDir } from '../build-once'
import { signIn } from '../server'
import { createDatabase, dropDatabase, engines } from '../stores'
import { fillDraft, openToWrite, reads, saved, socketsTo, until } from './sockets'

const secret = 'a secret that is long enough for tests only'

describe.each(engines)('D4 kill -9 on %s', (engine) => {
  const cleanups: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  })

  async function world() {
    const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'))
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
    const url = engine === 'pg' ? await createDatabase() : undefined
    if (url) cleanups.push(() => dropDatabase(url))
    const env = { DATA_DIR: folder, DATABASE_URL: url, SESSION_SECRET: secret, LOG_LEVEL: 'error', PORT: '0' }
    const config = readConfig(env)
    const store = await openStore(config)
    const filled = await fillDraft(store, new Date())
    await store.tx((c) => c.q.insert(c.t.setting).values({ key: 'world', value: 'empty' }))
    await store.close()
    return { env, config, filled }
  }

  /** The real server as a process of its own. */
  async function serve(env: Record<string, string | undefined>) {
    const child: ChildProcess = spawn(process.execPath, [join(buildDir(), 'main.js')], {
      env: { ...process.env, ...env, NODE_ENV: 'production' } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    cleanups.push(() => child.kill('SIGKILL'))
    const port = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
      child.stdout!.on('data', (chunk: Buffer) => {
        const found = /localhost:(\d+)/.exec(String(chunk))
        if (found) resolve(found[1]!)
      })
    })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    return {
      port,
      async kill() {
        child.kill('SIGKILL')
        await gone
      },
    }
  }

  test('everything acknowledged is there after the restart, and clients go on where they were', async () => {
    const { env, config, filled } = await world()
    const services = await createServices(config)
    const cookieOf = (id: Parameters<typeof signIn>[1]) => signIn(services, id)
    const first = await serve(env)
    const origin = `http://127.0.0.1:${first.port}`
    const sockets = socketsTo({ origin, cookieOf })
    cleanups.push(() => sockets.closeAll())
    const { ana, bela, sylvie } = filled.people
    const writers = await Promise.all(
      [ana, bela, sylvie].map(async (person) => openToWrite(await sockets.as(person), filled.empty)),
    )
    const acknowledged = new Set<string>()
    let running = true
    const typing = writers.map(async (document, w) => {
      for (let i = 0; running && i < 400; i++) {
        const word = `<${w}.${i}>`
        document.text.insert(document.text.length, word)
        await until(document, () => document.state().is !== 'saving' || !running)
        if (document.state().is === 'saved') acknowledged.add(word)
        if (acknowledged.size > 60) running = false
      }
    })
    await Promise.race([Promise.all(typing), until(writers[0]!, () => acknowledged.size > 60, 30_000)])
    await first.kill()
    running = false
    const text = await wordings(services.deps.store.read).text(filled.empty)
    const lost = [...acknowledged].filter((word) => !text.includes(word))
    expect({ acknowledged: acknowledged.size, lost }).toEqual({ acknowledged: acknowledged.size, lost: [] })
    expect(acknowledged.size).toBeGreaterThan(60)
    // the tabs are still open: what they kept is sent to the server that comes back
    const second = await serve({ ...env, PORT: first.port })
    await Promise.all(writers.map((document) => saved(document)))
    const whole = await wordings(services.deps.store.read).text(filled.empty)
    await Promise.all(writers.map((document) => reads(document, whole)))
    for (const word of acknowledged) expect(whole.split(word)).toHaveLength(2)
    await second.kill()
    await services.deps.store.close()
  })
})
