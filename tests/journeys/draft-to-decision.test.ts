import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDir } from '../build-once'
import { spawnServer } from '../server/child'
import { hasChromium, launchChromium } from '../ui/browser'
import { enterAs, expectAccessible, type Visitor, visitor } from './people'

/** The words in the open editor, without the names that carets carry. */
const wordsIn = ({ page }: Visitor) =>
  page.locator('.cm-line').evaluateAll((lines) =>
    lines
      .map((line) => {
        const copy = line.cloneNode(true) as HTMLElement
        for (const widget of copy.querySelectorAll('.caret')) widget.remove()
        return copy.textContent ?? ''
      })
      .join('\n'),
  )

describe.skipIf(!hasChromium)('a norm goes from draft to decision', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-journey-'))
  let server: Awaited<ReturnType<typeof spawnServer>>
  let browser: Browser
  let secretary: Visitor
  let ref = ''
  let ballot = ''

  beforeAll(async () => {
    // an empty data folder: the server fills it with the demonstration by itself
    server = await spawnServer({ DATA_DIR: folder })
    browser = await launchChromium()
    secretary = await enterAs(browser, server.origin, 'Priya Oyelarin')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  test('the secretariat proposes a norm and adds its first paragraph', async () => {
    const { page } = secretary
    await page.goto('/desk/norms/new')
    await page.getByLabel('Title').fill('Notice before work on sea cables')
    await page.getByLabel('Forum').selectOption({ label: 'Assembly of the Five Regions' })
    await page.getByLabel('In plain words').fill('Tell the others before you touch a cable they depend on.')
    await expectAccessible(secretary)
    await page.getByRole('button', { name: 'Propose the norm' }).click()
    await page.waitForURL(/\/desk\/norms\/N-\d+/)
    ref = /N-\d+/.exec(page.url())![0]
    await page.getByRole('button', { name: 'Add a paragraph at the end' }).click()
    await page.locator('.para').first().waitFor()
    await expectAccessible(secretary)
  })

  test('two delegates write one paragraph at once and see each other', async () => {
    const aoife = await enterAs(browser, server.origin, 'Aoife Kilvarragh')
    const citlali = await enterAs(browser, server.origin, 'Citlali Xocoveya')
    for (const { page } of [aoife, citlali]) {
      await page.goto(`/desk/norms/${ref}`)
      await page.getByRole('button', { name: 'Edit paragraph' }).first().click()
      await page.locator('.cm-content').waitFor()
    }
    await aoife.page
      .locator('.cm-content')
      .pressSequentially('Each State shall give notice of work on a sea cable')
    await expect.poll(() => citlali.page.locator('.cm-content').innerText()).toContain('work on a sea cable')
    await citlali.page.locator('.cm-content').press('Control+End')
    await citlali.page.locator('.cm-content').pressSequentially(' at least 14 days before it begins.')
    await expect
      .poll(() => wordsIn(aoife))
      .toBe('Each State shall give notice of work on a sea cable at least 14 days before it begins.')
    // each sees the other present
    await expect.poll(() => aoife.page.locator('body').innerText()).toContain('CX')
    await expectAccessible(aoife)
    expect([...aoife.complaints, ...citlali.complaints]).toEqual([])
    await Promise.all([aoife.leave(), citlali.leave()])
  })

  test('a civil-society comment appears before the secretariat without reloading', async () => {
    const { page } = secretary
    await page.goto(`/norms/${ref}/comments`)
    await page.waitForFunction(() => document.documentElement.dataset.live === 'on')
    const gulnar = await enterAs(browser, server.origin, 'Gulnar Esenbekai')
    await gulnar.page.goto(`/norms/${ref}/comments`)
    await expectAccessible(gulnar)
    await gulnar.page.locator('textarea[name=body]').fill('Who pays for the notice? Small islands ask.')
    await gulnar.page
      .getByRole('button', { name: /comment/i })
      .first()
      .click()
    const posted = Date.now()
    await page.getByText('Small islands ask.').waitFor({ timeout: 5_000 })
    expect(Date.now() - posted).toBeLessThan(3_000)
    expect(gulnar.complaints).toEqual([])
    await gulnar.leave()
  })

  test('the version is frozen and the text made final', async () => {
    const { page } = secretary
    await page.goto(`/norms/${ref}`)
    await page.locator('summary', { hasText: 'Open the consultation' }).click()
    await page.getByRole('button', { name: 'Open the consultation' }).click()
    await page.locator('summary', { hasText: /final/i }).waitFor()
    await page.goto(`/norms/${ref}/versions`)
    await page.getByLabel('Symbol').fill('AFR/CABLE/L.1')
    await page.getByLabel('Kind').selectOption('decision')
    await page.getByLabel(`Type ${ref} to confirm`).fill(ref)
    await expectAccessible(secretary)
    await page.getByRole('button', { name: 'Freeze version 1' }).click()
    await page.getByText('AFR/CABLE/L.1').first().waitFor()
    await page.goto(`/norms/${ref}`)
    await page.locator('summary', { hasText: /final/i }).click()
    await page.getByLabel(`Type ${ref} to confirm`).fill(ref)
    await page.getByRole('button', { name: /final/i }).click()
    await page.getByText('The text is agreed').first().waitFor()
  })

  test('the secretariat prepares the ballot and the chair opens it', async () => {
    const { page } = secretary
    await page.goto('/desk/ballots/new?forum=assembly')
    await page.getByLabel('Title').fill('Notice before work on sea cables')
    await page.getByLabel('Question').fill('Shall the norm on notice before work on sea cables be adopted?')
    const ofThisNorm = page.locator('select[name=version] option', { hasText: ref })
    await page.locator('select[name=version]').selectOption((await ofThisNorm.getAttribute('value'))!)
    await expectAccessible(secretary)
    await page.getByRole('button', { name: 'Prepare this ballot' }).click()
    await page.waitForURL(/\/ballots\/B-\d+/)
    ballot = /B-\d+/.exec(page.url())![0]
    const noor = await enterAs(browser, server.origin, 'Noor Elahanti')
    await noor.page.goto(`/ballots/${ballot}`)
    await noor.page.getByRole('link', { name: 'Open this ballot' }).click()
    await noor.page.getByRole('button', { name: /^Open/ }).click()
    await noor.page.getByText('Voting is open').waitFor()
    await noor.leave()
  })

  test('delegations of three regions vote, and the public page hears of each', async () => {
    const reader = await visitor(browser, server.origin)
    await reader.page.goto(`/ballots/${ballot}`)
    await reader.page.waitForFunction(() => document.documentElement.dataset.live === 'on')
    const voters = [
      ['Aoife Kilvarragh', 'For'],
      ['Citlali Xocoveya', 'For'],
      ['Thandeka Mbilovu', 'For'],
    ] as const
    for (const [n, [name, choice]] of voters.entries()) {
      const voter = await enterAs(browser, server.origin, name, { viewport: { width: 390, height: 844 } })
      await voter.page.goto(`/ballots/${ballot}`)
      await voter.page.getByRole('radio', { name: choice }).check()
      await voter.page.getByRole('button', { name: 'Review this vote' }).click()
      await expectAccessible(voter)
      await voter.page.getByRole('button', { name: 'Confirm and vote' }).click()
      await voter.page.waitForURL(/receipt/)
      await expectAccessible(voter)
      expect(voter.complaints).toEqual([])
      await voter.leave()
      await reader.page.getByText(`${n + 1} of 34 members`).waitFor({ timeout: 5_000 })
    }
    await expectAccessible(reader)
    expect(reader.complaints).toEqual([])
    await reader.leave()
  })

  test('the chair closes it; result page, norm and parley verify agree', async () => {
    const noor = await enterAs(browser, server.origin, 'Noor Elahanti')
    await noor.page.goto(`/ballots/${ballot}`)
    await noor.page.getByRole('link', { name: 'Close this ballot' }).click()
    await noor.page.getByLabel(/to confirm/).fill(ballot)
    await noor.page.getByRole('button', { name: /^Close/ }).click()
    await noor.page.getByText('Adopted').first().waitFor()
    await expectAccessible(noor)
    await noor.leave()

    const { page } = secretary
    await page.goto(`/norms/${ref}`)
    expect(await page.locator('main').innerText()).toContain('Adopted')

    const parley = (...args: string[]) =>
      spawnSync(process.execPath, [join(buildDir(), 'parley.js'), ...args], {
        env: { ...process.env, DATA_DIR: folder },
        encoding: 'utf8',
      })
    const out = join(folder, 'export')
    expect(parley('export', out).status).toBe(0)
    const verified = parley('verify', out, '--ballot', ballot)
    expect(verified.stdout).toContain(`ballot ${ballot}: adopted`)
    expect(verified.status).toBe(0)
    expect(secretary.complaints).toEqual([])
  })
})
