import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spawnServer } from '../server/child'
import { hasChromium, launchChromium } from '../ui/browser'
import {
  atDesk,
  cardOf,
  lookAt,
  paragraph,
  paragraphIds,
  resolve,
  savedAt,
  saveState,
  suggest,
  typeBeforeEnd,
  writesLast,
} from './at-desk'
import { enterAs, expectAccessible, type Visitor, visitor } from './people'

const notice = 'Each State shall give notice of work on a sea cable at least 14 days before it begins.'
const contents = 'The notice names the place, the ship and the days of the work.'
const arabic = 'تبلغ الدولة جيرانها قبل بدء أي عمل على كابل بحري.'
const costs = 'The costs of the notice fall on whoever does the work.'

/** A browser says so on its console when its line is cut; that is the test's own doing. */
const complaintsOf = (people: Visitor[]) =>
  people.flatMap((p) => p.complaints).filter((c) => !c.includes('ERR_INTERNET_DISCONNECTED'))

describe.skipIf(!hasChromium)('three delegations and a drafter negotiate a text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-negotiation-'))
  let server: Awaited<ReturnType<typeof spawnServer>>
  let browser: Browser
  let chair: Visitor
  let aoife: Visitor
  let milena: Visitor
  let ingrid: Visitor
  let ref = ''
  let ids: string[] = []

  beforeAll(async () => {
    server = await spawnServer({ DATA_DIR: folder })
    browser = await launchChromium()
    chair = await enterAs(browser, server.origin, 'Oskar Lindemyhr')
    aoife = await enterAs(browser, server.origin, 'Aoife Kilvarragh')
    milena = await enterAs(browser, server.origin, 'Milena Kostravec')
    ingrid = await enterAs(browser, server.origin, 'Ingrid Hallormsvik')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  const act = (who: Visitor, id: string) => who.page.locator(`[id="state-${id}"]`)
  const bracketsAs = async (who: Visitor) => {
    await who.page.goto(`/norms/${ref}/brackets`)
    return who.page
  }
  /** The card of a bracket, its acts open. */
  async function bracket(who: Visitor, words: string) {
    const page = await bracketsAs(who)
    const card = page
      .locator('[id^="bracket-"]')
      .filter({ has: page.locator('.bracket-quote .bracket', { hasText: words }) })
    await card.locator('summary', { hasText: 'Act on this bracket' }).click()
    return card
  }
  async function freeze(who: Visitor, symbol: string, number: number) {
    const { page } = who
    await page.goto(`/norms/${ref}/versions`)
    await page.getByLabel('Symbol').fill(symbol)
    await page.getByLabel(`Type ${ref} to confirm`).fill(ref)
    await expectAccessible(who)
    await page.getByRole('button', { name: `Freeze version ${number}` }).click()
    await page.waitForURL(`**/versions/${number}`)
  }

  test('the chair writes four paragraphs, one of them Arabic, and freezes a version', async () => {
    const { page } = chair
    await page.goto('/desk/norms/new')
    await page.getByLabel('Title').fill('Notice before work on sea cables')
    await page.getByLabel('Forum').selectOption({ label: 'Forum of the Northern Arc' })
    await page.getByRole('button', { name: 'Propose the norm' }).click()
    await page.waitForURL(/\/desk\/norms\/N-\d+/)
    ref = /N-\d+/.exec(page.url())![0]
    await page.getByRole('button', { name: 'Add a paragraph at the end' }).click()
    for (const [i, words] of [notice, contents, arabic, costs].entries()) {
      if (i > 0) await page.keyboard.press('Enter')
      await writesLast(chair, i + 1)
      await page.keyboard.type(words)
      await savedAt(chair)
    }
    ids = await paragraphIds(chair)
    const direction = await paragraph(chair, ids[2]!)
      .locator('.para-words')
      .evaluate((words) => getComputedStyle(words).direction)
    expect(direction).toBe('rtl')
    await freeze(chair, 'NA/CABLE/1', 1)
  })

  test('three delegations suggest at once, one of them offline for a while', async () => {
    const [first, second, third] = ids as [string, string, string]
    await Promise.all([chair, aoife, milena, ingrid].map((who) => atDesk(who, ref)))
    for (const { page } of [aoife, milena, ingrid])
      await page.getByText('Suggesting', { exact: true }).first().waitFor()
    await suggest(aoife, second)
    await typeBeforeEnd(aoife, 1, 0, ', and who answers for it')
    await suggest(ingrid, first)
    await typeBeforeEnd(ingrid, ' days before it begins.'.length, 2, '7')
    await savedAt(ingrid)
    const seen = paragraph(chair, first)
    await seen.locator('ins[title*="Sjövarn"]', { hasText: '7' }).waitFor()

    await ingrid.page.context().setOffline(true)
    await ingrid.page.keyboard.type(' working')
    await expect
      .poll(() => saveState(ingrid).textContent(), { timeout: 40_000 })
      .toMatch(/^Offline, \d+ changes? kept on this device$/)
    await suggest(milena, first)
    await typeBeforeEnd(milena, ' days before it begins.'.length, 2, '30')
    await savedAt(milena)
    await ingrid.page.context().setOffline(false)
    await savedAt(ingrid)

    // nothing lost, nothing doubled, and each by name, for whoever looks on
    await seen.locator('ins[title*="Dargovice"]', { hasText: '30' }).waitFor()
    const inserted = cardOf(chair, 'Sjövarn').locator('ins')
    await expect.poll(() => inserted.textContent()).toContain('7 working')
    expect((await inserted.textContent())!.split('working')).toHaveLength(2)
    await paragraph(milena, second)
      .locator('ins[title*="Brennoway"]', { hasText: 'who answers for it' })
      .waitFor()
    await cardOf(ingrid, 'Dargovice').locator('ins', { hasText: '30' }).waitFor()

    await aoife.page.keyboard.press('Escape')
    await suggest(aoife, third)
    await typeBeforeEnd(aoife, 0, 1, ' بمدة كافية.')
    await paragraph(chair, third).locator('ins[title*="Brennoway"]', { hasText: 'بمدة كافية' }).waitFor()
    await savedAt(aoife)
    await expectAccessible(ingrid)
  })

  test('civil society comments; the chair accepts, brackets a clash and rejects with a reason', async () => {
    const [first, second] = ids as [string, string]
    const reader = await enterAs(browser, server.origin, 'Clémence Aubervoix')
    const number = await paragraph(chair, first).locator('.para-number').innerText()
    await reader.page.goto(`/norms/${ref}/comments?paragraph=${number}`)
    await reader.page.locator('textarea[name=body]').fill('Does a repair at night also wait so many days?')
    await reader.page
      .getByRole('button', { name: /comment/i })
      .first()
      .click()
    await chair.page.getByRole('tab', { name: /^Comments/ }).click()
    await chair.page.getByText('Does a repair at night').waitFor()
    await chair.page.getByRole('tab', { name: /^Open/ }).click()
    await reader.leave()

    await paragraph(chair, second).locator('ins', { hasText: 'who answers for it' }).waitFor()
    const page = chair.page
    const accept = page.getByRole('button', { name: /^Accept/ })
    const answers = page.locator('.suggestion', { hasText: 'who answers for it' })
    await resolve(chair, answers, accept)
    await resolve(chair, cardOf(chair, 'Brennoway'), accept)
    await resolve(chair, cardOf(chair, 'Dargovice'), page.getByRole('button', { name: /^Bracket both/ }))
    // whoever has the desk open sees it as it happens
    await cardOf(milena, 'Dargovice').waitFor({ state: 'detached' })
    await page.locator('.face', { hasText: 'Aoife Kilvarragh, Brennoway' }).waitFor()
    await paragraph(chair, first).locator('.para-words', { hasText: '30]' }).waitFor()
    await lookAt(chair, 'desk')

    const card = cardOf(chair, 'Sjövarn')
    await card.locator('summary', { hasText: 'Reject' }).click()
    await card.getByLabel('Reason for rejecting it').fill('Working days differ from State to State.')
    await resolve(chair, card, page.locator('form[action$="/rejection"] button'))
    await page.goto(`/norms/${ref}/suggestions`)
    await page.getByText('Working days differ').waitFor()
    await expectAccessible(chair)
  })

  test('accepted words stay their delegation’s', async () => {
    const { page } = chair
    await page.goto(`/norms/${ref}/authorship`)
    const words = await page.locator('.authored-text').innerText()
    expect(words).toContain('and who answers for it')
    await page.getByRole('row', { name: /Brennoway Delegation 2 / }).waitFor()
    await page.getByRole('row', { name: /Dargovice Delegation 1 / }).waitFor()
    await expectAccessible(chair)
  })

  test('a bracket is placed, held with another, opposed, and given alternatives', async () => {
    const second = ids[1]!
    const page = await bracketsAs(ingrid)
    await act(ingrid, second).locator('summary').click()
    await act(ingrid, second).getByLabel('These words').fill('and who answers for it')
    await act(ingrid, second).getByLabel('Reason').fill('Liability is for another text.')
    await act(ingrid, second).getByRole('button', { name: 'Place the bracket' }).click()
    await page.locator('.bracket-quote', { hasText: 'and who answers for it' }).waitFor()
    for (const [who, stands] of [
      [milena, 'Hold it too'],
      [aoife, 'Oppose it'],
    ] as const) {
      const card = await bracket(who, 'who answers')
      await card.getByRole('button', { name: stands }).click()
      await who.page.waitForURL(/#bracket-/)
    }
    const offered = await bracket(aoife, 'who answers')
    await offered.locator('summary', { hasText: 'Offer other words' }).click()
    await offered.getByLabel('Other words in its place').fill('and who insures it')
    await offered.getByRole('button', { name: 'Offer as an alternative' }).click()
    await aoife.page.getByText('Alt 2').first().waitFor()
    const none = await bracket(milena, 'who answers')
    await none.locator('summary', { hasText: 'Offer other words' }).click()
    await none.getByLabel('No text in its place').check()
    await none.getByRole('button', { name: 'Offer as an alternative' }).click()
    await milena.page.getByText('Alt 3').first().waitFor()

    await bracketsAs(chair)
    const held = chair.page.locator('[id^="bracket-"]', { hasText: 'Alt 3' })
    const told = await held.innerText()
    expect(told).toContain('Held with Dargovice')
    expect(told).toContain('Opposed by Brennoway')
    expect(told).toMatch(/Alt 3: no text, by Dargovice/)
    await lookAt(chair, 'brackets')
  })

  test('an alternative is chosen, the others lifted, and no bracket is left', async () => {
    const chosen = await bracket(chair, 'who answers')
    await chosen.getByRole('button', { name: 'Choose Alt 2' }).click()
    await chair.page
      .locator('.bracket-quote .bracket', { hasText: 'who answers' })
      .waitFor({ state: 'detached' })
    const other = await bracket(chair, '[30]')
    await other.locator('summary', { hasText: 'Offer other words' }).click()
    await other.getByLabel('No text in its place').check()
    await other.getByRole('button', { name: 'Offer as an alternative' }).click()
    await chair.page.locator('.alternatives').waitFor()
    await chair.page.getByRole('button', { name: 'Choose Alt 2' }).click()
    await chair.page.locator('.bracket-quote .bracket', { hasText: '[30]' }).waitFor({ state: 'detached' })
    const own = await bracket(milena, '[14]')
    await own.getByRole('button', { name: 'Lift the bracket' }).click()
    const { page } = milena
    await page.getByText('Nothing: the text has no bracket left').waitFor()
    await page.getByText('No paragraph has a bracket.').waitFor()
    await page.getByText('Nobody holds a bracket.').waitFor()
    const text = await page.locator('.norm-text').innerText()
    expect(text).toContain(notice)
    expect(text).toContain('the days of the work, and who insures it.')
    await expectAccessible(milena)
  })

  test('a paragraph is agreed ad referendum, which ends all writing in it; all confirm, and it closes', async () => {
    const last = ids[3]!
    await Promise.all([atDesk(chair, ref), atDesk(aoife, ref)])
    await paragraph(chair, last).getByRole('button', { name: /^Edit/ }).click()
    await paragraph(chair, last).locator('.cm-content').waitFor()
    const priya = await enterAs(browser, server.origin, 'Priya Oyelarin')
    await bracketsAs(priya)
    await act(priya, last).locator('summary').click()
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await act(priya, last).getByLabel('Delegations confirm or object until, UTC').fill(tomorrow)
    await act(priya, last).getByRole('button', { name: 'Declare it agreed ad referendum' }).click()
    await priya.page.waitForURL(/#state-/)
    await act(priya, last).getByText('Agreed ad referendum', { exact: true }).waitFor()
    // the open editor is taken from the chair, and the way into it from the delegation
    await paragraph(chair, last).locator('.cm-content').waitFor({ state: 'detached' })
    await paragraph(aoife, last).locator('[data-suggest]').waitFor({ state: 'detached' })

    const zofia = await enterAs(browser, server.origin, 'Zofia Wierzchala')
    const ilse = await enterAs(browser, server.origin, 'Ilse Marradant')
    const arkadi = await enterAs(browser, server.origin, 'Arkadi Lunogorov')
    for (const who of [aoife, milena, ingrid, zofia, ilse, arkadi]) {
      await bracketsAs(who)
      await act(who, last).locator('summary').click()
      await act(who, last).getByRole('button', { name: 'Confirm' }).click()
      await who.page.waitForURL(/#state-/)
      await act(who, last).getByText('Confirmed by').waitFor()
    }
    await act(arkadi, last).getByText('Closed', { exact: true }).waitFor()
    await expectAccessible(arkadi)
    expect(complaintsOf([priya, zofia, ilse, arkadi])).toEqual([])
    await Promise.all([priya, zofia, ilse, arkadi].map((who) => who.leave()))
  })

  test('what is closed offers no way to write, and refuses whoever asks all the same', async () => {
    const [first, , , last] = ids as [string, string, string, string]
    await Promise.all([atDesk(chair, ref), atDesk(aoife, ref)])
    await paragraph(chair, first).getByRole('button', { name: /^Edit/ }).waitFor()
    expect(await paragraph(chair, last).getByRole('button', { name: /^Edit/ }).count()).toBe(0)
    await paragraph(aoife, first).locator('[data-suggest]').waitFor()
    expect(await paragraph(aoife, last).locator('[data-suggest]').count()).toBe(0)
    for (const who of [chair, aoife]) {
      const answer = await who.page.request.post(`/norms/${ref}/paragraphs/${last}/revision`, {
        form: { kind: 'operative', heading: 'Other words' },
        headers: { origin: server.origin },
      })
      expect(answer.status()).toBe(409)
    }
    expect(await paragraph(chair, last).locator('.para-words').innerText()).toBe(costs)
  })

  test('the final version is frozen by a typed confirmation, and its hash is that of its bytes', async () => {
    const priya = await enterAs(browser, server.origin, 'Priya Oyelarin')
    await freeze(priya, 'NA/CABLE/2', 2)
    const about = await priya.page.getByRole('complementary', { name: 'About this version' }).innerText()
    const bytes = await priya.page.request.get(`/norms/${ref}/versions/2/text`)
    expect(about.replace(/\s/g, '')).toContain(
      createHash('sha256')
        .update(await bytes.body())
        .digest('hex'),
    )
    await expectAccessible(priya)
    await priya.leave()
  })

  test('anybody opens the permanent link of a paragraph, and compares both versions', async () => {
    const reader = await visitor(browser, server.origin)
    await reader.page.goto(`/norms/${ref}/versions/2`)
    await reader.page.locator('.para-number').nth(1).click()
    await reader.page.waitForURL(/\/versions\/2#p-/)
    expect(await reader.page.locator(':target').innerText()).toContain('and who insures it.')
    await reader.page.goto(`/norms/${ref}/compare?a=1&b=2`)
    const text = reader.page.locator('.norm-text.redline')
    await text.locator('ins', { hasText: 'who insures it' }).waitFor()
    await text.locator('ins', { hasText: 'بمدة كافية' }).waitFor()
    await lookAt(reader, 'compare')
    expect(complaintsOf([chair, aoife, milena, ingrid, reader])).toEqual([])
    await reader.leave()
  })
})
