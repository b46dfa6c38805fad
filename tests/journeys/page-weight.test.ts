import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spawnServer } from '../server/child'
import { hasChromium, launchChromium } from '../ui/browser'

const budgetBytes = 100_000
const pages = [
  '/',
  '/norms',
  '/norms/N-001',
  '/norms/N-002',
  '/norms/N-002/brackets',
  '/ballots/B-0001',
  '/ledger',
]

describe.skipIf(!hasChromium)('a public page stays under 100 kB with its fonts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-weight-'))
  let server: Awaited<ReturnType<typeof spawnServer>>
  let browser: Browser
  beforeAll(async () => {
    server = await spawnServer({ DATA_DIR: folder })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(pages)('%s', async (path) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    let bytes = 0
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.goto(server.origin + path, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.fonts.ready.then(() => {}))
    const faces = await page.evaluate(() =>
      [...document.fonts].filter((f) => f.status === 'loaded').map((f) => `${f.family} ${f.weight}`),
    )
    // words in a fallback would weigh less, and not be ours
    expect(faces).toEqual(expect.arrayContaining(['Noto Sans 100 549', 'Noto Sans 550 900']))
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThan(budgetBytes)
    await context.close()
  })
})
