import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../ui/browser'
import { deskOf, edit, editorOf, isSaved } from './desk-writer'
import { type DraftServer, startDraft } from './sockets'

describe.skipIf(!hasChromium)('what the desk loads on use', () => {
  let server: DraftServer
  let browser: Browser
  let people: ReturnType<typeof deskOf>
  beforeAll(async () => {
    server = await startDraft()
    browser = await launchChromium()
    people = deskOf(server, browser)
  })
  afterEach(async () => {
    await people.closeAll()
    expect(people.faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('a part that cannot be had says so where one is, and is there once it can', async () => {
    const { people: persons, paragraph: id } = server.filled
    const ana = await people.open(persons.ana, '/desk')
    await ana.route('**/assets/block-menu-*.js', (route) => route.abort())
    await ana.goto(`${server.origin}/desk/norms/N-014`)
    await isSaved(ana)
    await edit(ana, id)
    await editorOf(ana, id).press('Alt+Enter')
    const said = ana.getByRole('alert').filter({ hasText: 'could not be loaded' })
    await said.waitFor()
    expect(await ana.locator('dialog[open]').count()).toBe(0)
    const { y, height } = (await said.boundingBox())!
    expect(y).toBeGreaterThan(0)
    expect(y + height).toBeLessThan(ana.viewportSize()!.height)
    await ana.unroute('**/assets/block-menu-*.js')
    await said.getByRole('button', { name: 'Try again' }).click()
    await ana.locator('dialog[open]').waitFor()
    expect(await said.count()).toBe(0)
    // the browser names what it could not fetch
    expect(people.faults.splice(0).filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])
  })

  test('every key of a text field is there: words, lines, ends, and deletion of each', async () => {
    const { people: persons, paragraph: id } = server.filled
    const ana = await people.open(persons.ana)
    await isSaved(ana)
    await edit(ana, id)
    const editor = editorOf(ana, id)
    const type = async (keys: readonly string[]) => {
      await editor.press('ControlOrMeta+a')
      await editor.press('Delete')
      await ana.keyboard.insertText('one two three')
      for (const key of keys) await editor.press(key)
      await ana.keyboard.insertText('|')
      return (await editor.locator('.cm-line').textContent())!
    }
    expect(await type(['ArrowLeft', 'Backspace'])).toBe('one two thr|e')
    expect(await type(['Home', 'ArrowRight', 'Delete'])).toBe('o|e two three')
    expect(await type(['Control+ArrowLeft', 'Control+Backspace'])).toBe('one |three')
    expect(await type(['ControlOrMeta+Home', 'Control+ArrowRight', 'Control+Delete'])).toBe('one| three')
    expect(await type(['Shift+Home'])).toBe('|')
    expect(await type(['Home', 'Shift+Control+ArrowRight'])).toBe('| two three')
    expect(await type(['PageUp'])).toBe('|one two three')
    expect(await type(['Home', 'Shift+Enter'])).toBe(' |one two three')
  })
})
