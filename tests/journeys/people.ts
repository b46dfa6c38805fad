import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Somebody at a browser of their own. */
export interface Visitor {
  page: Page
  /** What the browser complained of: script errors, refused resources. */
  complaints: string[]
  leave(): Promise<void>
}

export async function visitor(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: origin, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, complaints, leave: () => context.close() }
}

/** Enter the demonstration as one of its people. */
export async function enterAs(
  browser: Browser,
  origin: string,
  name: string,
  options?: BrowserContextOptions,
) {
  const person = await visitor(browser, origin, options)
  await person.page.goto('/enter')
  await person.page.getByRole('button', { name }).click()
  await person.page.waitForURL((url) => url.pathname !== '/enter')
  return person
}

interface Violation {
  id: string
  nodes: { target: string[] }[]
}

/** WCAG 2.2 AA as far as a machine can tell. The script goes in past the page's own policy, by the debugger. */
export async function expectAccessible({ page }: Visitor) {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    // what a bar that stays covers at this moment, scrolling uncovers
    for (const bar of document.querySelectorAll<HTMLElement>('.desk-bar, .desk-status'))
      bar.style.position = 'static'
    const { axe: engine } = globalThis as unknown as {
      axe: { run(o: object): Promise<{ violations: Violation[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await engine.run({ runOnly: tags })).violations
  })
  const told = found.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`)
  expect(told, page.url()).toEqual([])
}

/** Nothing but the reader's own finger moves the page sideways. */
export async function expectNoSidewaysScroll({ page }: Visitor) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content, page.url()).toBeLessThanOrEqual(window!)
}
