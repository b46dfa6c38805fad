import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { normTexts } from '~db/stores/norm-texts'
import { wordings } from '~db/stores/wordings'
import { hasChromium, launchChromium } from '../ui/browser'
import { type DraftServer, startDraft } from './sockets'

const desk = '/desk/norms/N-014'

describe('the drafting desk', () => {
  let server: DraftServer
  let browser: Browser
  beforeAll(async () => {
    server = await startDraft()
    if (hasChromium) browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server.stop()
  })

  test('is read without scripts: all words, and ways to go on', async () => {
    const html = await server.html(desk, await server.cookieOf(server.filled.people.ana))
    expect(html).toContain('States should report within 72 hours.')
    expect(html).toContain('action="/norms/N-014/paragraphs"')
    expect(html).not.toMatch(/\sstyle="/)
  })

  test.each([
    ['paul', 403],
    ['olga', 403],
    ['ana', 200],
    ['sylvie', 200],
  ] as const)('D1 answers %s with %i', async (name, status) => {
    const cookie = await server.cookieOf(server.filled.people[name])
    expect((await server.get(desk, cookie)).status).toBe(status)
  })

  test('sends whoever is not signed in to the sign-in page, and knows no other norm', async () => {
    expect((await server.get(desk)).headers.get('location')).toContain('/sign-in')
    const cookie = await server.cookieOf(server.filled.people.ana)
    expect((await server.get('/desk/norms/N-999', cookie)).status).toBe(404)
  })

  describe.skipIf(!hasChromium)('in browsers', () => {
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close()
      expect(faults.splice(0)).toEqual([])
    })

    async function openDesk(person: PersonId, path = desk): Promise<Page> {
      const context = await browser.newContext()
      contexts.push(context)
      const [name = '', value = ''] = (await server.cookieOf(person)).split(/=(.*)/s)
      await context.addCookies([{ name, value, url: server.origin }])
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED'))
          faults.push(message.text())
      })
      await page.goto(server.origin + path)
      return page
    }
    const paragraph = (page: Page, id: ParagraphId) => page.locator(`[id="${id}"]`)
    const editor = (page: Page, id: ParagraphId) => paragraph(page, id).locator('.cm-content')
    const isSaved = (page: Page) => page.waitForSelector('#save-state[data-state="saved"]')
    const stored = (id: ParagraphId) => wordings(server.store.read).text(id)

    async function edit(page: Page, id: ParagraphId) {
      await paragraph(page, id).getByRole('button', { name: /^Edit/ }).click()
      await editor(page, id).and(page.locator('[aria-readonly="false"], :not([aria-readonly])')).waitFor()
      await page.waitForFunction(
        (i) => !document.getElementById(i)?.querySelector('.cm-content[aria-readonly=true]'),
        id,
      )
    }

    test('two delegates write in one paragraph, see each other, and the words are stored', async () => {
      const { people, paragraph: id } = server.filled
      const [ana, bela] = [await openDesk(people.ana), await openDesk(people.bela)]
      await edit(ana, id)
      await edit(bela, id)
      await editor(ana, id).press('ControlOrMeta+End')
      await ana.keyboard.type(' Without delay.')
      await editor(bela, id).press('ControlOrMeta+Home')
      await bela.keyboard.type('All ')
      const whole = 'All States should report within 72 hours. Without delay.'
      await Promise.all(
        [ana, bela].map((page) =>
          page.waitForFunction(
            ([i, text]) => {
              const lines = document
                .getElementById(i!)
                ?.querySelector('.cm-line')
                ?.cloneNode(true) as HTMLElement
              for (const caret of lines?.querySelectorAll('.caret') ?? []) caret.remove()
              return lines?.textContent === text
            },
            [id, whole],
          ),
        ),
      )
      await Promise.all([isSaved(ana), isSaved(bela)])
      expect(await stored(id)).toBe(whole)
      await bela.locator('.caret-name', { hasText: 'ana' }).waitFor()
      await ana.locator('.face', { hasText: 'bela, Belmora' }).waitFor()
      expect(await ana.locator('#save-state').textContent()).toMatch(/^Saved \d/)
    })

    test('another’s words before the caret do not move it to another word', async () => {
      const { people, paragraph: id } = server.filled
      const [ana, bela] = [await openDesk(people.ana), await openDesk(people.bela)]
      await edit(ana, id)
      await edit(bela, id)
      await editor(ana, id).press('ControlOrMeta+End')
      await editor(bela, id).press('ControlOrMeta+Home')
      await bela.keyboard.type('Now ')
      await ana.waitForFunction((i) => document.getElementById(i)?.textContent?.includes('Now '), id)
      await ana.keyboard.type('!')
      await isSaved(ana)
      expect(await stored(id)).toMatch(/^Now .*!$/)
    })

    test('a paragraph is one line: Enter begins a new paragraph after it, pasted lines are joined', async () => {
      const { people, empty: id, normId } = server.filled
      const ana = await openDesk(people.ana)
      await edit(ana, id)
      await ana.keyboard.insertText('one\ntwo\u202e three')
      await isSaved(ana)
      expect(await stored(id)).toBe('one two  three')
      await ana.keyboard.press('Enter')
      await ana.waitForFunction(
        (i) =>
          document.querySelectorAll('.draft-para').length === 3 &&
          document.activeElement?.closest('.draft-para')?.id !== i,
        id,
      )
      await ana.waitForSelector('.cm-content:not([aria-readonly=true])')
      await ana.keyboard.type('The third.')
      await isSaved(ana)
      const norm = { id: normId, title: '', language: 'en' }
      const { paragraphs } = await normTexts(server.store.read).live(norm)
      expect(paragraphs.map((p) => p.text)).toEqual([expect.any(String), 'one two  three', 'The third.'])
    })

    test('the selection is bracketed with literal characters', async () => {
      const { people, paragraph: id } = server.filled
      const ana = await openDesk(people.ana)
      await edit(ana, id)
      await editor(ana, id).press('ControlOrMeta+a')
      const before = await stored(id)
      await paragraph(ana, id).getByRole('button', { name: 'Bracket the selection' }).click()
      await isSaved(ana)
      expect(await stored(id)).toBe(`[${before}]`)
      await paragraph(ana, id).locator('.bracket').first().waitFor()
    })

    test('words of a paragraph that nobody here is writing appear as they are written elsewhere', async () => {
      const { people, paragraph: id } = server.filled
      const [ana, sylvie] = [await openDesk(people.ana), await openDesk(people.sylvie)]
      await edit(ana, id)
      await editor(ana, id).press('ControlOrMeta+End')
      await ana.keyboard.type(' Seen.')
      await paragraph(sylvie, id).getByText('Seen.').waitFor()
    })

    test('offline is said, what is typed is kept, and it is stored when the line is back', async () => {
      const { people, paragraph: id } = server.filled
      const ana = await openDesk(people.ana)
      await edit(ana, id)
      await isSaved(ana)
      await ana.context().setOffline(true)
      await editor(ana, id).press('ControlOrMeta+End')
      await ana.keyboard.type(' Kept.')
      await ana.waitForSelector('#save-state[data-state="offline"]', { timeout: 40_000 })
      expect(await ana.locator('#save-state').textContent()).toMatch(
        /^Offline, \d+ changes? kept on this device$/,
      )
      await ana.context().setOffline(false)
      await isSaved(ana)
      expect(await stored(id)).toMatch(/ Kept\.$/)
    })

    test('once the text is closed, an open editor says so and keeps the refused words', async () => {
      const { people, paragraph: id } = server.filled
      const ana = await openDesk(people.ana)
      await edit(ana, id)
      await server.store.tx((c) => c.q.update(c.t.norm).set({ stage: 'text-final' }))
      try {
        await editor(ana, id).press('ControlOrMeta+End')
        await ana.keyboard.type(' Late.')
        await ana.locator('#save-state[data-state="refused"], .notice-refusal').first().waitFor()
      } finally {
        await server.store.tx((c) => c.q.update(c.t.norm).set({ stage: 'drafting' }))
      }
    })
  })
})
