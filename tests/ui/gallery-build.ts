import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { galleryPages } from './gallery'

/** Writes the gallery's pages, the one stylesheet and its fonts into `folder`. */
export async function buildGallery(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: ['app/ui/styles/app.css'],
    outdir: folder,
    bundle: true,
    minify: true,
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    logLevel: 'warning',
  })
  copyFileSync('public/favicon.svg', join(folder, 'favicon.svg'))
  for (const { name, html } of galleryPages()) writeFileSync(join(folder, `${name}.html`), html)
}
