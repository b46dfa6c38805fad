import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { PersonId } from '~/domain/ids'
import { type Config, readConfig } from '~/env.server'
import { start } from '~/server/start'
import { tokenHash } from '~/session.server'
import { openStore } from '~db/open'
import type { Engine, Store } from '~db/store'
import { sessions } from '~db/stores/sessions'
import { buildDir } from './build-once'
import { createDatabase, dropDatabase } from './stores'
import { fillWorld, testClock } from './world'

export interface ServerOptions {
  engine?: Engine
  env?: Record<string, string>
  /** What stands in the database before the server starts; default: the small world of tests/world.ts. */
  fill?: (store: Store, at: Date) => Promise<unknown>
  /** Which world the database says it is. */
  world?: string
}

/** The real production build on a free port, with a database of its own and a clock the test moves. */
export async function startServer<W = Awaited<ReturnType<typeof fillWorld>>>(options: ServerOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-server-'))
  const url = options.engine === 'pg' ? await createDatabase() : undefined
  const config: Config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: url,
    SESSION_SECRET: 'a secret that is long enough for tests only',
    LOG_LEVEL: 'error',
    ...options.env,
  })
  const clock = testClock()
  const store = await openStore(config)
  const filled = (await (options.fill ?? fillWorld)(store, clock.now())) as W
  if (options.world)
    await store.tx((c) => c.q.insert(c.t.setting).values({ key: 'world', value: options.world! }))
  await store.close()
  const server = await start({ config, buildDir: buildDir(), now: clock.now })
  const origin = `http://127.0.0.1:${server.port}`
  return {
    ...server,
    filled,
    clock,
    origin,
    folder,
    config,
    store: server.services.deps.store,
    deps: server.services.deps,
    cookieOf: (personId: PersonId) => signIn(server.services, personId),
    ...requests(origin),
    async stop() {
      await server.close()
      if (url) await dropDatabase(url)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type TestServer = Awaited<ReturnType<typeof startServer<Awaited<ReturnType<typeof fillWorld>>>>>

/** A session made directly; the sign-in pages have tests of their own. Returns the Cookie header. */
export async function signIn(
  { deps, cookie }: Awaited<ReturnType<typeof start>>['services'],
  personId: PersonId,
) {
  const token = randomBytes(32).toString('base64url')
  const now = deps.now()
  await deps.store.tx((c) =>
    sessions(c).add({
      tokenHash: tokenHash(token),
      id: uuidv7(),
      personId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
      device: 'test',
    }),
  )
  return (await cookie.serialize(token)).split(';')[0]!
}

function requests(origin: string) {
  const get = (path: string, cookie?: string) =>
    fetch(origin + path, {
      redirect: 'manual',
      headers: { Accept: 'text/html', ...(cookie && { Cookie: cookie }) },
    })
  return {
    get,
    /** The page's HTML; throws unless it answers 200. */
    async html(path: string, cookie?: string) {
      const answer = await get(path, cookie)
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      return answer.text()
    },
    /** A form post as a browser sends it. */
    post: (
      path: string,
      fields: Record<string, string>,
      cookie?: string,
      headers: Record<string, string> = {},
    ) =>
      fetch(origin + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: origin, ...(cookie && { Cookie: cookie }), ...headers },
        body: new URLSearchParams(fields),
      }),
  }
}
