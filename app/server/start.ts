import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { installGlobals, type ServerBuild } from '@remix-run/node'
import type { Config } from '~/env.server'
import { startClosing } from '~/jobs/close-ballots.server'
import { openOutbox } from '~/jobs/send-mail.server'
import { startSettling } from '~/jobs/settle-text.server'
import { type Gateway, openGateway } from '~/realtime/gateway.server'
import { settings } from '~db/stores/settings'
import { createHttp, type Pages } from './http'
import { checkKey, createServices } from './services'

installGlobals({ nativeFetch: true }) // single fetch needs Node's own fetch

const drainMs = 10_000

export interface StartOptions {
  config: Config
  /** Development: pages are compiled on demand and reload themselves. */
  dev?: boolean
  buildDir?: string
  /** A test's clock. */
  now?: () => Date
}

/** One process: pages, data, sockets and documents. Port 0 takes a free port. */
export async function start({ config, dev = false, buildDir = 'build', now }: StartOptions) {
  let gateway: Gateway | undefined
  const services = await createServices(config, { dev, ...(now && { now }), announce: () => gateway?.look() })
  const { store } = services.deps
  await checkKey(store, services.keys.signer)
  services.world = (await settings(store.read).world()) ?? 'empty'
  const http = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000, headersTimeout: 20_000 })
  const vite = dev ? await viteServer(http) : null
  const pages: Pages = vite ? { vite } : await builtPages(buildDir)
  http.on('request', createHttp(services, pages))
  gateway = await openGateway(http, {
    deps: services.deps,
    cookie: services.cookie,
    log: services.log,
    publicUrl: config.PUBLIC_URL,
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.PORT, config.HOST, resolve)
  })
  const closing = startClosing(services.deps, services.log)
  const settling = startSettling(services.deps, services.log)
  const outbox = openOutbox(services)
  const { port } = http.address() as AddressInfo
  return {
    port,
    services,
    /** Answer what is being answered, then let go: nothing acknowledged is lost. */
    async close() {
      services.closing = true
      const drained = new Promise<void>((resolve) => http.close(() => resolve()))
      await gateway?.close()
      http.closeIdleConnections()
      const late = setTimeout(() => http.closeAllConnections(), drainMs)
      await vite?.close()
      await drained
      await closing.close()
      await settling.close()
      await outbox?.close()
      clearTimeout(late)
      await store.close()
    },
  }
}
export type Running = Awaited<ReturnType<typeof start>>

async function viteServer(http: ReturnType<typeof createServer>) {
  const { createServer: createVite } = await import('vite')
  return createVite({
    configFile: 'remix.config.js',
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: http } },
  })
}

async function builtPages(buildDir: string): Promise<Pages> {
  const build = (await import(
    /* @vite-ignore */ `file://${join(buildDir, 'server/index.js')}`
  )) as ServerBuild
  return { build, clientDir: join(buildDir, 'client') }
}
