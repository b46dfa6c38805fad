import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { pasteLimits } from '~/domain/norms/split-text'
import { normTexts } from '~db/stores/norm-texts'
import { hasChromium, launchChromium } from '../ui/browser'
import { deskOf, edit, editorOf, isSaved, paragraphOf, storedText, write } from './desk-writer'
import { type DraftServer, startDraft } from './sockets'

describe.skipIf(!hasChromium)('pasting and composing at the desk', () => {
  let server: DraftServer
  let browser: Browser
  let people: ReturnType<typeof deskOf>
  let id: ParagraphId
  beforeAll(async () => {
    server = await startDraft()
    browser = await launchChromium()
    people = deskOf(server, browser)
    id = server.filled.empty
  })
  afterEach(async () => {
    await people.closeAll()
    expect(people.faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  const texts = async () =>
    (
      await normTexts(server.store.read).live({ id: server.filled.normId, title: '', language: 'en' })
    ).paragraphs.map((p) => p.text)
  const paste = (page: Page, data: Record<string, string>) =>
    page.evaluate((all) => {
      const clipboardData = new DataTransfer()
      for (const [type, content] of Object.entries(all)) clipboardData.setData(type, content)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    }, data)

  test('N11 a list out of a word processor becomes paragraphs without its numbers, deletions and codes', async () => {
    const ana = await people.open(server.filled.people.ana)
    await write(ana, id, '')
    const before = (await texts()).length
    const item = (mark: string, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`
    await paste(ana, {
      'text/plain': '1.\tStates keep the old lights\r\n2.\tSee OP2',
      'text/html': `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment-->${item('1.', 'States keep the <del>old </del>“lights”&nbsp;lit')}${item('2.', 'See <!--[if supportFields]> REF _R1 \\h <![endif]-->OP2')}<!--EndFragment--></body></html>`,
    })
    await ana.waitForFunction((n) => document.querySelectorAll('.draft-para').length === n, before + 1)
    await isSaved(ana)
    expect((await texts()).slice(-2)).toEqual(['States keep the “lights” lit', 'See OP2'])
  })

  test('plain text loses the marks of its list; more than can be taken in is refused, and the page lives on', async () => {
    const ana = await people.open(server.filled.people.ana)
    await write(ana, id, '')
    await paste(ana, { 'text/plain': '(a)\tStates keep lights' })
    await isSaved(ana)
    expect(await storedText(server, id)).toBe('States keep lights')
    for (const type of ['text/plain', 'text/html']) {
      const huge = `<p class=MsoNormal>${'x'.repeat(pasteLimits.length)} ${'y'.repeat(5_000_000)}</p>`
      await paste(ana, { [type]: huge, 'text/plain': huge })
      await ana.getByText('Nothing was pasted').waitFor()
    }
    await ana.keyboard.type('!')
    await isSaved(ana)
    expect(await storedText(server, id)).toBe('States keep lights!')
  })

  test.each([
    ['Chinese', ['n', 'ni', 'ni h', 'ni hao'], '你好'],
    ['Arabic', ['س', 'سل', 'سلا'], 'سلام'],
  ])('%s is composed while another writes before and behind it', async (_, steps, word) => {
    const [ana, bela] = [
      await people.open(server.filled.people.ana),
      await people.open(server.filled.people.bela),
    ]
    await write(ana, id, 'Here: ')
    await edit(bela, id)
    const cdp = await ana.context().newCDPSession(ana)
    const compose = (text: string) =>
      cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    for (const [n, text] of steps.entries()) {
      await compose(text)
      await editorOf(bela, id).press(n % 2 === 0 ? 'ControlOrMeta+Home' : 'ControlOrMeta+End')
      await bela.keyboard.type(n % 2 === 0 ? 'A' : 'Z')
      await isSaved(bela)
      await paragraphOf(ana, id)
        .getByText(n % 2 === 0 ? 'A' : 'Z')
        .first()
        .waitFor()
    }
    await cdp.send('Input.insertText', { text: word })
    await isSaved(ana)
    await isSaved(bela)
    const stored = await storedText(server, id)
    expect(stored).toContain(word)
    expect(stored).toContain('Here: ')
    expect(stored.replace(word, '').replace(/[AZ]/g, '')).toBe('Here: ')
    await ana.keyboard.type('.')
    await isSaved(ana)
    expect(await storedText(server, id)).toContain(`${word}.`)
  })

  test('an Arabic bracket is the same character, and drawn the other way round', async () => {
    const ana = await people.open(server.filled.people.ana)
    await write(ana, id, 'تحافظ الدول على المنارات')
    await ana.keyboard.press('ControlOrMeta+a')
    await ana.keyboard.press('Alt+b')
    await ana.getByRole('dialog').getByRole('button', { name: 'Place the bracket' }).click()
    await ana.getByRole('dialog').waitFor({ state: 'detached' })
    await editorOf(ana, id).locator('.bracket').first().waitFor()
    expect(await storedText(server, id)).toBe('[تحافظ الدول على المنارات]')
    // the first character of the text is the rightmost one on the page
    const [opens, closes] = await editorOf(ana, id).evaluate((content) => {
      const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT)
      const places: number[] = []
      while (walker.nextNode()) {
        const node = walker.currentNode as Text
        for (let i = 0; i < node.length; i++)
          if ('[]'.includes(node.data[i]!)) {
            const range = document.createRange()
            range.setStart(node, i)
            range.setEnd(node, i + 1)
            places.push(range.getBoundingClientRect().left)
          }
      }
      return places
    })
    expect(opens).toBeGreaterThan(closes!)
  })
})
