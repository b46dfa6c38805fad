import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { submitComment } from '~/commands/comments/submit-comment.server'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { comments } from '~db/stores/comments'
import { norms } from '~db/stores/norms'
import { leaseFloor, wordings } from '~db/stores/wordings'
import { by, sure } from '../sure'
import { hasChromium, launchChromium } from '../ui/browser'
import { findsNothing } from './axe'
import { type DraftServer, startDraft } from './sockets'

const desk = '/desk/norms/N-014'
const words = 'within 72 hours'

describe('the margin of the desk', () => {
  let server: DraftServer
  let browser: Browser
  let keys = 0
  beforeAll(async () => {
    server = await startDraft()
    if (hasChromium) browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server.stop()
  })
  const say = (who: PersonId, body: string, more: Partial<Parameters<typeof submitComment>[2]> = {}) =>
    submitComment(server.deps, by(who), {
      ref: 'N-014',
      body,
      language: 'en',
      paragraph: server.filled.paragraph,
      key: `margin-test-key-${++keys}`,
      ...more,
    })
  const newest = async () => {
    const norm = (await norms(server.store.read).byRef('N-014'))!
    return (await comments(server.store.read).page({ normId: norm.id, n: 1 }))[0]!
  }

  test('is four sections without scripts, with ways to go on', async () => {
    sure(await say(server.filled.people.ana, 'From when?', { quote: words }))
    const html = await server.html(desk, await server.cookieOf(server.filled.people.ana))
    for (const section of ['open', 'amendments', 'comments', 'history'])
      expect(html).toContain(`id="margin-${section}"`)
    expect(html).toContain('From when?')
    expect(html).toContain('href="/norms/N-014/amendments"')
    expect(html).not.toContain('role="tab"')
  })

  test('D1 its data is for those who read the draft; C11 in groups that open to their members', async () => {
    const { people, paragraph } = server.filled
    const letter = 'We ask you to keep the deadline of three days, since small ports cannot report faster.'
    for (const body of [letter, `${letter} Thank you.`, letter.toUpperCase()])
      sure(await say(people.bela, body, { language: body === letter ? 'fr' : 'en' }))
    const at = `${desk}/margin?paragraph=${paragraph}`
    expect((await server.get(at, await server.cookieOf(people.olga))).status).toBe(403)
    const cookie = await server.cookieOf(people.ana)
    const data = (await (await server.get(at, cookie)).json()) as {
      comments: {
        total: number
        alike: number
        languages: number
        groups: { card: { ref: string }; members: number }[]
      }
    }
    expect(data.comments).toMatchObject({ total: 4, alike: 3, languages: 2 })
    expect(data.comments.groups.map((g) => g.members)).toEqual([3, 1])
    const group = data.comments.groups[0]!.card.ref
    const opened = (await (await server.get(`${at}&group=${group}`, cookie)).json()) as { members: unknown[] }
    expect(opened.members).toHaveLength(3)
  })

  describe.skipIf(!hasChromium)('in browsers', () => {
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close()
      expect(faults.splice(0)).toEqual([])
    })
    async function openDesk(person: PersonId): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      contexts.push(context)
      const [name = '', value = ''] = (await server.cookieOf(person)).split(/=(.*)/s)
      await context.addCookies([{ name, value, url: server.origin }])
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await page.goto(server.origin + desk)
      await page.getByRole('tab', { name: /Comments/ }).waitFor()
      return page
    }
    /** Select words as a mouse would, in the editor or in static text. */
    const select = (page: Page, id: ParagraphId, wanted: string) =>
      page.evaluate(
        ([i, w]) => {
          const root = document.getElementById(i!)!.querySelector('.cm-line, .para-words')!
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
          for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
            const at = node.data.indexOf(w!)
            if (at >= 0) return void getSelection()!.setBaseAndExtent(node, at, node, at + w!.length)
          }
          throw new Error(`no ${w}`)
        },
        [id, wanted],
      )
    const highlighted = (page: Page, name: string) =>
      page.evaluate((n) => [...(CSS.highlights.get(n) ?? [])].map(String), name)

    test('C9 words selected while reading, c, and the comment is there for everybody at once', async () => {
      const { people, paragraph: id } = server.filled
      const [ana, sylvie] = [await openDesk(people.ana), await openDesk(people.sylvie)]
      await ana.locator(`[id="${id}"]`).focus()
      await select(ana, id, 'should report')
      await ana.keyboard.press('c')
      await ana.locator('.comment-form blockquote', { hasText: 'should report' }).waitFor()
      await ana.keyboard.type('Only should, c?')
      await ana.getByRole('button', { name: 'Publish the comment' }).click()
      await ana.locator('.comment-card', { hasText: 'Only should, c?' }).first().waitFor()
      expect(await ana.locator('.comment-form').count()).toBe(0)
      expect(await newest()).toMatchObject({ body: 'Only should, c?', quote: 'should report' })
      expect((await newest()).anchorStart).not.toBeNull()
      await sylvie.getByRole('tab', { name: /Comments/ }).click()
      await sylvie.locator('.comment-card', { hasText: 'Only should, c?' }).waitFor()
      await sylvie.waitForFunction(() =>
        [...(CSS.highlights.get('commented') ?? [])].map(String).includes('should report'),
      )
      await findsNothing(sylvie)
    })

    test('a card leads to its words and the words to their card; in the editor they stay under what is typed', async () => {
      const { people, paragraph: id } = server.filled
      const page = await openDesk(people.ana)
      await page.locator(`[id="${id}"]`).focus()
      await page.getByRole('tab', { name: /Comments/ }).click()
      await page.getByRole('button', { name: words }).first().focus()
      await page.waitForFunction(() => CSS.highlights.get('commented-active')?.size === 1)
      expect(await highlighted(page, 'commented-active')).toEqual([words])
      await page.locator(`[id="${id}"]`).getByRole('button', { name: /^Edit/ }).click()
      await page.locator('.cm-content').waitFor()
      await page.waitForFunction(() => !document.querySelector('.cm-content[aria-readonly=true]'))
      await page.locator('.cm-content').press('ControlOrMeta+Home')
      await page.keyboard.type('All of them: ')
      await page.waitForFunction(
        (w) => [...(CSS.highlights.get('commented') ?? [])].map(String).includes(w),
        words,
      )
      await select(page, id, '72')
      await page.keyboard.press('ArrowRight')
      await page.locator('.comment-card-active', { hasText: 'From when?' }).waitFor()
    })

    test('a comment begun and not sent is there again, until it is discarded', async () => {
      const { people, paragraph: id } = server.filled
      const page = await openDesk(people.bela)
      await page.locator(`[id="${id}"]`).focus()
      await page.keyboard.press('c')
      await page.locator('.comment-form textarea:focus').waitFor()
      await page.keyboard.type('Half a thought')
      await page.waitForFunction(() => localStorage.getItem('parley.comment-draft.N-014')?.includes('Half a'))
      await page.reload()
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLTextAreaElement>('.comment-form textarea')?.value === 'Half a thought',
      )
      await page.getByRole('button', { name: 'Discard' }).click()
      await page.reload()
      await page.getByRole('tab', { name: /Comments/ }).waitFor()
      expect(await page.locator('.comment-form').count()).toBe(0)
    })

    test('tabs by keyboard, history and amendments of the paragraph in use', async () => {
      const { people, paragraph: id } = server.filled
      const page = await openDesk(people.ana)
      await page.locator(`[id="${id}"]`).focus()
      await page.getByRole('tab', { name: /Open/ }).focus()
      await page.keyboard.press('ArrowLeft')
      expect(await page.locator('[role=tab][aria-selected=true]').textContent()).toContain('History')
      await page.locator('#margin-history a', { hasText: 'entry' }).first().waitFor()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await page.locator('#margin-amendments', { hasText: 'No amendment is open' }).waitFor()
      await findsNothing(page)
    })

    test('words that have gone since are refused at the form, and what was typed stays', async () => {
      const { people, paragraph: id } = server.filled
      const page = await openDesk(people.bela)
      await page.locator(`[id="${id}"]`).focus()
      await select(page, id, 'report')
      await page.keyboard.press('c')
      await page.locator('.comment-form blockquote', { hasText: 'report' }).waitFor()
      await page.keyboard.type('What of this?')
      const at = { personId: null, clientId: leaseFloor + 77, at: new Date() }
      await server.store.tx((c) => wordings(c).revise(id, 'Nothing of it.', at))
      await page.getByRole('button', { name: 'Publish the comment' }).click()
      await page.locator('.notice-refusal', { hasText: 'do not stand in the paragraph' }).waitFor()
      expect(await page.locator('.comment-form textarea').inputValue()).toBe('What of this?')
      // the browser names every answer that is not a success
      faults.splice(0)
      // no act told the page of the new wording: whoever comes next is told by the card
      await page.reload()
      await page.getByRole('tab', { name: /Comments/ }).click()
      await page.locator('.comment-card', { hasText: 'no longer in the text' }).first().waitFor()
    })
  })
})
