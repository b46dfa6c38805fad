import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '~/env.server'
import { createServices } from '~/server/services'
import { openStore } from '~db/open'
import type { Engine } from '~db/store'
import { buildDir } from '../build-once'
import { signIn } from '../server'
import { createDatabase, dropDatabase } from '../stores'
import { fillDraft } from './sockets'

const secret = 'a secret that is long enough for tests only'

/**
 * The small world in a database of its own, for servers that run as processes of their own: to be killed, or to have
 * their memory measured. `cleanups` are run last first.
 */
export async function openApart(engine: Engine, cleanups: (() => unknown)[]) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-apart-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  const url = engine === 'pg' ? await createDatabase() : undefined
  if (url) cleanups.push(() => dropDatabase(url))
  const env = { DATA_DIR: folder, DATABASE_URL: url, SESSION_SECRET: secret, LOG_LEVEL: 'error', PORT: '0' }
  const config = readConfig(env)
  const store = await openStore(config)
  const filled = await fillDraft(store, new Date())
  await store.tx((c) => c.q.insert(c.t.setting).values({ key: 'world', value: 'empty' }))
  await store.close()
  const services = await createServices(config)
  cleanups.push(() => services.deps.store.close())
  return {
    env,
    filled,
    services,
    store: services.deps.store,
    cookieOf: (id: Parameters<typeof signIn>[1]) => signIn(services, id),
    serve: (over: Record<string, string> = {}) => serve({ ...env, ...over }, cleanups),
  }
}

async function serve(env: Record<string, string | undefined>, cleanups: (() => unknown)[]) {
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
    origin: `http://127.0.0.1:${port}`,
    alive: () => child.exitCode === null && child.signalCode === null,
    /** What the process holds of the machine's memory, in MB. */
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
