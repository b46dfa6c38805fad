import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { norms } from '~db/stores/norms'
import { paragraphStates } from '~db/stores/paragraph-states'
import { makeNorm } from '../norm-world'
import { hasChromium, launchChromium } from '../ui/browser'
import { findsNothing } from './axe'
import { deskOf, isSaved, paragraphOf } from './desk-writer'
import { type DraftServer, startDraft } from './sockets'

describe.skipIf(!hasChromium)('D29 headings at the desk', () => {
  let server: DraftServer
  let browser: Browser
  let desks: ReturnType<typeof deskOf>
  beforeAll(async () => {
    server = await startDraft()
    browser = await launchChromium()
    desks = deskOf(server, browser)
  })
  afterEach(async () => {
    await desks.closeAll()
    // a refusal is an answer, which the browser counts as a failure
    expect(desks.faults.splice(0).filter((fault) => !fault.includes('status of 409'))).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function paper(heading = 'Lights') {
    const { ref, paragraphs } = await makeNorm(server.deps, server.filled.forums.harbour, [
      { heading, text: 'Keep the lights.' },
      { kind: 'operative', text: 'Every light.' },
    ])
    const [id, other] = paragraphs as [ParagraphId, ParagraphId]
    const stored = async () => (await norms(server.store.read).paragraph(id))!.heading
    return { ref, id, other, path: `/desk/norms/${ref}`, stored }
  }
  const field = (page: Page, id: ParagraphId) => paragraphOf(page, id).getByLabel('Heading of paragraph 1')
  const tool = (page: Page, id: ParagraphId) =>
    paragraphOf(page, id).getByRole('button', { name: 'Heading of paragraph 1' })
  async function open(page: Page, id: ParagraphId) {
    await isSaved(page)
    await tool(page, id).click()
    await field(page, id).waitFor()
  }

  test('by pointer on its words: Enter saves, others see it at once, and undo takes it back', async () => {
    const { id, path, stored } = await paper()
    const { people } = server.filled
    const [ana, bela] = [await desks.open(people.ana, path), await desks.open(people.bela, path)]
    await isSaved(ana)
    await isSaved(bela)
    await paragraphOf(ana, id).locator('h3').click()
    await field(ana, id).waitFor()
    await findsNothing(ana)
    await ana.keyboard.type('All lights')
    await ana.keyboard.press('Enter')
    await bela.getByRole('heading', { name: 'All lights' }).waitFor()
    expect(await stored()).toBe('All lights')
    await expect.poll(() => tool(ana, id).evaluate((b) => b === document.activeElement)).toBe(true)
    await ana.keyboard.press('ControlOrMeta+z')
    await bela.getByRole('heading', { name: 'Lights', exact: true }).waitFor()
    expect(await stored()).toBe('Lights')
  })

  test('by key: h opens it where the focus is, Escape gives up', async () => {
    const { id, path, stored } = await paper()
    const ana = await desks.open(server.filled.people.ana, path)
    await isSaved(ana)
    await ana.keyboard.press('j')
    await ana.keyboard.press('h')
    await field(ana, id).waitFor()
    await ana.keyboard.type('Nothing of it')
    await ana.keyboard.press('Escape')
    await field(ana, id).waitFor({ state: 'detached' })
    expect(await ana.getByRole('heading', { name: 'Lights', exact: true }).count()).toBe(1)
    expect(await stored()).toBe('Lights')
  })

  test('of two at once the second is told both words, and saves again to replace', async () => {
    const { id, path, stored } = await paper()
    const { people } = server.filled
    const [ana, bela] = [await desks.open(people.ana, path), await desks.open(people.bela, path)]
    await open(ana, id)
    await open(bela, id)
    await field(ana, id).fill('All lights')
    await field(ana, id).press('Enter')
    await field(bela, id).fill('Every light')
    await paragraphOf(bela, id).getByText('Somebody has changed it meanwhile: “All lights”').waitFor()
    await field(bela, id).press('Enter')
    const said = paragraphOf(bela, id).getByRole('alert')
    await said.filter({ hasText: '“All lights”' }).filter({ hasText: '“Every light”' }).waitFor()
    expect(await field(bela, id).inputValue()).toBe('Every light')
    expect(await stored()).toBe('All lights')
    await field(bela, id).press('Enter')
    await ana.getByRole('heading', { name: 'Every light' }).waitFor()
    expect(await stored()).toBe('Every light')
  })

  test('emptied it is gone, and an article without one offers it; nothing else does', async () => {
    const { id, other, path, stored } = await paper()
    const ana = await desks.open(server.filled.people.ana, path)
    await open(ana, id)
    await field(ana, id).fill('')
    await field(ana, id).press('Enter')
    const add = paragraphOf(ana, id).getByRole('button', { name: 'Add a heading to paragraph 1' })
    await add.waitFor()
    expect(await stored()).toBe('')
    expect(await paragraphOf(ana, other).locator('[data-heading]').count()).toBe(0)
    await add.click()
    await field(ana, id).fill('Harbours')
    await field(ana, id).press('Enter')
    await ana.getByRole('heading', { name: 'Harbours' }).waitFor()
  })

  test('whoever may not change the wording finds no way to it', async () => {
    const { id, path } = await paper()
    await server.store.tx((c) => paragraphStates(c).set(id, { state: 'closed', since: server.clock.now() }))
    const ana = await desks.open(server.filled.people.ana, path)
    await isSaved(ana)
    expect(await paragraphOf(ana, id).locator('[data-heading]').count()).toBe(0)
    await paragraphOf(ana, id).locator('h3').click()
    expect(await field(ana, id).count()).toBe(0)
  })

  test('without scripts, by the form of the paragraph’s page; one that was changed meanwhile is not replaced', async () => {
    const { ref, id, stored } = await paper()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const [name = '', value = ''] = (await server.cookieOf(server.filled.people.ana)).split(/=(.*)/s)
    await context.addCookies([{ name, value, url: server.origin }])
    const page = await context.newPage()
    const form = async () => {
      await page.goto(`${server.origin}/desk/norms/${ref}/paragraphs/${id}`)
      return page.getByLabel('Heading (optional)')
    }
    await (await form()).fill('All lights')
    await page.getByRole('button', { name: 'Save the heading' }).click()
    await page.getByRole('heading', { name: 'All lights' }).waitFor()
    await (await form()).fill('Every light')
    await server.store.tx((c) => norms(c).reviseParagraph(id, { heading: 'Our lights' }))
    await page.getByRole('button', { name: 'Save the heading' }).click()
    await page.getByText('“Our lights”').waitFor()
    expect(await stored()).toBe('Our lights')
    await context.close()
  })
})
