import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import type { ParagraphId } from '~/domain/ids'
import { ledger } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { makeNorm } from '../norm-world'
import { by, sure } from '../sure'
import { hasChromium, launchChromium } from '../ui/browser'
import { deskOf, edit, editorOf, isSaved, paragraphOf } from './desk-writer'
import { type DraftServer, startDraft } from './sockets'

describe.skipIf(!hasChromium)('D30 an act whose request the network breaks off', () => {
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
    // the browser names what it could not fetch
    const faults = desks.faults.splice(0).filter((fault) => !/ERR_FAILED|status of 409/.test(fault))
    expect(faults).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function paper(...texts: string[]) {
    const norm = await makeNorm(
      server.deps,
      server.filled.forums.harbour,
      texts.map((text) => ({ text })),
    )
    const live = () => normTexts(server.store.read).live({ id: norm.id, title: '', language: 'en' })
    const read = async () => (await live()).paragraphs.map((p) => p.text)
    return { ...norm, ids: norm.paragraphs as ParagraphId[], path: `/desk/norms/${norm.ref}`, read }
  }
  const brokeOff = (page: Page) => page.getByRole('alert').filter({ hasText: 'The line broke off' })
  const again = (page: Page) => brokeOff(page).getByRole('button', { name: 'Try again' })
  const isDesk = async (page: Page) => expect(await page.locator('.draft-panes').count()).toBe(1)
  /** The request reaches the server; its answer is lost on the way back, as often as asked. */
  async function loseAnswers(page: Page, path: string, times: number) {
    let left = times
    await page.route(path, async (route) => {
      if (route.request().method() !== 'POST' || left-- <= 0) return route.continue()
      await route.fetch()
      await route.abort()
    })
  }

  test('the desk stays, nothing is done, and trying again does it', async () => {
    const { ids, path, read } = await paper('One. Two.', 'Three.')
    const [first] = ids as [ParagraphId]
    const ana = await desks.open(server.filled.people.ana, path)
    await isSaved(ana)
    await edit(ana, first)
    await editorOf(ana, first).press('ControlOrMeta+Home')
    for (let n = 0; n < 'One. '.length; n++) await ana.keyboard.press('ArrowRight')
    await ana.route('**/splitting?*', (route) => route.abort())
    await ana.keyboard.press('Enter')
    await brokeOff(ana).waitFor()
    await isDesk(ana)
    expect(await read()).toEqual(['One. Two.', 'Three.'])
    await again(ana).click()
    await brokeOff(ana).waitFor()
    await ana.unroute('**/splitting?*')
    await again(ana).click()
    await expect.poll(read).toEqual(['One.', 'Two.', 'Three.'])
    await brokeOff(ana).waitFor({ state: 'detached' })
  })

  test('an answer that is lost after the act was done: trying again does nothing twice, and undo takes it back', async () => {
    const { ids, path, read } = await paper('First.')
    const [id] = ids as [ParagraphId]
    const ana = await desks.open(server.filled.people.ana, path)
    await isSaved(ana)
    await edit(ana, id)
    await loseAnswers(ana, '**/lines?*', 2)
    await editorOf(ana, id).press('ControlOrMeta+End')
    await ana.evaluate(() => {
      const pasted = new DataTransfer()
      pasted.setData('text/plain', ' More.\nSecond.\nThird.')
      document.activeElement!.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }),
      )
    })
    await brokeOff(ana).waitFor()
    await expect.poll(read).toEqual(['First.More.', 'Second.', 'Third.'])
    const size = await ledger(server.store.read).size()
    await again(ana).click()
    await brokeOff(ana).waitFor()
    await again(ana).click()
    await brokeOff(ana).waitFor({ state: 'detached' })
    expect(await ledger(server.store.read).size()).toBe(size)
    expect(await read()).toEqual(['First.More.', 'Second.', 'Third.'])
    await ana.keyboard.press('ControlOrMeta+z')
    await expect.poll(read).toEqual(['First.More.'])
  })

  test('undoing that breaks off stays on the stack; asked for again it undoes that act, and no other', async () => {
    const { ids, path, read } = await paper('First.', 'Second.', 'Third.')
    const [, , third] = ids as [ParagraphId, ParagraphId, ParagraphId]
    const sylvie = await desks.open(server.filled.people.sylvie, path)
    await isSaved(sylvie)
    await edit(sylvie, third)
    await editorOf(sylvie, third).press('Alt+ArrowUp')
    await expect.poll(read).toEqual(['First.', 'Third.', 'Second.'])
    await editorOf(sylvie, third).press('Alt+ArrowUp')
    await expect.poll(read).toEqual(['Third.', 'First.', 'Second.'])
    await sylvie.getByRole('button', { name: 'Undo' }).waitFor()
    await loseAnswers(sylvie, '**/undoing?*', 1)
    await sylvie.keyboard.press('ControlOrMeta+z')
    await brokeOff(sylvie).waitFor()
    await expect.poll(read).toEqual(['First.', 'Third.', 'Second.'])
    await sylvie.keyboard.press('ControlOrMeta+z')
    await brokeOff(sylvie).waitFor({ state: 'detached' })
    expect(await read()).toEqual(['First.', 'Third.', 'Second.'])
    await sylvie.keyboard.press('ControlOrMeta+z')
    await expect.poll(read).toEqual(['First.', 'Second.', 'Third.'])
  })

  test('a card of a suggestion, a bracket’s dialog and the form at the end: the desk stays, and each can be sent again', async () => {
    const { ids, path, ref, read } = await paper('States should report.')
    const [id] = ids as [ParagraphId]
    const { people } = server.filled
    const text = 'States must report.'
    sure(await openSuggestion(server.deps, by(people.sylvie), { ref, paragraphId: id, text, reason: '' }))
    const sylvie = await desks.open(people.sylvie, path)
    await isSaved(sylvie)
    const tries = async (address: string, act: () => Promise<void>) => {
      await sylvie.route(address, (route) => route.abort())
      await act()
      await brokeOff(sylvie).waitFor()
      await isDesk(sylvie)
      await sylvie.unroute(address)
    }
    const card = sylvie.locator('.suggestion')
    await tries('**/acceptance?*', () => card.getByRole('button', { name: /^Accept/ }).click())
    await again(sylvie).click()
    await expect.poll(read).toEqual(['States must report.'])

    await edit(sylvie, id)
    await editorOf(sylvie, id).press('ControlOrMeta+a')
    await sylvie.keyboard.press('Alt+b')
    const dialog = sylvie.locator('dialog[open]')
    const place = () => dialog.getByRole('button', { name: /^Place/ }).click()
    await tries('**/brackets?*', place)
    await loseAnswers(sylvie, '**/brackets?*', 1)
    await place()
    await expect.poll(read).toEqual(['[States must report.]'])
    await brokeOff(sylvie).waitFor()
    await place()
    await dialog.waitFor({ state: 'detached' })
    expect(await read()).toEqual(['[States must report.]'])

    const words = sylvie.getByLabel('Words (optional)')
    await words.fill('Every year.')
    const add = sylvie.getByRole('button', { name: 'Add a paragraph at the end' })
    await tries('**/paragraphs?*', () => add.click())
    expect(await words.inputValue()).toBe('Every year.')
    await add.click()
    await expect.poll(read).toEqual(['[States must report.]', 'Every year.'])
    await expect.poll(() => words.inputValue()).toBe('')
    expect(await paragraphOf(sylvie, id).count()).toBe(1)
  })

  test('whoever is signed out meanwhile is told so at the desk', async () => {
    const { ids, path, read } = await paper('One.', 'Two.')
    const sylvie = await desks.open(server.filled.people.sylvie, path)
    await isSaved(sylvie)
    await edit(sylvie, ids[1]!)
    await sylvie.context().clearCookies()
    await editorOf(sylvie, ids[1]!).press('Alt+ArrowUp')
    await sylvie.getByRole('alert').filter({ hasText: 'You are signed out.' }).waitFor()
    await isDesk(sylvie)
    expect(await read()).toEqual(['One.', 'Two.'])
  })
})
