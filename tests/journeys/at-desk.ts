import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, type Visitor } from './people'

/** What people do at the drafting desk, by its own controls. */

/** The desk anew, with the connection up and nothing of one's own on its way. */
export async function atDesk({ page }: Visitor, ref: string) {
  // without a fragment: one would open its paragraph for writing
  await page.goto(`/desk/norms/${ref}`)
  await page.locator('#save-state[data-state="saved"]').waitFor()
}

export const paragraph = ({ page }: Visitor, id: string) => page.locator(`[id="${id}"]`)

export const paragraphIds = ({ page }: Visitor) =>
  page.locator('.draft-para').evaluateAll((all) => all.map((p) => p.id))

/** The last paragraph is open for writing, and has the cursor. */
export const writesLast = ({ page }: Visitor, count: number) =>
  page.waitForFunction((n) => {
    const all = document.querySelectorAll('.draft-para')
    const now = document.activeElement
    const writes = now?.matches('.cm-content:not([aria-readonly=true])')
    return all.length === n && writes && all[n - 1]!.contains(now)
  }, count)

export async function suggest(visitor: Visitor, id: string) {
  await paragraph(visitor, id).locator('[data-suggest]').click()
  await paragraph(visitor, id).locator('.draft-suggestion .cm-content').waitFor()
}

/** The cursor goes before so many characters of the end; that many before it are deleted, and words typed. */
export async function typeBeforeEnd({ page }: Visitor, fromEnd: number, deleted: number, words: string) {
  await page.keyboard.press('ControlOrMeta+End')
  for (let n = 0; n < fromEnd; n++) await page.keyboard.press('ArrowLeft')
  for (let n = 0; n < deleted; n++) await page.keyboard.press('Backspace')
  await page.keyboard.type(words)
}

export const saveState = ({ page }: Visitor) => page.locator('#save-state')

export const savedAt = (visitor: Visitor) =>
  expect.poll(() => saveState(visitor).textContent(), { timeout: 40_000 }).toMatch(/^Saved \d{1,2}:\d\d/)

/** The card of a delegation's open suggestion in the margin. */
export const cardOf = ({ page }: Visitor, delegation: string) =>
  page.locator('.suggestion', { hasText: delegation })

/** Press what is in a card, and wait until that suggestion is no longer open. */
export async function resolve({ page }: Visitor, card: Locator, button: Locator) {
  const ref = await card.getAttribute('id')
  const own = page.locator(`.suggestion[id="${ref}"]`)
  await own.locator(button).first().click()
  await own.waitFor({ state: 'detached' })
}

/** Fit for everybody; and a picture of it, if the variable names a folder for them. */
export async function lookAt(visitor: Visitor, name: string) {
  await expectAccessible(visitor)
  const folder = process.env.JOURNEY_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const { page } = visitor
  const before = page.viewportSize()!
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await expectNoSidewaysScroll(visitor)
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: null })
}
