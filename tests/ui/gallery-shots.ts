// npx tsx --tsconfig tsconfig.json tests/ui/gallery-shots.ts <folder>: pictures of every component, to be looked at.
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchChromium } from './browser'
import { galleryPages } from './gallery'
import { buildGallery } from './gallery-build'

const folder = resolve(process.argv[2] ?? '.data/gallery')
await buildGallery(folder)
const browser = await launchChromium()
for (const { name } of galleryPages()) {
  for (const width of [1280, 390, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href)
      await page.evaluate(() => document.fonts.ready)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (overflow > 0) console.warn(`${name} at ${width}: ${overflow} px too wide`)
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      if (width === 1280 && colorScheme === 'light')
        await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4', preferCSSPageSize: true })
      await page.close()
    }
  }
}
await browser.close()
console.log(`pictures in ${folder}`)
