import type { Browser, Page } from 'playwright-core'
import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AtDesk, DeskPeople } from '~/contracts/documents'
import type { ParagraphId, PersonId } from '~/domain/ids'
import type { Store } from '~db/store'
import { startServer } from '../server'
import { hasChromium, launchChromium } from '../ui/browser'
import { adders } from '../world'
import { findsNothing } from './axe'
import { deskOf, edit, isSaved, paragraphOf } from './desk-writer'
import { type DraftServer, fillDraft, openToWrite, socketsTo } from './sockets'

const words = 'States keep their harbour lights lit, and say so when they do not. '

async function fillLong(store: Store, at: Date) {
  const draft = await fillDraft(store, at)
  const long: ParagraphId[] = []
  await store.tx(async (c) => {
    const add = adders(c, at)
    const normId = await add.norm(draft.forums.harbour, 16)
    for (let n = 0; n < 40; n++)
      long.push(await add.paragraph(normId, n, `${n + 1}. ${words.repeat(1 + (n % 4))}`))
  })
  return { ...draft, long }
}

describe('presence at the desk', () => {
  let server: DraftServer & { filled: Awaited<ReturnType<typeof fillLong>> }
  let browser: Browser
  let people: ReturnType<typeof deskOf>
  let sockets: ReturnType<typeof socketsTo>
  const desk = '/desk/norms/N-016'
  beforeAll(async () => {
    server = (await startServer({ fill: fillLong })) as never
    sockets = socketsTo(server)
    if (hasChromium) browser = await launchChromium()
    people = deskOf(server, browser)
  })
  afterEach(async () => {
    sockets.closeAll()
    await people.closeAll()
    expect(people.faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  describe('D24 over sockets', () => {
    /** What a socket is told until a claim about it holds. */
    const told = (socket: Socket, claim: (people: AtDesk[], more: number) => boolean) =>
      new Promise<DeskPeople>((resolve) => {
        const listen = (news: DeskPeople) => {
          if (!claim(news.people, news.more)) return
          socket.off('desk.people', listen)
          resolve(news)
        }
        socket.on('desk.people', listen)
      })
    const place = { tname: 't', assoc: 0 } as const

    test('all who have a text of the norm open hear who is in which paragraph, wherever they are themselves', async () => {
      const { people: persons, long } = server.filled
      const [ana, bela] = [await sockets.as(persons.ana), await sockets.as(persons.bela)]
      const heard = told(bela, (all) => all.some((p) => p.name === 'ana' && p.at === long[30]))
      await openToWrite(bela, long[0]!)
      const document = await openToWrite(ana, long[30]!)
      document.point({ anchor: place, head: place })
      expect(await heard).toMatchObject({ norm: 'N-016', more: 0 })
      const gone = told(bela, (all) => !all.some((p) => p.name === 'ana'))
      document.leave()
      expect((await gone).people.map((p) => p.name)).toEqual(['bela'])
    })

    test('to stand somewhere it is enough to say so; leaving an editor moves nobody', async () => {
      const { people: persons, long } = server.filled
      const [ana, bela] = [await sockets.as(persons.ana), await sockets.as(persons.bela)]
      await openToWrite(bela, long[0]!)
      const [first, second] = [await openToWrite(ana, long[1]!), await openToWrite(ana, long[2]!)]
      const stands = (at: ParagraphId | undefined) =>
        told(bela, (all) => all.some((p) => p.name === 'ana' && p.at === at))
      first.point(null)
      await stands(long[1])
      first.point({ anchor: place, head: place })
      second.point({ anchor: place, head: place })
      await stands(long[2])
      // what the editor that was left says last comes late
      first.point(null)
      second.point(null)
      const others = told(bela, (all) => all.some((p) => p.name === 'chiara'))
      await openToWrite(await sockets.as(persons.chiara), long[3]!)
      expect((await others).people.find((p) => p.name === 'ana')?.at).toBe(long[2])
    })

    test('D1 whoever may not read the draft hears nothing, whatever they ask for', async () => {
      const { people: persons, long } = server.filled
      const paul = await sockets.as(persons.paul)
      const heard: unknown[] = []
      paul.onAny((event) => heard.push(event))
      expect(await paul.emitWithAck('watch', { rooms: ['desk/N-016'], since: 0 })).toMatchObject({
        ok: false,
      })
      expect(
        await paul.emitWithAck('document.join', {
          paragraphId: long[0],
          since: null,
          write: false,
          lease: null,
        }),
      ).toMatchObject({ ok: false })
      const bela = await sockets.as(persons.bela)
      const news = told(bela, (all) => all.some((p) => p.name === 'bela'))
      await openToWrite(bela, long[0]!)
      await news
      expect(heard).toEqual([])
    })

    test('D25 whoever hides is told of to nobody, from the first moment, and again once they show themselves', async () => {
      const { people: persons, long } = server.filled
      const bela = await sockets.as(persons.bela)
      const heard: string[] = []
      bela.onAny((event, news: { people?: { name: string }[] }) => {
        if (String(event).endsWith('.people')) heard.push(...(news.people ?? []).map((p) => p.name))
      })
      await openToWrite(bela, long[0]!)
      const ana = await sockets.as(persons.ana, { auth: { hidden: true } } as never)
      const document = await openToWrite(ana, long[0]!)
      document.point({ anchor: place, head: place })
      const later = told(bela, (all) => all.some((p) => p.name === 'chiara'))
      await openToWrite(await sockets.as(persons.chiara), long[0]!)
      expect(await later).toMatchObject({ more: 0 })
      expect(heard).not.toContain('ana')
      // they themselves see the others
      expect(document.people().map((p) => p.name)).toContain('bela')
      const shown = told(bela, (all) => all.some((p) => p.name === 'ana'))
      expect(await ana.emitWithAck('document.hide', { hidden: false })).toEqual({ ok: true })
      await shown
      expect(await ana.emitWithAck('document.hide', { hidden: 'no' })).toMatchObject({ code: 'invalid' })
      expect(await ana.emitWithAck('document.hide', { hidden: true, person: 'x' })).toMatchObject({
        code: 'invalid',
      })
    })
  })

  describe.skipIf(!hasChromium)('in browsers', () => {
    const open = async (person: PersonId) => {
      const page = await people.open(person, desk)
      await isSaved(page)
      return page
    }
    const face = (page: Page, name: string) => page.locator('.desk-bar .face', { hasText: name })
    const isInView = (page: Page, id: ParagraphId) =>
      page.waitForFunction((i) => {
        const { top, bottom } = document.getElementById(i)!.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      }, id)

    test('D24 a face in the bar and in the margin of the paragraph its person stands in, with the name', async () => {
      const { people: persons, long } = server.filled
      const [ana, bela] = [await open(persons.ana), await open(persons.bela)]
      await edit(ana, long[1]!)
      await face(bela, 'ana, Ardenia, in OP2').waitFor()
      await paragraphOf(bela, long[1]!).locator('.standing', { hasText: 'Here: ana, Ardenia' }).waitFor()
      await findsNothing(bela)
      await ana.locator('body').press('Escape')
      await paragraphOf(ana, long[2]!).focus()
      await paragraphOf(bela, long[2]!).locator('.standing', { hasText: 'ana' }).waitFor()
      expect(await paragraphOf(bela, long[1]!).locator('.standing').count()).toBe(0)
    })

    test('D24 whoever comes later is spoken of, once it has rested', async () => {
      const { people: persons } = server.filled
      await open(persons.chiara)
      const bela = await open(persons.bela)
      await face(bela, 'chiara').waitFor()
      await open(persons.ana)
      const spoken = bela.locator('.people-here [aria-live]')
      // whoever was there on coming is no news
      await expect
        .poll(() => spoken.textContent(), { timeout: 20_000 })
        .toBe('ana (Ardenia) has come to the desk.')
    })

    test('D26 one follows somebody until one goes one’s own way, by mouse, by wheel or by key', async () => {
      const { people: persons, long } = server.filled
      const [ana, bela] = [await open(persons.ana), await open(persons.bela)]
      await face(bela, 'ana').focus()
      await bela.keyboard.press('Enter')
      const following = bela.locator('.following', { hasText: 'Following ana' })
      await following.waitFor()
      await edit(ana, long[30]!)
      await isInView(bela, long[30]!)
      await edit(ana, long[3]!)
      await isInView(bela, long[3]!)
      await findsNothing(bela)
      await bela.keyboard.press('Escape')
      await following.waitFor({ state: 'detached' })
      await edit(ana, long[35]!)
      await face(bela, 'in OP36').waitFor()
      // what is drawn with the news would be scrolled to in the same frame
      await bela.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      )
      expect(await bela.evaluate(() => scrollY)).toBeLessThan(2_000)
      await face(bela, 'ana').click()
      await isInView(bela, long[35]!)
      await bela.mouse.wheel(0, -300)
      await following.waitFor({ state: 'detached' })
      await face(bela, 'ana').click()
      await following.getByRole('button', { name: 'Stop' }).click()
      await following.waitFor({ state: 'detached' })
    })

    test('D25 to hide is kept on the device for the person', async () => {
      const { people: persons } = server.filled
      const [ana, bela] = [await open(persons.ana), await open(persons.bela)]
      await face(bela, 'ana').waitFor()
      await ana.locator('.people-list summary').click()
      await ana.getByLabel(/Do not show others/).check()
      await face(bela, 'ana').waitFor({ state: 'detached' })
      await ana.reload()
      await isSaved(ana)
      await face(ana, 'bela').waitFor()
      expect(await face(bela, 'ana').count()).toBe(0)
      await ana.locator('.people-list summary').click()
      await ana.getByLabel(/Do not show others/).uncheck()
      await face(bela, 'ana').waitFor()
    })

    /** Where the caret stands on the screen, and what is before it, once the page has been painted. */
    const caretOf = (page: Page) =>
      page.evaluate(async () => {
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
        const selection = getSelection()!
        const before = document.createRange()
        before.selectNodeContents(document.activeElement!.querySelector('.cm-line')!)
        before.setEnd(selection.focusNode!, selection.focusOffset)
        return { top: selection.getRangeAt(0).getClientRects()[0]!.top, before: before.toString() }
      })
    /** From now on, how far the caret has been from here in any frame that was painted. */
    const watchCaret = (page: Page) =>
      page.evaluate(() => {
        const topNow = () => getSelection()!.getRangeAt(0).getClientRects()[0]?.top
        const first = topNow()!
        const seen = { furthest: 0, frames: 0 }
        const painted = () => {
          seen.furthest = Math.max(seen.furthest, Math.abs((topNow() ?? first) - first))
          seen.frames++
          requestAnimationFrame(() => setTimeout(painted))
        }
        painted()
        Object.assign(globalThis, { seen })
      })
    const seenOf = (page: Page) =>
      page.evaluate(() => (globalThis as unknown as { seen: { furthest: number; frames: number } }).seen)

    test.each([
      ['in the middle of the page', 20],
      ['at its very top, where a browser holds nothing', 1],
    ])('D28 typing %s never jumps while others write, add and split paragraphs above', async (_where, n) => {
      const { people: persons, long } = server.filled
      const [ana, bela] = [await open(persons.ana), await open(persons.bela)]
      await edit(bela, long[n]!)
      await bela.keyboard.press('End')
      if (n === 1) await bela.evaluate(() => scrollTo(0, 0))
      await bela.keyboard.type('Typed ')
      await isSaved(bela)
      const first = await caretOf(bela)
      await watchCaret(bela)
      const above = long[n - 1]!
      await edit(ana, above)
      await ana.keyboard.press('End')
      let typed = ''
      const steady = async () => {
        const now = await caretOf(bela)
        expect(now.before).toBe(first.before + typed)
        expect(Math.abs(now.top - first.top)).toBeLessThanOrEqual(2)
      }
      const seen = (page: Page, id: ParagraphId, text: string) =>
        paragraphOf(page, id).locator('.para-words', { hasText: text }).waitFor()
      // lines are added to what stands above, one by one, and keys are pressed between them
      for (const round of ['a', 'b', 'c']) {
        await ana.keyboard.insertText(` ${`${round} long addition, `.repeat(12)}`)
        await bela.keyboard.type(round)
        typed += round
        await seen(bela, above, `${round} long addition`)
        await steady()
      }
      // whole paragraphs come above, by Enter
      const before = await bela.locator('.draft-para').count()
      await ana.keyboard.press('Enter')
      await bela.waitForFunction((c) => document.querySelectorAll('.draft-para').length === c + 1, before)
      await steady()
      await bela.keyboard.type('d')
      typed += 'd'
      await steady()
      const { furthest, frames } = await seenOf(bela)
      expect(frames).toBeGreaterThan(20)
      expect(furthest).toBeLessThanOrEqual(2)
      await isSaved(bela)
    })
  })
})
