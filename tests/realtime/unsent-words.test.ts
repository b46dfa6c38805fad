import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { wordings } from '~db/stores/wordings'
import { hasChromium, launchChromium } from '../ui/browser'
import { adders } from '../world'
import { findsNothing } from './axe'
import { type DraftServer, startDraft } from './sockets'

describe.skipIf(!hasChromium)('D18 words kept on the device are shown where the draft is not', () => {
  let server: DraftServer
  let browser: Browser
  let context: BrowserContext
  let id: ParagraphId
  beforeAll(async () => {
    server = await startDraft()
    browser = await launchChromium()
    context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    id = await server.store.tx((c) =>
      adders(c, server.clock.now()).paragraph(server.filled.normId, 9, 'Text.'),
    )
  })
  afterAll(async () => {
    await browser?.close()
    await server.stop()
  })

  async function signIn(person: PersonId) {
    const [name = '', value = ''] = (await server.cookieOf(person)).split(/=(.*)/s)
    await context.clearCookies()
    await context.addCookies([{ name, value, url: server.origin }])
  }
  async function visit(path: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(server.origin + path)
    return page
  }
  async function typeOffline(words: string) {
    const page = await visit('/desk/norms/N-014')
    const paragraph = page.locator(`[id="${id}"]`)
    await paragraph.getByRole('button', { name: /^Edit/ }).click()
    await paragraph.locator('.cm-content:not([aria-readonly=true])').press('ControlOrMeta+End')
    await page.waitForSelector('#save-state[data-state="saved"]')
    await context.setOffline(true)
    await page.keyboard.type(words)
    await page.getByText(`Offline, ${words.length} changes kept on this device`).waitFor()
    return page
  }

  test('whoever lost every mandate meanwhile is refused the draft, finds their words, copies and discards them', async () => {
    const { ana, bela } = server.filled.people
    await signIn(ana)
    const desk = await typeOffline(' Kept.')
    await desk.close()
    await context.setOffline(false)
    await server.store.tx((c) => c.q.delete(c.t.delegationMember))
    await server.store.tx((c) => c.q.delete(c.t.roleGrant))

    const refused = await visit('/desk/norms/N-014')
    await refused.getByRole('heading', { name: 'Not allowed' }).waitFor()
    await refused.getByRole('link', { name: 'Words of yours that were not sent' }).click()
    const words = refused.getByLabel('The paragraph as you left it')
    await words.waitFor()
    expect(await words.inputValue()).toBe('Text. Kept.')
    await refused.getByText('6 changes not stored.').waitFor()
    await findsNothing(refused)
    await refused.getByRole('button', { name: 'Copy these words' }).click()
    await refused.getByText('Copied.').waitFor()
    expect(await refused.evaluate(() => navigator.clipboard.readText())).toBe('Text. Kept.')

    await signIn(bela)
    const other = await visit('/account/unsent')
    await other.getByText('No words of yours wait on this device').waitFor()
    expect(await other.content()).not.toContain('Text. Kept.')

    await signIn(ana)
    await refused.reload()
    await refused.getByRole('button', { name: 'Discard …' }).click()
    await refused.getByRole('button', { name: 'Keep them' }).click()
    await refused.getByRole('button', { name: 'Discard …' }).click()
    await refused.getByRole('button', { name: 'Discard them for good' }).click()
    await refused.getByText('No words of yours wait on this device').waitFor()
    await refused.reload()
    await refused.getByText('No words of yours wait on this device').waitFor()
    expect(await wordings(server.store.read).text(id)).toBe('Text.')
  })

  test('nobody who is not signed in sees the page', async () => {
    await context.clearCookies()
    const page = await visit('/account/unsent')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })
})
