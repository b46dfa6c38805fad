// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { vitePlugin } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { bundleNode, bundleScripts } from './app/server/bundle.js'

/** Remix's own options (the later react-router.config.ts).
 * @type {import('@remix-run/dev').VitePluginConfig} */
export const remix = {
  buildDirectory: process.env.BUILD_DIR ?? 'build',
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
  async buildEnd({ remixConfig: { buildDirectory } }) {
    const client = join(buildDirectory, 'client')
    await bundleNode(buildDirectory)
    await bundleScripts(client)
    for (const folder of [client, join(client, 'assets')])
      for (const file of readdirSync(folder).filter((f) => /\.(js|css|svg)$/.test(f))) {
        const raw = readFileSync(join(folder, file))
        writeFileSync(join(folder, `${file}.br`), brotliCompressSync(raw))
        writeFileSync(join(folder, `${file}.gz`), gzipSync(raw, { level: 9 }))
      }
  },
}

/**
 * Development: a page that runs no React in the browser is reloaded when something it is drawn from changes.
 * @type {import('vite').Plugin}
 */
const reloadPlainPages = {
  name: 'reload-plain-pages',
  apply: 'serve',
  handleHotUpdate({ file, server }) {
    const inBrowser = server.environments.client.moduleGraph.getModulesByFile(file)?.size
    if (!inBrowser && /\/(app|db)\//.test(file)) server.ws.send({ type: 'full-reload' })
  },
}

/** What the desk's libraries import and norm text has no use for. */
const standIns = {
  '@codemirror/language': fileURLToPath(
    new URL('./app/routes/desk.norms.$ref/no-language.ts', import.meta.url),
  ),
  'lib0/logging': fileURLToPath(new URL('./app/realtime/plain-log.ts', import.meta.url)),
}

/** The one build configuration: `remix vite:build --config remix.config.js`. */
export default defineConfig({
  plugins: [vitePlugin(remix), reloadPlainPages],
  resolve: {
    alias: {
      '~db': fileURLToPath(new URL('./db', import.meta.url)),
      '~': fileURLToPath(new URL('./app', import.meta.url)),
      ...standIns,
    },
  },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: false },
  ssr: { external: ['better-sqlite3'] },
  optimizeDeps: {
    include: [
      'socket.io-client',
      'yjs',
      'y-codemirror.next',
      'y-protocols/awareness',
      '@codemirror/state',
      '@codemirror/view',
      '@codemirror/commands',
    ],
    exclude: ['@remix-run/node'],
  },
})
