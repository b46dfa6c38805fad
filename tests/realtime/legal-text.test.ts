import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { normTexts } from '~db/stores/norm-texts'
import { references } from '~db/stores/references'
import { hasChromium, launchChromium } from '../ui/browser'
import { findsNothing } from './axe'
import { deskOf, edit, editorOf, isSaved, paragraphOf, storedText, write } from './desk-writer'
import { type DraftServer, startDraft } from './sockets'

const desk = '/desk/norms/N-014'

describe('N20, N21 references and terms at the desk', () => {
  let server: DraftServer
  let browser: Browser
  let people: ReturnType<typeof deskOf>
  let first: ParagraphId
  let second: ParagraphId
  beforeAll(async () => {
    server = await startDraft()
    first = server.filled.paragraph
    second = server.filled.empty
    if (!hasChromium) return
    browser = await launchChromium()
    people = deskOf(server, browser)
  })
  afterAll(async () => {
    await browser?.close()
    await server.stop()
  })
  const cookie = () => server.cookieOf(server.filled.people.sylvie)
  const post = async (path: string, fields: Record<string, string>) =>
    server.post(path, fields, await cookie())
  const live = async () =>
    (await normTexts(server.store.read).live({ id: server.filled.normId, title: '', language: 'en' }))
      .paragraphs
  const unlinkAll = async () => {
    const rows = await references(server.store.read).ofNorm(server.filled.normId)
    await server.store.tx((c) => references(c).remove(rows.map((r) => r.id)))
    await server.store.tx((c) => c.q.delete(c.t.definition))
  }

  test('without scripts: the page of a paragraph refers, unlinks, defines and takes back', async () => {
    const at = `/norms/N-014/paragraphs/${first}`
    const number = (await live()).find((p) => p.id === first)!.number
    const page = await server.html(`${desk}/paragraphs/${first}`, await cookie())
    for (const verb of ['references', 'definitions']) expect(page).toContain(`action="${at}/${verb}"`)
    expect((await post(`${at}/references`, { target: second, words: 'OP9' })).status).toBe(409)
    expect((await post(`${at}/references`, { target: first, after: 'States should' })).status).toBe(302)
    expect(await storedText(server, first)).toBe(`States should ${number} report within 72 hours.`)
    const shown = await server.html(desk, await cookie())
    expect(shown).toContain(
      `<a class="text-link text-reference" href="#${first}" title="Paragraph ${number}">`,
    )
    expect((await post(`${at}/definitions`, { words: 'report' })).status).toBe(302)
    const again = await server.html(`${desk}/paragraphs/${first}`, await cookie())
    expect(again).toContain('<dfn class="text-link text-definition"')
    const removals = [...again.matchAll(/action="(\/norms\/N-014\/(?:references|definitions)\/[^"]+)"/g)]
    expect(removals).toHaveLength(2)
    for (const [, path] of removals) expect((await post(path!, {})).status).toBe(302)
    expect(await server.html(desk, await cookie())).not.toContain('class="text-link')
  })

  test('N20 what is flagged is listed at the desk and before a version is frozen, which it does not keep from being', async () => {
    await post('/norms/N-014/paragraphs', { kind: 'operative', text: 'Gone soon.' })
    const doomed = (await live()).at(-1)!
    await post(`/norms/N-014/paragraphs/${first}/references`, { target: doomed.id })
    await post(`/norms/N-014/paragraphs/${doomed.id}/removal`, {})
    for (const path of [desk, '/norms/N-014/versions', '/norms/N-014/proposals']) {
      const page = await server.html(path, await cookie())
      expect(page, path).toContain('The paragraph was removed from the text')
    }
    await post(`/norms/N-014/paragraphs/${doomed.id}/restoration`, {})
    expect(await server.html('/norms/N-014/versions', await cookie())).not.toContain('flagged-references')
    await post(`/norms/N-014/paragraphs/${doomed.id}/removal`, {})
    await unlinkAll()
  })

  describe.skipIf(!hasChromium)('in browsers', () => {
    afterEach(async () => {
      await people.closeAll()
      await unlinkAll()
      expect(people.faults.splice(0)).toEqual([])
    })
    const link = (page: Page, id: ParagraphId) => paragraphOf(page, id).locator('.text-reference')
    const picker = (page: Page) => page.getByRole('dialog', { name: 'Refer to a paragraph' })

    test('N20 # chooses a paragraph from the keyboard; the number follows it before everybody’s eyes', async () => {
      const { people: who } = server.filled
      const ana = await people.open(who.ana)
      const sylvie = await people.open(who.sylvie)
      await write(ana, second, 'As in ')
      await ana.keyboard.press('#')
      await picker(ana).getByRole('combobox').fill('States')
      await ana.keyboard.press('Enter')
      await link(ana, second).waitFor()
      await isSaved(ana)
      const before = (await live()).find((p) => p.id === first)!.number
      expect(await storedText(server, second)).toBe(`As in ${before}`)
      await ana.keyboard.type(', too')
      await isSaved(ana)
      await link(sylvie, second).waitFor()
      expect(await link(sylvie, second).getAttribute('href')).toBe(`#${first}`)
      await sylvie.locator(`[id="${first}"]`).getByRole('link', { name: /^More/ }).click()
      await sylvie.getByRole('button', { name: 'Move down' }).click()
      for (const page of [ana, sylvie])
        await page.waitForFunction(
          ([i, old]) => {
            const now = document.getElementById(i!)?.querySelector('.text-reference')?.textContent
            return now && now !== old
          },
          [second, before],
        )
      const after = (await live()).find((p) => p.id === first)!.number
      expect(after).not.toBe(before)
      expect(await storedText(server, second)).toBe(`As in ${after}, too`)
      await post(`/norms/N-014/paragraphs/${first}/position`, { direction: 'up' })
    })

    test('N20 a selected number becomes a reference as it is; Escape types the sign after all', async () => {
      const ana = await people.open(server.filled.people.ana)
      const { number } = (await live()).find((p) => p.id === first)!
      await write(ana, second, `See ${number}`)
      for (let n = 0; n < number.length; n++) await ana.keyboard.press('Shift+ArrowLeft')
      await ana.keyboard.press('Alt+r')
      await picker(ana).getByRole('combobox').fill(number)
      await findsNothing(ana)
      await ana.keyboard.press('Enter')
      await link(ana, second).waitFor()
      expect(await storedText(server, second)).toBe(`See ${number}`)
      await editorOf(ana, second).press('ControlOrMeta+End')
      await ana.keyboard.type(' ')
      await ana.keyboard.press('#')
      await picker(ana).waitFor()
      await ana.keyboard.press('Escape')
      await picker(ana).waitFor({ state: 'detached' })
      await isSaved(ana)
      expect(await storedText(server, second)).toBe(`See ${number} #`)
    })

    test('N21 the selection is defined as a term; its uses elsewhere lead to it', async () => {
      const ana = await people.open(server.filled.people.ana)
      await write(ana, second, 'hours')
      await ana.keyboard.press('ControlOrMeta+a')
      await ana.keyboard.press('Alt+t')
      await paragraphOf(ana, second).locator('.text-definition').waitFor()
      const use = paragraphOf(ana, first).locator('.text-term')
      await use.waitFor()
      expect(await use.textContent()).toBe('hours')
      expect(await use.getAttribute('href')).toBe(`#${second}`)
      await ana.getByText('Terms (1)').click()
      await ana.getByText('1 use').waitFor()
      await editorOf(ana, second).press('ControlOrMeta+End')
      await ana.keyboard.type(' of night')
      await isSaved(ana)
      expect(await paragraphOf(ana, second).locator('.text-definition').textContent()).toBe('hours')
    })

    test('numbers and terms are isolated in right-to-left words, whose paragraphs run from the right', async () => {
      const ana = await people.open(server.filled.people.ana)
      await write(ana, second, 'كما ورد في ')
      await ana.keyboard.press('#')
      await picker(ana).getByRole('combobox').fill('States')
      await ana.keyboard.press('Enter')
      await link(ana, second).waitFor()
      const isolated = () =>
        link(ana, second).evaluate((element) => {
          const words = element.closest('.cm-line, .para-words')!
          return [getComputedStyle(element).unicodeBidi, getComputedStyle(words).direction]
        })
      expect(await isolated()).toEqual(['isolate', 'rtl'])
      await ana.keyboard.press('Escape')
      await paragraphOf(ana, second).locator('a.text-reference').waitFor()
      expect(await isolated()).toEqual(['isolate', 'rtl'])
      await edit(ana, first)
    })
  })
})
