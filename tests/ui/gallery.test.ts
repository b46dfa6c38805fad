import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from './browser'
import { galleryPages } from './gallery'
import { buildGallery } from './gallery-build'

if (!hasChromium && process.env.CI) throw new Error('chromium is missing: the pages cannot be checked')
if (!hasChromium)
  console.warn('SKIPPED: no chromium, so accessibility and reflow of the pages are not checked')

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
const names = galleryPages().map((p) => p.name)

describe.skipIf(!hasChromium)('the pages in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gallery-'))
  const sent = new Map<string, number>()
  let server: Server
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    await buildGallery(folder)
    server = createServer((request, response) => {
      const file = basename(request.url ?? '')
      const body = readFileSync(join(folder, file))
      const packed = extname(file) === '.woff2' ? body : gzipSync(body, { level: 9 })
      sent.set(file, packed.length)
      response.writeHead(200, {
        'content-type': types[extname(file)],
        ...(packed !== body && { 'content-encoding': 'gzip' }),
        'content-security-policy':
          "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'",
      })
      response.end(packed)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open<T>(
    name: string,
    options: Parameters<Browser['newPage']>[0],
    look: (page: Page, complaints: string[]) => Promise<T>,
  ): Promise<T> {
    const page = await browser.newPage({ bypassCSP: false, ...options })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    try {
      await page.goto(`${origin}/${name}.html`)
      return await look(page, complaints)
    } finally {
      await page.close()
    }
  }

  const audit = (page: Page) =>
    page.evaluate(
      async (source) => {
        const run = new Function(`${source}; return window.axe`)
        const { violations } = await run().run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })
        return violations.map(
          (v: { id: string; nodes: { html: string }[] }) =>
            `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`,
        )
      },
      readFileSync(axePath, 'utf8'),
    )

  const views = names.flatMap((name) => [
    { name, width: 1280, colorScheme: 'light' as const },
    { name, width: 390, colorScheme: 'dark' as const },
  ])

  test.each(views)(
    '$name at $width px, $colorScheme: axe finds nothing',
    async ({ name, width, colorScheme }) => {
      // Only the audit needs to run a script; the policy is checked below without it.
      const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true }
      expect(await open(name, options, audit)).toEqual([])
    },
    60_000,
  )

  test.each(names)(
    '%s reflows at 320 px without sideways scroll, and the policy blocks nothing',
    async (name) => {
      const result = await open(
        name,
        { viewport: { width: 320, height: 800 }, javaScriptEnabled: true },
        async (page, complaints) => ({
          tooWide: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
          complaints,
        }),
      )
      expect(result).toEqual({ tooWide: 0, complaints: [] })
    },
  )

  test('the menu opens and the links are there without scripts', async () => {
    await open('kit', { viewport: { width: 320, height: 800 }, javaScriptEnabled: false }, async (page) => {
      const link = page.locator('.nav-narrow a', { hasText: 'Ballots' })
      expect(await link.isVisible()).toBe(false)
      await page.locator('.nav-narrow > summary').click()
      expect(await link.isVisible()).toBe(true)
    })
  })

  test('the keyboard reaches the skip link first, and it can be seen', async () => {
    await open('kit', { viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.keyboard.press('Tab')
      const focus = await page.evaluate(() => {
        const { top } = document.activeElement!.getBoundingClientRect()
        const { outlineWidth, outlineStyle } = getComputedStyle(document.activeElement!)
        return {
          href: document.activeElement!.getAttribute('href'),
          seen: top >= 0,
          outlineWidth,
          outlineStyle,
        }
      })
      expect(focus).toEqual({ href: '#main', seen: true, outlineWidth: '3px', outlineStyle: 'solid' })
    })
  })

  test('targets are 24 px, and 44 px for a finger, but for links inside sentences', async () => {
    const small = (least: number) => (page: Page) =>
      page.evaluate((px) => {
        const targets = [
          ...document.querySelectorAll(
            '.button:not(.button-small), .nav-list a, .tabs a, .choice, summary, .control',
          ),
        ]
        return targets
          .filter((t) => t.getClientRects().length > 0 && t.getBoundingClientRect().height < px)
          .map((t) => t.outerHTML.slice(0, 80))
      }, least)
    expect(await open('form', { viewport: { width: 1280, height: 800 } }, small(24))).toEqual([])
    const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }
    expect(await open('form', phone, small(44))).toEqual([])
    expect(await open('kit', phone, small(44))).toEqual([])
  })

  test('a page in a Latin language, names with accents too, weighs under 100 kB with its fonts', async () => {
    sent.clear()
    await open('kit', { viewport: { width: 1280, height: 800 } }, (page) =>
      page.evaluate(() => document.fonts.ready.then(() => 0)),
    )
    const weight = [...sent.values()].reduce((a, b) => a + b, 0)
    const faces = [...sent.keys()].filter((f) => f.endsWith('.woff2'))
    expect(faces.length).toBeGreaterThan(1)
    expect(faces.filter((f) => !/-latin-(400|600)-normal\.woff2$/.test(f))).toEqual([])
    expect(weight).toBeLessThan(100_000)
  })
})
