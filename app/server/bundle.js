// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const alias = { '~db': join(root, 'db'), '~': join(root, 'app') }

/**
 * The server and the command line, each one file beside Remix's own server build. Worker files are
 * entries of their own, because they are started by name.
 * @param {string} folder
 * @param {Record<string, string>} [entries] what to bundle, by the name it gets
 */
export async function bundleNode(
  folder,
  entries = { main: 'app/server/main.ts', parley: 'app/cli/main.ts' },
) {
  const present = Object.entries(entries).filter(([, file]) => existsSync(join(root, file)))
  await build({
    entryPoints: Object.fromEntries(present.map(([name, file]) => [name, join(root, file)])),
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    external: ['./server/index.js'],
    alias,
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: true,
    logLevel: 'warning',
  })
}

/**
 * The small scripts of pages that are not hydrated, under fixed names and revalidated by ETag.
 * @param {string} folder
 */
export async function bundleScripts(folder) {
  await build({
    entryPoints: { live: join(root, 'app/realtime/live.client.ts') },
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    alias,
    plugins: [withoutWebTransport],
    logLevel: 'warning',
  })
}

/**
 * Our server does not speak it, and every public page would carry it.
 * @type {import('esbuild').Plugin}
 */
const withoutWebTransport = {
  name: 'without WebTransport',
  setup({ onLoad }) {
    onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/webtransport\.js$/ }, () => ({
      contents: 'export class WT {}',
    }))
  },
}
