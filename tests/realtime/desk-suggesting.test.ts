import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { grantRole } from '~/commands/people/grant-role.server'
import { rejectSuggestion } from '~/commands/suggestions/reject-suggestion.server'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { suggestions } from '~db/stores/suggestions'
import { wordings } from '~db/stores/wordings'
import { freeze } from '../norm-world'
import { sure } from '../sure'
import { hasChromium, launchChromium } from '../ui/browser'
import { adders } from '../world'
import { findsNothing } from './axe'
import { type DraftServer, startDraft } from './sockets'

const words = 'Report within 72 hours.'

describe.runIf(hasChromium)('suggesting at the desk, in a browser', () => {
  let server: DraftServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const lines = new Map<BrowserContext, (() => void)[]>()
  beforeAll(async () => {
    server = await startDraft()
    browser = await launchChromium()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await server.stop()
  })

  let number = 500
  async function draft({ frozen = true } = {}) {
    const ref = `N-${number}`
    const id = await server.store.tx(async (c) => {
      const add = adders(c, server.clock.now())
      const normId = await add.norm(server.filled.forums.harbour, number++)
      return add.paragraph(normId, 0, words)
    })
    if (frozen) await freeze(server.deps, ref, 'L.1')
    return { ref, id }
  }
  type Name = 'ana' | 'bela' | 'chiara' | 'sylvie'
  async function at(name: Name, ref: string): Promise<Page> {
    const cookie = await server.cookieOf(server.filled.people[name] satisfies PersonId)
    const [key, value] = cookie.split(/=(.*)/s)
    const context = await browser.newContext()
    contexts.push(context)
    await context.routeWebSocket(/socket\.io/, (browserSide) => {
      const serverSide = browserSide.connectToServer()
      browserSide.onMessage((message) => {
        if (lines.get(context)) lines.get(context)!.push(() => serverSide.send(message))
        else serverSide.send(message)
      })
    })
    await context.addCookies([{ name: key!, value: value!, url: server.origin }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${server.origin}/desk/norms/${ref}`)
    await page.locator('#save-state[data-state="saved"]').waitFor()
    return page
  }
  /** What the page sends is held back, as on a slow line, until it is let go. */
  const holdBack = (page: Page) => lines.set(page.context(), [])
  function letGo(page: Page) {
    const held = lines.get(page.context())!
    lines.delete(page.context())
    for (const send of held) send()
  }
  const suggest = async (page: Page, id: ParagraphId) => {
    await page.locator(`[id="${id}"]`).focus()
    await page.keyboard.press('s')
    await page.locator('.draft-suggestion .cm-content').waitFor()
  }
  const open = (id: ParagraphId) => suggestions(server.store.read).openOn(id)
  const paragraphOf = (page: Page, id: ParagraphId) => page.locator(`[id="${id}"] .para-words`)
  const stored = (id: ParagraphId) => wordings(server.store.read).text(id)

  test('D13, D15 two delegations suggest at once; the drafter sees both as redline and accepts one by key', async () => {
    const { ref, id } = await draft()
    const [ana, bela, chiara] = [await at('ana', ref), await at('bela', ref), await at('chiara', ref)]
    await suggest(ana, id)
    expect(await open(id)).toHaveLength(0)
    await ana.keyboard.press('Home')
    await ana.keyboard.type('Always ')
    await suggest(bela, id)
    await bela.keyboard.press('End')
    for (let n = 0; n < ' hours.'.length; n++) await bela.keyboard.press('Backspace')
    // what the suggester deletes stays visible, struck, and what they insert is underlined
    expect(await bela.locator('.draft-suggestion del').textContent()).toBe(' hours.')
    expect(await ana.locator('.draft-suggestion ins').textContent()).toBe('Always ')
    await paragraphOf(chiara, id).locator('ins[title*="Ardenia"]', { hasText: 'Always ' }).waitFor()
    await paragraphOf(chiara, id).locator('del[title*="Belmora"]', { hasText: ' hours.' }).waitFor()
    expect(await paragraphOf(chiara, id).locator('ins').getAttribute('title')).toMatch(/ana.*S-\d{5}/)
    expect(await stored(id)).toBe(words)
    // the drafter's card redraws while the delegate goes on
    await ana.keyboard.type('and everywhere ')
    const card = chiara.locator('.suggestion', { hasText: 'Ardenia' })
    await card.locator('ins', { hasText: 'Always and everywhere ' }).waitFor()
    await findsNothing(chiara)
    await card.focus()
    await chiara.keyboard.press('a')
    await expect.poll(() => stored(id)).toBe('Always and everywhere Report within 72 hours.')
    await paragraphOf(chiara, id).locator('del', { hasText: ' hours.' }).waitFor()
    await chiara.locator('.suggestion', { hasText: 'Ardenia' }).waitFor({ state: 'detached' })
  })

  test('D23 an act begun while another is under way is done after it; pressed twice, it is one', async () => {
    const { ref, id } = await draft()
    const [ana, bela, chiara] = [await at('ana', ref), await at('bela', ref), await at('chiara', ref)]
    await suggest(ana, id)
    await ana.keyboard.press('Home')
    await ana.keyboard.type('Always ')
    await suggest(bela, id)
    await bela.keyboard.press('End')
    await bela.keyboard.type(' In writing.')
    for (const by of ['Ardenia', 'Belmora'])
      await chiara.locator('.suggestion', { hasText: by }).locator('ins', { hasText: /\w/ }).waitFor()
    for (const writer of [ana, bela]) await writer.locator('#save-state[data-state="saved"]').waitFor()
    await expect.poll(async () => (await open(id)).length).toBe(2)
    const asked: string[] = []
    chiara.on('request', (request) => request.method() === 'POST' && asked.push(request.url()))
    // the cards know what has been typed by now
    await chiara.reload()
    await chiara.locator('#save-state[data-state="saved"]').waitFor()
    await chiara.evaluate(() => {
      const accept = document.querySelectorAll<HTMLElement>('.suggestion form[action$="/acceptance"] button')
      for (const button of [...accept, ...accept]) button.click()
    })
    await expect
      .poll(() => stored(id), { timeout: 20_000 })
      .toBe('Always Report within 72 hours. In writing.')
    await expect.poll(() => chiara.locator('.suggestion').count(), { timeout: 20_000 }).toBe(0)
    expect(asked.filter((url) => url.includes('/acceptance'))).toHaveLength(2)
  })

  test('D14 a suggestion rejected while its writer types: the writer keeps a copy of what was not taken', async () => {
    const { ref, id } = await draft()
    const ana = await at('ana', ref)
    await suggest(ana, id)
    await ana.keyboard.press('Home')
    await ana.keyboard.type('Always ')
    await expect.poll(async () => (await open(id)).length).toBe(1)
    await ana.locator('#save-state[data-state="saved"]').waitFor()
    const [row] = await open(id)
    holdBack(ana)
    await ana.keyboard.type('late words ')
    sure(
      await rejectSuggestion(
        server.deps,
        { personId: server.filled.people.chiara },
        { ref, suggestion: row!.ref, reason: 'No.' },
      ),
    )
    letGo(ana)
    const copy = ana.locator(`[id="${id}"] textarea[readonly]`)
    await copy.waitFor()
    expect(await copy.inputValue()).toBe('Always late words Report within 72 hours.')
    expect(await stored(id)).toBe(words)
  })

  test('D16 a version is frozen while a delegate writes: the unsent words go into a suggestion', async () => {
    const { ref, id } = await draft({ frozen: false })
    const ana = await at('ana', ref)
    await ana.locator(`[id="${id}"] button.draft-edit`).first().click()
    await ana.locator('.cm-content').waitFor()
    await ana.keyboard.press('End')
    await ana.keyboard.type(' Sent.')
    await expect.poll(() => stored(id)).toBe(`${words} Sent.`)
    await ana.locator('#save-state[data-state="saved"]').waitFor()
    holdBack(ana)
    await ana.keyboard.type(' Unsent.')
    await freeze(server.deps, ref, 'L.1')
    letGo(ana)
    await ana.locator('.draft-suggestion ins', { hasText: ' Unsent.' }).waitFor()
    await expect.poll(async () => (await open(id)).length).toBe(1)
    expect(await stored(id)).toBe(`${words} Sent.`)
  })

  test('D13 the reason is said on the card afterwards, without leaving the page', async () => {
    const { ref, id } = await draft()
    const ana = await at('ana', ref)
    await suggest(ana, id)
    await ana.keyboard.press('Home')
    await ana.keyboard.type('Always ')
    await ana.getByText(/^Say why you suggest/).click()
    await ana.getByLabel('Reason').fill('Nobody may forget.')
    await ana.getByRole('button', { name: 'Save the reason' }).click()
    await ana.locator('.suggestion', { hasText: 'Nobody may forget.' }).waitFor()
    await ana.locator('.draft-suggestion .cm-content').waitFor()
    expect((await open(id))[0]!.reason).toBe('Nobody may forget.')
  })

  test('D11, D15 the paragraph changes under a suggestion; a part of what was typed is accepted', async () => {
    const { ref, id } = await draft()
    const [ana, chiara] = [await at('ana', ref), await at('chiara', ref)]
    await suggest(ana, id)
    await ana.keyboard.press('Home')
    await ana.keyboard.type('Always ')
    await ana.keyboard.press('End')
    await ana.keyboard.type(' In writing.')
    const drafter = await at('sylvie', ref)
    await drafter.locator(`[id="${id}"] button.draft-edit`).first().click()
    await drafter.locator('.cm-content:not([aria-readonly="true"])').waitFor()
    await drafter.keyboard.press('Home')
    for (let n = 0; n < 'Report within '.length; n++) await drafter.keyboard.press('ArrowRight')
    for (let n = 0; n < '72'.length; n++) await drafter.keyboard.press('Delete')
    await drafter.keyboard.type('24')
    await expect.poll(() => stored(id)).toBe('Report within 24 hours.')
    // in the suggester's editor the drafter's change is no change of theirs
    await ana
      .locator('.draft-suggestion', { hasText: 'Always Report within 24 hours. In writing.' })
      .waitFor()
    expect(await ana.locator('.draft-suggestion del').count()).toBe(0)
    const card = chiara.locator('.suggestion')
    await card.getByText(/^Accept a part/).click()
    await card.getByLabel(/Always/).check()
    await card.getByRole('button', { name: /^Accept these/ }).click()
    await expect.poll(() => stored(id)).toBe('Always Report within 24 hours.')
    // until the page has read itself anew, the card still offers the parts one by one
    await expect
      .poll(() => chiara.locator('.suggestion ins', { hasText: 'In writing.' }).count(), { timeout: 20_000 })
      .toBe(1)
  })

  test('D9 a seat taken away while somebody suggests: their words are kept for them, and the page is reading only', async () => {
    const { ref, id } = await draft()
    const bela = await at('bela', ref)
    await suggest(bela, id)
    await bela.keyboard.press('Home')
    await bela.keyboard.type('Never ')
    await expect.poll(async () => (await open(id)).length).toBe(1)
    await bela.locator('#save-state[data-state="saved"]').waitFor()
    holdBack(bela)
    await bela.keyboard.type('ever ')
    const { belmora } = server.filled.delegations
    await server.store.tx(async (c) => {
      await c.q
        .update(c.t.seat)
        .set({ endedAt: server.clock.now() })
        .where(eq(c.t.seat.delegationId, belmora))
    })
    await bela.locator(`[id="${id}"] .draft-suggestion`).waitFor({ state: 'detached' })
    expect(await bela.locator(`[id="${id}"] textarea[readonly]`).inputValue()).toContain('Never ever Report')
    letGo(bela)
  })

  test('N12 who may only suggest places a bracket on selected words of the text, and no suggestion is opened', async () => {
    const { ref, id } = await draft()
    const ana = await at('ana', ref)
    await ana.locator(`[id="${id}"] .para-words`).evaluate((element) => {
      const range = document.createRange()
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      const node = walker.nextNode()!
      range.setStart(node, 'Report '.length)
      range.setEnd(node, 'Report within'.length)
      getSelection()!.removeAllRanges()
      getSelection()!.addRange(range)
    })
    await ana
      .locator(`[id="${id}"]`)
      .getByRole('button', { name: /^Bracket/ })
      .click()
    const place = ana.getByRole('dialog', { name: /^Place a bracket/ })
    await place.getByText('[within]').waitFor()
    await findsNothing(ana)
    await place.getByRole('button', { name: 'Place the bracket' }).click()
    await ana
      .locator(`[id="${id}"]`)
      .getByRole('link', { name: /^Held by Ardenia: \[within\]/ })
      .waitFor()
    expect(await wordings(server.store.read).text(id)).toBe('Report [within] 72 hours.')
    expect(await open(id)).toHaveLength(0)
  })

  test('D9 a role given while the page is open turns suggesting into editing', async () => {
    const { ref, id } = await draft()
    const ana = await at('ana', ref)
    await ana.locator(`[id="${id}"] [data-suggest]`).waitFor()
    sure(
      await grantRole(server.deps, null, {
        personId: server.filled.people.ana,
        role: 'chair',
        forumId: server.filled.forums.harbour,
      }),
    )
    await ana.locator(`[id="${id}"] button.draft-edit`, { hasText: 'Edit' }).waitFor()
    await ana.locator('[data-suggest]').waitFor({ state: 'detached' })
  })
})
