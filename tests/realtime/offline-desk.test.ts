import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { wordings } from '~db/stores/wordings'
import { hasChromium, launchChromium } from '../ui/browser'
import { adders } from '../world'
import { type DraftServer, startDraft } from './sockets'

const desk = '/desk/norms/N-014'

describe.skipIf(!hasChromium)('D18 words are kept on the device', () => {
  let server: DraftServer
  let browser: Browser
  const contexts: BrowserContext[] = []
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

  const freshParagraph = (text = 'Text.'): Promise<ParagraphId> =>
    server.store.tx((c) => adders(c, server.clock.now()).paragraph(server.filled.normId, 9, text))
  const stored = (id: ParagraphId) => wordings(server.store.read).text(id)

  async function device(person: PersonId): Promise<BrowserContext> {
    const context = await browser.newContext()
    contexts.push(context)
    await signIn(context, person)
    return context
  }
  async function signIn(context: BrowserContext, person: PersonId) {
    const [name = '', value = ''] = (await server.cookieOf(person)).split(/=(.*)/s)
    await context.addCookies([{ name, value, url: server.origin }])
  }
  async function visit(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    await page.goto(server.origin + desk)
    return page
  }
  const paragraph = (page: Page, id: ParagraphId) => page.locator(`[id="${id}"]`)
  async function edit(page: Page, id: ParagraphId) {
    await paragraph(page, id).getByRole('button', { name: /^Edit/ }).click()
    await page.waitForFunction(
      (i) => document.getElementById(i)?.querySelector('.cm-content:not([aria-readonly=true])'),
      id,
    )
    await paragraph(page, id).locator('.cm-content').press('ControlOrMeta+End')
  }
  const isSaved = (page: Page) => page.waitForSelector('#save-state[data-state="saved"]')
  const keptHere = (page: Page) =>
    page.evaluate(async () => {
      const open = indexedDB.open('parley', 1)
      await new Promise((resolve) => (open.onsuccess = resolve))
      const all = open.result.transaction('kept').objectStore('kept').getAll()
      await new Promise((resolve) => (all.onsuccess = resolve))
      open.result.close()
      return (all.result as { edits: number }[]).reduce((n, { edits }) => n + edits, 0)
    })

  /** Once the server has answered with the paragraph's text; it answers joins in their order. */
  const hasRead = (page: Page, id: ParagraphId) =>
    new Promise<void>((resolve) =>
      page.on('websocket', (socket) => {
        let [asked, wanted, answered] = [0, 0, 0]
        socket.on('framesent', ({ payload }) => {
          if (!payload.includes('document.join')) return
          asked++
          if (payload.includes(id)) wanted = asked
        })
        socket.on('framereceived', ({ payload }) => {
          if (payload.includes('"access":')) answered++
          if (wanted > 0 && answered >= wanted) resolve()
        })
      }),
    )

  /** Words typed offline in a tab that is then closed. */
  async function typeAndClose(context: BrowserContext, id: ParagraphId, words = ' Kept.') {
    const page = await visit(context)
    await edit(page, id)
    await isSaved(page)
    await context.setOffline(true)
    await page.keyboard.type(words)
    await expect.poll(() => keptHere(page)).toBe(words.length)
    await page.close()
    await context.setOffline(false)
  }

  test('a tab closed while offline loses nothing: the next visit sends its words and says so, once', async () => {
    const id = await freshParagraph()
    const context = await device(server.filled.people.ana)
    await typeAndClose(context, id)
    expect(await stored(id)).toBe('Text.')
    const page = await visit(context)
    await page.getByText(/^6 changes from \d.* on this device were sent\.$/).waitFor()
    expect(await stored(id)).toBe('Text. Kept.')
    await paragraph(page, id).getByText('Text. Kept.').waitFor()
    await expect.poll(() => keptHere(page)).toBe(0)
    await page.reload()
    await isSaved(page)
    expect(await stored(id)).toBe('Text. Kept.')
    expect(await page.getByText('on this device').count()).toBe(0)
  })

  test('a tab reloaded while its words are on their way doubles nothing', async () => {
    const id = await freshParagraph('')
    const context = await device(server.filled.people.ana)
    const page = await visit(context)
    await edit(page, id)
    for (let n = 0; n < 4; n++) {
      await page.keyboard.type(`<${n}>`)
      await page.reload()
      await edit(page, id)
    }
    await isSaved(page)
    await expect.poll(() => keptHere(page)).toBe(0)
    expect((await stored(id)).match(/<\d>/g)?.sort()).toEqual(['<0>', '<1>', '<2>', '<3>'])
  })

  test('two tabs of one person on one paragraph: the living one keeps its words to itself', async () => {
    const id = await freshParagraph()
    const context = await device(server.filled.people.ana)
    const [first, second] = [await visit(context), await visit(context)]
    await edit(first, id)
    await isSaved(first)
    await context.setOffline(true)
    await first.keyboard.type(' One.')
    await expect.poll(() => keptHere(first)).toBe(5)
    await context.setOffline(false)
    const third = await visit(context)
    await Promise.all([first, second, third].map(isSaved))
    expect(await stored(id)).toBe('Text. One.')
    await expect.poll(() => keptHere(first)).toBe(0)
    expect(await third.getByText('on this device').count()).toBe(0)
  })

  test('no reading that fails takes the desk away, nor the words on it', async () => {
    const [id, next] = [await freshParagraph(), await freshParagraph('Next.')]
    const context = await device(server.filled.people.ana)
    const page = await visit(context)
    await edit(page, id)
    await isSaved(page)
    let failed = 0
    const breaks = /_data=|\/margin\?|\/comments$/
    await page.route(breaks, (route) => {
      failed++
      return failed % 2 ? route.abort() : route.fulfill({ status: 502, body: 'Bad gateway' })
    })
    await page.keyboard.type(' Typed.')
    await isSaved(page)
    // somebody adds a paragraph: the page is read anew, again and again, and cannot be
    const cookie = await server.cookieOf(server.filled.people.sylvie)
    for (let n = 0; n < 2; n++) {
      const before = failed
      const added = await server.post('/norms/N-014/paragraphs', { kind: 'operative', text: 'More.' }, cookie)
      expect(added.status).toBeLessThan(400)
      await expect.poll(() => failed, { timeout: 15_000 }).toBeGreaterThan(before)
    }
    await edit(page, next)
    await page.keyboard.type(' Too.')
    await isSaved(page)
    expect(await stored(next)).toBe('Next. Too.')
    await paragraph(page, id).getByText('Text. Typed.').waitFor()
  })

  test('D20 a paragraph that was only read is written offline, and its words survive the tab', async () => {
    const id = await freshParagraph()
    const context = await device(server.filled.people.ana)
    const page = await context.newPage()
    const read = hasRead(page, id)
    await page.goto(server.origin + desk)
    await paragraph(page, id).scrollIntoViewIfNeeded()
    await read
    await context.setOffline(true)
    await page.waitForSelector('#save-state[data-state="offline"]')
    await edit(page, id)
    await page.keyboard.type(' New.')
    await page.getByText('Offline, 5 changes kept on this device').waitFor()
    await page.close()
    await context.setOffline(false)
    await (await visit(context)).getByText(/^5 changes .* were sent\.$/).waitFor()
    expect(await stored(id)).toBe('Text. New.')
  })

  test('D19 words of one person are neither shown to nor sent by the next on the same browser', async () => {
    const id = await freshParagraph()
    const { ana, bela } = server.filled.people
    const context = await device(ana)
    await typeAndClose(context, id, ' Secret.')
    await signIn(context, bela)
    const other = await visit(context)
    await isSaved(other)
    expect(await other.content()).not.toContain('Secret')
    expect(await stored(id)).toBe('Text.')
    await other.close()
    await signIn(context, ana)
    await (await visit(context)).getByText(/^8 changes .* were sent\.$/).waitFor()
    expect(await stored(id)).toBe('Text. Secret.')
  })

  test('D19 an open tab whose session became another’s shows and sends nothing, and keeps the words', async () => {
    const id = await freshParagraph()
    const { ana, bela } = server.filled.people
    const context = await device(ana)
    const page = await visit(context)
    await edit(page, id)
    await isSaved(page)
    await context.setOffline(true)
    await page.keyboard.type(' Secret.')
    await expect.poll(() => keptHere(page)).toBe(8)
    await signIn(context, bela)
    await page.waitForSelector('#save-state[data-state="offline"]', { timeout: 50_000 })
    await context.setOffline(false)
    await paragraph(page, id).getByText('Somebody else is signed in').first().waitFor()
    expect(await paragraph(page, id).innerText()).not.toContain('Secret')
    expect(await keptHere(page)).toBe(8)
    expect(await stored(id)).toBe('Text.')
  })

  const whileAway: [string, RegExp, (id: ParagraphId) => Promise<unknown>][] = [
    [
      'the paragraph was removed',
      /in a paragraph that has been removed, were not sent: This paragraph has been removed/,
      (id) =>
        server
          .post(`/norms/N-014/paragraphs/${id}/removal`, {}, sylvie)
          .then((a) => expect(a.status).toBe(302)),
    ],
    [
      'the text was put back',
      /were not sent: The stored text was put back/,
      async () => {
        await server.store.tx((c) => c.q.update(c.t.docUpdate).set({ update: Uint8Array.of(0, 0) }))
      },
    ],
  ]
  let sylvie: string
  beforeAll(async () => {
    sylvie = await server.cookieOf(server.filled.people.sylvie)
  })
  test.each(whileAway)(
    '%s: the words are offered for copying until they are discarded',
    async (_, told, act) => {
      const id = await freshParagraph()
      const context = await device(server.filled.people.ana)
      await typeAndClose(context, id)
      await act(id)
      let page = await visit(context)
      for (let visits = 0; visits < 2; visits++) {
        await page.getByText(told).waitFor()
        expect(await page.getByLabel('The paragraph as you left it').inputValue()).toBe('Text. Kept.')
        await page.close()
        page = await visit(context)
      }
      await page.getByRole('button', { name: 'Discard these words' }).click()
      await expect.poll(() => keptHere(page)).toBe(0)
      expect(await page.getByText(told).count()).toBe(0)
    },
  )

  test.each([
    ['the text was closed', 'text-closed'],
    ['the paragraph was agreed', 'settled'],
  ])('%s while away: the words are offered for copying, and sent once they may be', async (_, how) => {
    const id = await freshParagraph()
    const { people } = server.filled
    const context = await device(people.bela)
    await typeAndClose(context, id)
    const change = (back: boolean) =>
      server.store.tx(async (c) => {
        const { norm, paragraph: p } = c.t
        if (how === 'text-closed') await c.q.update(norm).set({ stage: back ? 'drafting' : 'text-final' })
        else await c.q.update(p).set({ state: back ? 'open' : 'closed' })
      })
    await change(false)
    const page = await visit(context)
    await page.getByText(/6 changes from .* were not sent/).waitFor()
    expect(await page.getByLabel('The paragraph as you left it').inputValue()).toBe('Text. Kept.')
    expect(await stored(id)).toBe('Text.')
    await change(true)
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText(/^6 changes .* were sent\.$/).waitFor()
    expect(await stored(id)).toBe('Text. Kept.')
  })

  test('the server that comes back no longer knows the id set aside: the words are made anew, once', async () => {
    const id = await freshParagraph()
    const context = await device(server.filled.people.ana)
    await typeAndClose(context, id)
    await server.store.tx((c) => c.q.delete(c.t.clientLease))
    await (await visit(context)).getByText(/^6 changes .* were sent\.$/).waitFor()
    expect(await stored(id)).toBe('Text. Kept.')
  })

  test('a browser that keeps nothing says so, and everything else works', async () => {
    const id = await freshParagraph()
    const context = await device(server.filled.people.ana)
    await context.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', {
        get() {
          throw new DOMException('not here', 'SecurityError')
        },
      })
    })
    const page = await visit(context)
    await page.getByText('This browser keeps nothing on the device').waitFor()
    await edit(page, id)
    await page.keyboard.type(' Here.')
    await isSaved(page)
    await context.setOffline(true)
    await page.keyboard.type('!')
    await page.getByText(/^(Offline|Reconnecting), 1 change kept in this tab$/).waitFor({ timeout: 50_000 })
    await context.setOffline(false)
    await isSaved(page)
    expect(await stored(id)).toBe('Text. Here.!')
  })

  test('where WebSocket is refused, the desk polls by itself: typing, offline, return', async () => {
    const id = await freshParagraph()
    const context = await device(server.filled.people.ana)
    // the attempt fails as it does behind a proxy that answers an upgrade with 400
    await context.addInitScript(() => {
      globalThis.WebSocket = class extends EventTarget {
        onerror: ((e: Event) => void) | null = null
        constructor() {
          super()
          setTimeout(() => this.onerror?.(new Event('error')))
        }
        close() {}
      } as never
    })
    const page = await visit(context)
    await edit(page, id)
    await page.keyboard.type(' Polled.')
    await isSaved(page)
    await context.setOffline(true)
    await page.keyboard.type(' Away.')
    await page.waitForSelector('#save-state[data-state="offline"]', { timeout: 50_000 })
    await context.setOffline(false)
    await isSaved(page)
    expect(await stored(id)).toBe('Text. Polled. Away.')
  })
})
