import type { Browser, Page } from 'playwright-core'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { wordings } from '~db/stores/wordings'
import type { DraftServer } from './sockets'

/** People at the drafting desk in browsers of their own; what their pages complain of is kept. */
export function deskOf(server: DraftServer, browser: Browser) {
  const pages: Page[] = []
  const faults: string[] = []
  return {
    faults,
    async open(person: PersonId, path = '/desk/norms/N-014'): Promise<Page> {
      const context = await browser.newContext()
      const [name = '', value = ''] = (await server.cookieOf(person)).split(/=(.*)/s)
      await context.addCookies([{ name, value, url: server.origin }])
      const page = await context.newPage()
      pages.push(page)
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await page.goto(server.origin + path)
      return page
    },
    async closeAll() {
      for (const page of pages.splice(0)) await page.context().close()
    },
  }
}

export const paragraphOf = (page: Page, id: ParagraphId) => page.locator(`[id="${id}"]`)
export const editorOf = (page: Page, id: ParagraphId) => paragraphOf(page, id).locator('.cm-content')
export const isSaved = (page: Page) => page.waitForSelector('#save-state[data-state="saved"]')
export const storedText = (server: DraftServer, id: ParagraphId) => wordings(server.store.read).text(id)

/** Open the paragraph's editor, ready to be written in. */
export async function edit(page: Page, id: ParagraphId) {
  await paragraphOf(page, id).getByRole('button', { name: /^Edit/ }).click()
  await page.waitForFunction(
    (i) => document.getElementById(i)?.querySelector('.cm-content:not([aria-readonly=true])'),
    id,
  )
}

/** All of a paragraph's words, typed anew; the cursor stands behind them. */
export async function write(page: Page, id: ParagraphId, words: string) {
  await edit(page, id)
  await editorOf(page, id).press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(words)
  await isSaved(page)
}
