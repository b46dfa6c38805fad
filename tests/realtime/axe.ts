import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** WCAG 2.2 AA, as far as a program can tell, and no sideways scrolling. */
export async function findsNothing(page: Page) {
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    // what a bar that stays covers at this moment, scrolling uncovers
    for (const bar of document.querySelectorAll<HTMLElement>('.desk-bar, .desk-status'))
      bar.style.position = 'static'
    const { axe: engine } = globalThis as unknown as {
      axe: { run(o: object): Promise<{ violations: Violation[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    return (await engine.run({ runOnly: { type: 'tag', values: tags } })).violations
  })
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(' | ')}`)).toEqual(
    [],
  )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide, 'sideways scrolling').toBeLessThanOrEqual(0)
}
