import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import type { Store } from '~db/store'
import { startServer } from '../server'
import { hasChromium, launchChromium } from '../ui/browser'
import { adders } from '../world'
import { deskOf, edit, editorOf, isSaved, paragraphOf, storedText } from './desk-writer'
import { type DraftServer, fillDraft } from './sockets'

const paragraphs = 1_000
const joinedAtMost = 100

async function fillLong(store: Store, at: Date) {
  const draft = await fillDraft(store, at)
  const long: ParagraphId[] = []
  await store.tx(async (c) => {
    const add = adders(c, at)
    const normId = await add.norm(draft.forums.harbour, 16)
    for (let n = 0; n < paragraphs; n++)
      long.push(
        await add.paragraph(normId, n, `${n + 1}. ${'States keep their harbour lights lit. '.repeat(10)}`),
      )
  })
  return { ...draft, long }
}

describe.skipIf(!hasChromium)(`a desk of ${paragraphs} paragraphs`, () => {
  let server: DraftServer & { filled: Awaited<ReturnType<typeof fillLong>> }
  let browser: Browser
  let people: ReturnType<typeof deskOf>
  const desk = '/desk/norms/N-016'
  beforeAll(async () => {
    server = (await startServer({ fill: fillLong })) as never
    browser = await launchChromium()
    people = deskOf(server, browser)
  }, 120_000)
  afterEach(async () => {
    await people.closeAll()
    expect(people.faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('its page is under 1.5 MB, all words in it', async () => {
    const html = await server.html(desk, await server.cookieOf(server.filled.people.ana))
    expect(html.length).toBeLessThan(1_500_000)
    expect(html).toContain('1000. States keep')
  })

  /** Which texts the page has joined, by what it says to the server. */
  function joins(page: Page) {
    const joined = new Set<string>()
    let most = 0
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const said = payload.toString()
        const [id = ''] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(said) ?? []
        if (said.includes('document.join')) joined.add(id)
        else if (said.includes('document.leave')) joined.delete(id)
        most = Math.max(most, joined.size)
      }),
    )
    return { joined, most: () => most }
  }

  test('one editor, and only what is nearby is joined, however far and fast one scrolls', async () => {
    const ana = await people.open(server.filled.people.ana, '/desk')
    const { joined, most } = joins(ana)
    await ana.setViewportSize({ width: 1280, height: 20_000 })
    await ana.goto(server.origin + desk)
    await isSaved(ana)
    await edit(ana, server.filled.long[1]!)
    await ana.setViewportSize({ width: 1280, height: 800 })
    for (let n = 0; n < 20; n++) await ana.mouse.wheel(0, 4_000)
    const last = server.filled.long.at(-1)!
    // heights become known as paragraphs are passed: where the last one stands moves on
    await expect
      .poll(
        async () => {
          await paragraphOf(ana, last).evaluate((p) => p.scrollIntoView({ block: 'center' }))
          return joined.has(last)
        },
        { timeout: 30_000, interval: 250 },
      )
      .toBe(true)
    expect(most()).toBeLessThanOrEqual(joinedAtMost)
    await expect.poll(() => joined.size, { timeout: 20_000 }).toBeLessThan(30)
    expect(await ana.locator('.cm-content').count()).toBe(1)
    const drawn = await paragraphOf(ana, server.filled.long[500]!).evaluate(
      (p) => getComputedStyle(p).contentVisibility,
    )
    expect(drawn).toBe('auto')
  })

  test('a keystroke changes nothing but its own paragraph; another’s act leaves the other paragraphs’ elements alone', async () => {
    const ana = await people.open(server.filled.people.ana, desk)
    await isSaved(ana)
    const [id, moved, untouched] = [2, 500, 700].map((n) => server.filled.long[n]!)
    await edit(ana, id!)
    await editorOf(ana, id!).press('ControlOrMeta+End')
    await ana.evaluate(() => {
      const changed = new Set<string>()
      Object.assign(window, { changed })
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement
          changed.add(element?.closest('.draft-para')?.id ?? element?.className ?? '')
        }
      }).observe(document.querySelector('.draft-panes')!, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      })
    })
    await ana.keyboard.type(' Fluent.')
    await isSaved(ana)
    const changed = () => ana.evaluate(() => [...(window as never as { changed: Set<string> }).changed])
    expect(await changed()).toEqual([id])
    const cookie = await server.cookieOf(server.filled.people.sylvie)
    const typing = ana.keyboard.type(' Still fluent.')
    await server.post(`/norms/N-016/paragraphs/${moved}/position`, { direction: 'up' }, cookie)
    await typing
    await ana.waitForFunction(
      ([i, next]) => document.getElementById(i!)?.nextElementSibling?.id === next,
      [moved!, server.filled.long[499]!],
    )
    await isSaved(ana)
    expect(await storedText(server, id!)).toMatch(/ Fluent\. Still fluent\.$/)
    expect(await changed()).not.toContain(untouched)
  })
})
