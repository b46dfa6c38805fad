import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { normTexts } from '~db/stores/norm-texts'
import { wordings } from '~db/stores/wordings'
import { hasChromium, launchChromium } from '../ui/browser'
import { findsNothing } from './axe'
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

  test('N10, N11 without scripts: the page of a paragraph splits, merges and adds by plain forms', async () => {
    const { people, empty: id, normId } = server.filled
    const cookie = await server.cookieOf(people.sylvie)
    const page = await server.html(`${desk}/paragraphs/${id}`, cookie)
    const at = `/norms/N-014/paragraphs/${id}`
    for (const verb of ['splitting', 'merging', 'revision', 'lines', 'removal'])
      expect(page).toContain(`action="${at}/${verb}"`)
    const texts = async () =>
      (await normTexts(server.store.read).live({ id: normId, title: '', language: 'en' })).paragraphs.map(
        (p) => p.text,
      )
    const before = await texts()
    const added = await server.post(`${at}/lines`, { lines: 'One lamp. Two boats.' }, cookie)
    expect(added.status).toBe(302)
    const made = added.headers.get('location')!.split('#')[1]!
    const there = `/norms/N-014/paragraphs/${made}`
    expect((await server.post(`${there}/splitting`, { words: 'nowhere' }, cookie)).status).toBe(409)
    const split = await server.post(`${there}/splitting`, { words: 'Two boats' }, cookie)
    expect(await texts()).toEqual([...before, 'One lamp.', 'Two boats.'])
    const second = split.headers.get('location')!.split('#')[1]!
    await server.post(`/norms/N-014/paragraphs/${second}/merging`, {}, cookie)
    expect(await texts()).toEqual([...before, 'One lamp. Two boats.'])
    await server.post(`${there}/removal`, {}, cookie)
    expect(await texts()).toEqual(before)
    await server.post(`${there}/restoration`, {}, cookie)
    expect(await texts()).toEqual([...before, 'One lamp. Two boats.'])
    await server.post(`${there}/removal`, {}, cookie)
    const outsider = await server.cookieOf(people.olga)
    expect((await server.get(`${desk}/paragraphs/${id}`, outsider)).status).toBe(403)
    expect((await server.post(`${at}/merging`, {}, outsider)).status).toBe(403)
    expect((await server.get(`${desk}/paragraphs/nothing`, cookie)).status).toBe(404)
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

    const textsOf = async () => {
      const norm = { id: server.filled.normId, title: '', language: 'en' }
      return (await normTexts(server.store.read).live(norm)).paragraphs.map((p) => p.text)
    }
    /** Words at the end of a paragraph that a test needs, and its editor's cursor there. */
    async function write(page: Page, id: ParagraphId, words: string) {
      await edit(page, id)
      await editor(page, id).press('ControlOrMeta+a')
      await page.keyboard.type(words)
      await isSaved(page)
    }
    const editsAnother = (page: Page, id: ParagraphId) =>
      page.waitForFunction((i) => {
        const now = document.activeElement
        return now?.matches('.cm-content:not([aria-readonly=true])') && now.closest('.draft-para')?.id !== i
      }, id)
    const edits = (page: Page, id: ParagraphId) =>
      page.waitForFunction((i) => {
        const now = document.activeElement
        return now?.matches('.cm-content:not([aria-readonly=true])') && now.closest('.draft-para')?.id === i
      }, id)
    async function paste(page: Page, text: string) {
      await page.evaluate((plain) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', plain)
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      }, text)
    }

    test('N10 Enter in the middle splits, Backspace at the start merges, while another writes in it', async () => {
      const { people, empty: id } = server.filled
      const [ana, bela] = [await openDesk(people.ana), await openDesk(people.bela)]
      await write(ana, id, 'Lights are kept. Boats pass.')
      await edit(bela, id)
      await editor(bela, id).press('ControlOrMeta+Home')
      for (let n = 0; n < 'Boats pass.'.length; n++) await ana.keyboard.press('ArrowLeft')
      await Promise.all([bela.keyboard.type('All '), ana.keyboard.press('Enter')])
      await editsAnother(ana, id)
      await isSaved(bela)
      const split = await textsOf()
      expect(split.slice(1, 3)).toEqual(['All Lights are kept.', 'Boats pass.'])
      await ana.keyboard.type('Then ')
      await isSaved(ana)
      await editor(bela, id).press('ControlOrMeta+End')
      for (let n = 0; n < 'Then '.length; n++) await ana.keyboard.press('ArrowLeft')
      await ana.keyboard.press('Backspace')
      await edits(ana, id)
      await ana.keyboard.type('!')
      await isSaved(ana)
      expect((await textsOf())[1]).toMatch(/^All Lights are kept\.!? ?!?Then Boats pass\.$/)
      expect(await textsOf()).toHaveLength(split.length - 1)
    })

    test('undo takes back a person’s own changes only, also after the editor was closed', async () => {
      const { people, empty: id } = server.filled
      const [ana, bela] = [await openDesk(people.ana), await openDesk(people.bela)]
      await write(ana, id, 'Ours.')
      await edit(bela, id)
      await editor(bela, id).press('ControlOrMeta+End')
      await bela.keyboard.type(' Theirs.')
      await isSaved(bela)
      await paragraph(ana, id).getByText('Theirs.').first().waitFor()
      await ana.keyboard.press('ControlOrMeta+Home')
      await ana.keyboard.type('Now ')
      await isSaved(ana)
      await ana.keyboard.press('Escape')
      await edit(ana, id)
      await ana.keyboard.press('ControlOrMeta+z')
      await isSaved(ana)
      expect(await stored(id)).not.toContain('Now')
      expect(await stored(id)).toContain('Theirs.')
      await ana.keyboard.press('ControlOrMeta+y')
      await isSaved(ana)
      expect(await stored(id)).toContain('Now')
    })

    test('N11 pasted lines become paragraphs, cleaned; what stood behind the cursor comes after them', async () => {
      const { people, empty: id } = server.filled
      const ana = await openDesk(people.ana)
      await write(ana, id, 'Head. Tail.')
      for (let n = 0; n < 'Tail.'.length; n++) await ana.keyboard.press('ArrowLeft')
      const before = await textsOf()
      await paste(ana, 'One “quoted” soft\u00adhyphen\r\n\r\nثان\u202e بند\nThree')
      await editsAnother(ana, id)
      await ana.waitForFunction(
        (n) => document.querySelectorAll('.draft-para').length === n,
        before.length + 3,
      )
      expect((await textsOf()).slice(1, 5)).toEqual([
        'Head. One “quoted” softhyphen',
        'ثان بند',
        'Three',
        'Tail.',
      ])
      await edit(ana, id)
      await paste(ana, 'x'.repeat(5_000_000))
      await ana.getByText('Nothing was pasted: at most 100,000 characters').waitFor()
      expect((await textsOf())[1]).toBe('Head. One “quoted” softhyphen')
    })

    test('the block menu does all by keyboard: kind, heading, removal and its undo', async () => {
      const { people, paragraph: id } = server.filled
      const sylvie = await openDesk(people.sylvie)
      await edit(sylvie, id)
      await sylvie.keyboard.press('Alt+Enter')
      const menu = sylvie.getByRole('dialog', { name: /^Paragraph/ })
      await menu.getByLabel('Heading').fill('Reports')
      await menu.getByLabel('Heading').press('Enter')
      await paragraph(sylvie, id).getByRole('heading', { name: 'Reports' }).waitFor()
      const before = await textsOf()
      await paragraph(sylvie, id).getByRole('button', { name: /^More/ }).click()
      await menu.getByRole('button', { name: 'Remove' }).click()
      await sylvie.getByRole('button', { name: 'Undo' }).waitFor()
      expect(await textsOf()).toEqual(before.slice(1))
      await sylvie.getByRole('button', { name: 'Undo' }).click()
      await paragraph(sylvie, id).waitFor()
      await sylvie.waitForFunction((i) => document.querySelector('.draft-para')?.id === i, id)
      expect(await textsOf()).toEqual(before)
    })

    test('Alt and arrows move and indent; j, k, ? and F6 go about the page', async () => {
      const { people, paragraph: first } = server.filled
      const sylvie = await openDesk(people.sylvie)
      await edit(sylvie, first)
      const number = () => paragraph(sylvie, first).locator('.para-number').textContent()
      await sylvie.keyboard.press('Alt+ArrowDown')
      await sylvie.waitForFunction((i) => document.querySelectorAll('.draft-para')[1]?.id === i, first)
      await edits(sylvie, first)
      await sylvie.keyboard.press('Alt+ArrowRight')
      await sylvie.waitForFunction((i) => document.getElementById(i)?.matches('.para-sub'), first)
      expect(await number()).toMatch(/\.\d$/)
      await sylvie.keyboard.press('Alt+ArrowLeft')
      await sylvie.waitForFunction((i) => !document.getElementById(i)?.matches('.para-sub'), first)
      await sylvie.keyboard.press('Alt+ArrowUp')
      await sylvie.waitForFunction((i) => document.querySelectorAll('.draft-para')[0]?.id === i, first)
      await sylvie.keyboard.press('Escape')
      await sylvie.locator('.draft-editor').waitFor({ state: 'detached' })
      await sylvie.keyboard.press('j')
      const at = () => sylvie.evaluate(() => document.activeElement?.id ?? '')
      const here = await at()
      await sylvie.keyboard.press('j')
      expect(await at()).not.toBe(here)
      await sylvie.keyboard.press('k')
      expect(await at()).toBe(here)
      await sylvie.keyboard.press('?')
      const sheet = sylvie.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await sheet.getByLabel('Single letters').uncheck()
      await sheet.getByRole('button', { name: 'Close' }).click()
      await paragraph(sylvie, first).focus()
      await sylvie.keyboard.press('j')
      expect(await at()).toBe(first)
      await sylvie.keyboard.press('F6')
      await sylvie.waitForFunction(() => document.activeElement?.matches('.draft-margin'))
    })

    test.each([1280, 390])(
      'axe finds nothing at %i px: desk, menu, shortcuts, page of one paragraph',
      async (width) => {
        const { people, paragraph: id } = server.filled
        const sylvie = await openDesk(people.sylvie)
        await sylvie.setViewportSize({ width, height: 900 })
        await edit(sylvie, id)
        await findsNothing(sylvie)
        await sylvie.keyboard.press('Alt+Enter')
        await sylvie.getByRole('dialog', { name: /^Paragraph/ }).waitFor()
        await findsNothing(sylvie)
        await sylvie.keyboard.press('Escape')
        await sylvie.getByRole('button', { name: 'Keyboard shortcuts' }).click()
        await findsNothing(sylvie)
        await sylvie.goto(`${server.origin}${desk}/paragraphs/${id}`)
        await findsNothing(sylvie)
      },
    )

    test('N12 the selection is put into brackets, which the own delegation holds, and lifted again', async () => {
      const { people, paragraph: id } = server.filled
      const [ana, sylvie] = [await openDesk(people.ana), await openDesk(people.sylvie)]
      await edit(ana, id)
      await editor(ana, id).press('ControlOrMeta+a')
      const before = await stored(id)
      await ana.keyboard.press('Alt+b')
      const place = ana.getByRole('dialog', { name: /^Place a bracket/ })
      await place.getByRole('textbox', { name: /^Reason/ }).fill('Too slow.')
      await place.getByRole('button', { name: 'Place the bracket' }).click()
      await place.waitFor({ state: 'detached' })
      expect(await stored(id)).toBe(`[${before}]`)
      // named behind it, to whoever writes and to whoever reads
      for (const page of [ana, sylvie])
        await paragraph(page, id)
          .getByRole('link', { name: /^Held by Ardenia/ })
          .first()
          .waitFor()
      await paragraph(sylvie, id).locator('.bracket-by').first().click()
      const seen = sylvie.getByRole('dialog', { name: 'Bracket' })
      await seen.getByText('Reason: Too slow.').waitFor()
      expect(await seen.getByRole('button', { name: 'Lift the bracket' }).count()).toBe(0)
      await editor(ana, id).press('ControlOrMeta+Home')
      await ana.keyboard.press('ArrowRight')
      await ana.keyboard.press('ArrowRight')
      await paragraph(ana, id)
        .getByRole('link', { name: /^In a bracket/ })
        .click()
      await ana.getByRole('dialog').getByRole('button', { name: 'Lift the bracket' }).click()
      await paragraph(ana, id).locator('.bracket').first().waitFor({ state: 'detached' })
      expect(await stored(id)).toBe(before)
    })

    test('N12 words selected where nobody writes are bracketed for any delegation by the secretariat', async () => {
      const { people, paragraph: id } = server.filled
      const sylvie = await openDesk(people.sylvie)
      const words = paragraph(sylvie, id).locator('.para-words')
      await isSaved(sylvie)
      await words.evaluate((element) => getSelection()!.selectAllChildren(element))
      const before = await stored(id)
      await paragraph(sylvie, id)
        .getByRole('button', { name: /^Bracket/ })
        .click()
      const place = sylvie.getByRole('dialog', { name: /^Place a bracket/ })
      await place.getByRole('combobox', { name: /^Who holds it/ }).selectOption({ label: 'Belmora' })
      await place.getByRole('button', { name: 'Place the bracket' }).click()
      await paragraph(sylvie, id)
        .getByRole('link', { name: /^Held by Belmora/ })
        .waitFor()
      expect(await stored(id)).toBe(`[${before}]`)
      const bela = await openDesk(people.bela)
      await isSaved(bela)
      await paragraph(bela, id)
        .getByRole('link', { name: /^Held by Belmora/ })
        .click()
      await findsNothing(bela)
      await bela.getByRole('dialog').getByRole('button', { name: 'Lift the bracket' }).click()
      await paragraph(bela, id).locator('.bracket').waitFor({ state: 'detached' })
      expect(await stored(id)).toBe(before)
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
