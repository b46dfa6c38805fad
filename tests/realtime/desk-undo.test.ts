import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { attributions } from '~db/stores/attributions'
import { normTexts } from '~db/stores/norm-texts'
import { makeNorm } from '../norm-world'
import { hasChromium, launchChromium } from '../ui/browser'
import { deskOf, edit, editorOf, isSaved, paragraphOf } from './desk-writer'
import { type DraftServer, startDraft } from './sockets'

describe.skipIf(!hasChromium)('D21 undo across the desk', () => {
  let server: DraftServer
  let browser: Browser
  let desks: ReturnType<typeof deskOf>
  beforeAll(async () => {
    server = await startDraft()
    browser = await launchChromium()
    desks = deskOf(server, browser)
  })
  afterEach(async () => {
    await desks.closeAll()
    // the margin asks anew while an earlier answer is on its way, and the browser speaks of that
    expect(desks.faults.splice(0).filter((fault) => !fault.includes('signal is aborted'))).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  async function paper(...texts: string[]) {
    const paragraphs = texts.map((text) => ({ text }))
    const norm = await makeNorm(server.deps, server.filled.forums.harbour, paragraphs)
    const live = () => normTexts(server.store.read).live({ id: norm.id, title: '', language: 'en' })
    return {
      ids: norm.paragraphs as ParagraphId[],
      path: `/desk/norms/${norm.ref}`,
      rows: async () => (await live()).paragraphs,
      reads: (...wanted: string[]) =>
        expect
          .poll(async () => (await live()).paragraphs.map((p) => p.text), { timeout: 10_000 })
          .toEqual(wanted),
    }
  }
  const people = () => server.filled.people
  const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')
  const redo = (page: Page) => page.keyboard.press('ControlOrMeta+Shift+Z')
  /** The cursor is in this paragraph, which can be written; in another one, where it is null. */
  const writesIn = (page: Page, id: ParagraphId | null, not: ParagraphId[] = []) =>
    page.waitForFunction(
      ({ wanted, others }) => {
        const now = document.activeElement
        const at = now?.closest('.draft-para')?.id
        const isThere = wanted === null ? at !== undefined && !others.includes(at) : at === wanted
        return isThere && now?.matches('.cm-content:not([aria-readonly=true])')
      },
      { wanted: id as string | null, others: not as string[] },
    )
  async function type(page: Page, words: string) {
    await page.keyboard.insertText(words)
    await isSaved(page)
  }

  test('typing here, typing there, a split: each undone in turn, at its place, and each done again', async () => {
    const { ids, path, reads } = await paper('First.', 'Second.')
    const [first, second] = ids as [ParagraphId, ParagraphId]
    const [ana, bela] = [await desks.open(people().ana, path), await desks.open(people().bela, path)]
    await edit(ana, first)
    await editorOf(ana, first).press('ControlOrMeta+End')
    await type(ana, ' And more.')
    await edit(ana, second)
    await editorOf(ana, second).press('ControlOrMeta+End')
    await type(ana, ' Lights burn. Boats pass.')
    for (let n = 0; n < 'Boats pass.'.length; n++) await ana.keyboard.press('ArrowLeft')
    await ana.keyboard.press('Enter')
    await writesIn(ana, null, ids)
    await reads('First. And more.', 'Second. Lights burn.', 'Boats pass.')
    await type(ana, 'All ')
    await edit(bela, first)
    await editorOf(bela, first).press('ControlOrMeta+Home')
    await type(bela, 'Now ')
    const split = ['Now First. And more.', 'Second. Lights burn.', 'All Boats pass.']
    await reads(...split)

    await undo(ana)
    await reads('Now First. And more.', 'Second. Lights burn.', 'Boats pass.')
    await undo(ana)
    await reads('Now First. And more.', 'Second. Lights burn. Boats pass.')
    await writesIn(ana, second)
    await undo(ana)
    await reads('Now First. And more.', 'Second.')
    await undo(ana)
    await reads('Now First.', 'Second.')
    await writesIn(ana, first)
    await undo(ana)
    await ana.getByText('There is nothing of yours to undo here.').waitFor()
    for (let n = 0; n < 4; n++) await redo(ana)
    await reads(...split)
    for (let n = 0; n < 4; n++) await undo(ana)
    await reads('Now First.', 'Second.')
  })

  test('words of others in what was split keep their writer, and stay when one’s own are undone', async () => {
    const { ids, path, reads } = await paper('Lights burn.')
    const [id] = ids as [ParagraphId]
    const [ana, bela] = [await desks.open(people().ana, path), await desks.open(people().bela, path)]
    await edit(ana, id)
    await editorOf(ana, id).press('ControlOrMeta+End')
    await type(ana, ' Boats pass.')
    await edit(bela, id)
    await editorOf(bela, id).press('ControlOrMeta+End')
    await type(bela, ' Ours too.')
    await reads('Lights burn. Boats pass. Ours too.')
    await editorOf(ana, id).press('ControlOrMeta+Home')
    for (let n = 0; n < 'Lights burn. '.length; n++) await ana.keyboard.press('ArrowRight')
    await ana.keyboard.press('Enter')
    await reads('Lights burn.', 'Boats pass. Ours too.')
    await writesIn(ana, null, ids)
    await undo(ana)
    await reads('Lights burn. Boats pass. Ours too.')
    await undo(ana)
    await reads('Lights burn. Ours too.')
    const runs = await attributions(server.store.read).of(id)
    const bel = server.filled.delegations.belmora
    expect(runs.find((run) => run.text.includes('Ours'))?.author).toMatchObject({ id: bel })
  })

  test('a merge undone brings the paragraph back, and the words typed in it before can be undone', async () => {
    const { ids, path, reads } = await paper('First.', 'Second.')
    const [first, second] = ids as [ParagraphId, ParagraphId]
    const ana = await desks.open(people().ana, path)
    await edit(ana, second)
    await editorOf(ana, second).press('ControlOrMeta+End')
    await type(ana, ' Mine.')
    await ana.keyboard.press('ControlOrMeta+Home')
    await ana.keyboard.press('Backspace')
    await reads('First. Second. Mine.')
    await writesIn(ana, first)
    await undo(ana)
    await reads('First.', 'Second. Mine.')
    await undo(ana)
    await reads('First.', 'Second.')
    await writesIn(ana, second)
    await redo(ana)
    await redo(ana)
    await reads('First. Second. Mine.')
  })

  test('pasted lines, a move, an indent and a removal; also from outside an editor, and by the button', async () => {
    const { ids, path, reads, rows } = await paper('First.', 'Second.')
    const [first, second] = ids as [ParagraphId, ParagraphId]
    const sylvie = await desks.open(people().sylvie, path)
    await edit(sylvie, first)
    await editorOf(sylvie, first).press('ControlOrMeta+End')
    await sylvie.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', ' One.\nTwo.\nThree.')
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    })
    await reads('First.One.', 'Two.', 'Three.', 'Second.')
    await writesIn(sylvie, null, ids)
    await undo(sylvie)
    await reads('First.', 'Second.')
    await writesIn(sylvie, first)
    await redo(sylvie)
    await reads('First.One.', 'Two.', 'Three.', 'Second.')
    await undo(sylvie)
    await reads('First.', 'Second.')
    await writesIn(sylvie, first)
    await sylvie.keyboard.press('Alt+ArrowDown')
    await sylvie.waitForFunction((i) => document.querySelectorAll('.draft-para')[1]?.id === i, first)
    await writesIn(sylvie, first)
    await sylvie.keyboard.press('Alt+ArrowRight')
    await expect.poll(async () => (await rows())[1]?.kind, { timeout: 10_000 }).toBe('sub')
    await sylvie.keyboard.press('Escape')
    await paragraphOf(sylvie, second).getByRole('link', { name: /^More/ }).click()
    await sylvie.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await reads('First.')
    await sylvie.getByText('was removed.').waitFor()
    await undo(sylvie)
    await reads('Second.', 'First.')
    await undo(sylvie)
    await expect.poll(async () => (await rows())[1]?.kind, { timeout: 10_000 }).toBe('article')
    await undo(sylvie)
    await reads('First.', 'Second.')
    await redo(sylvie)
    await reads('Second.', 'First.')
    await paragraphOf(sylvie, second).getByRole('link', { name: /^More/ }).click()
    await sylvie.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await sylvie.getByRole('button', { name: 'Undo' }).click()
    await reads('Second.', 'First.')
  })

  test('many lines pasted after typing are one step, and the typing another', async () => {
    const { ids, path, reads } = await paper('Lights burn.', 'Last.')
    const [id] = ids as [ParagraphId]
    const ana = await desks.open(people().ana, path)
    await edit(ana, id)
    await editorOf(ana, id).press('ControlOrMeta+Home')
    for (let n = 0; n < 'Lights '.length; n++) await ana.keyboard.press('ArrowRight')
    await ana.keyboard.insertText('all ')
    await ana.keyboard.press('Shift+End')
    await ana.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'One.\nTwo.')
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    })
    const pasted = ['Lights all One.', 'Two.', 'Last.']
    await reads(...pasted)
    await writesIn(ana, null, ids)
    await undo(ana)
    await reads('Lights all burn.', 'Last.')
    await undo(ana)
    await reads('Lights burn.', 'Last.')
    await redo(ana)
    await redo(ana)
    await reads(...pasted)
    await undo(ana)
    await reads('Lights all burn.', 'Last.')
  })

  test('a reference, a term and a bracket are undone like words, and done again', async () => {
    const { ids, path, reads } = await paper('First.', 'Hours pass.')
    const [, second] = ids as [ParagraphId, ParagraphId]
    const ana = await desks.open(people().ana, path)
    const marked = (mark: string, is: 'attached' | 'detached') =>
      paragraphOf(ana, second).locator(mark).first().waitFor({ state: is })
    await edit(ana, second)
    await editorOf(ana, second).press('ControlOrMeta+End')
    await ana.keyboard.type(' See ')
    await ana.keyboard.press('#')
    const picker = ana.getByRole('dialog', { name: 'Refer to a paragraph' })
    await picker.getByRole('combobox').fill('First')
    await ana.keyboard.press('Enter')
    await marked('.text-reference', 'attached')
    await editorOf(ana, second).press('ControlOrMeta+Home')
    for (let n = 0; n < 'Hours'.length; n++) await ana.keyboard.press('Shift+ArrowRight')
    await ana.keyboard.press('Alt+t')
    await marked('.text-definition', 'attached')
    await ana.keyboard.press('Alt+b')
    const place = ana.getByRole('dialog', { name: /^Place a bracket/ })
    await place.getByRole('button', { name: 'Place the bracket' }).click()
    await place.waitFor({ state: 'detached' })
    await reads('First.', '[Hours] pass. See 1')
    await undo(ana)
    await reads('First.', 'Hours pass. See 1')
    await undo(ana)
    await marked('.text-definition', 'detached')
    await undo(ana)
    await reads('First.', 'Hours pass. See ')
    await marked('.text-reference', 'detached')
    for (let n = 0; n < 3; n++) await redo(ana)
    await reads('First.', '[Hours] pass. See 1')
    await marked('.text-reference', 'attached')
    await marked('.text-definition', 'attached')
    for (let n = 0; n < 4; n++) await undo(ana)
    await reads('First.', 'Hours pass.')
  })

  test('what others have built on stays and is said; the rest can still be undone', async () => {
    const { ids, path, reads } = await paper('First.')
    const [first] = ids as [ParagraphId]
    const [ana, bela] = [await desks.open(people().ana, path), await desks.open(people().bela, path)]
    await edit(ana, first)
    await editorOf(ana, first).press('ControlOrMeta+End')
    await type(ana, ' More.')
    await ana.keyboard.press('Enter')
    await reads('First. More.', '')
    await writesIn(ana, null, ids)
    const added = bela.locator('.draft-para').nth(1)
    await added.getByRole('button', { name: /^Edit/ }).click()
    await writesIn(bela, null, ids)
    await type(bela, 'Theirs.')
    await reads('First. More.', 'Theirs.')
    await undo(ana)
    await ana.getByText('Others have written in this paragraph since, so it stays.').waitFor()
    await undo(ana)
    await reads('First.', 'Theirs.')
    // the browser speaks of the refusal too
    desks.faults.push(...desks.faults.splice(0).filter((fault) => !fault.includes('409')))
  })

  test('Enter goes on in the same kind; in an empty sub-paragraph it goes back out, which is undone as well', async () => {
    const { ids, path, reads, rows } = await paper('First.')
    const [first] = ids as [ParagraphId]
    const ana = await desks.open(people().ana, path)
    const kinds = (...wanted: string[]) =>
      expect.poll(async () => (await rows()).map((p) => p.kind), { timeout: 10_000 }).toEqual(wanted)
    await edit(ana, first)
    await editorOf(ana, first).press('ControlOrMeta+End')
    await ana.keyboard.press('Enter')
    await writesIn(ana, null, ids)
    await ana.keyboard.press('Alt+ArrowRight')
    await kinds('article', 'sub')
    await ana.locator('.para-sub .cm-content').waitFor()
    await type(ana, 'One.')
    await ana.keyboard.press('Enter')
    await reads('First.', 'One.', '')
    await kinds('article', 'sub', 'sub')
    await writesIn(ana, (await rows())[2]!.id)
    await ana.keyboard.press('Enter')
    await kinds('article', 'sub', 'article')
    await undo(ana)
    await kinds('article', 'sub', 'sub')
    await undo(ana)
    await reads('First.', 'One.')
  })

  test('offline a command is not undone now, and still can be once connected', async () => {
    const { ids, path, reads } = await paper('First. Second.')
    const [first] = ids as [ParagraphId]
    const ana = await desks.open(people().ana, path)
    await edit(ana, first)
    await editorOf(ana, first).press('ControlOrMeta+End')
    for (let n = 0; n < 'Second.'.length; n++) await ana.keyboard.press('ArrowLeft')
    await ana.keyboard.press('Enter')
    await reads('First.', 'Second.')
    await writesIn(ana, null, ids)
    // what is being read is there
    await ana.waitForLoadState('networkidle')
    await ana.context().setOffline(true)
    await undo(ana)
    await ana.getByText('You are offline.').waitFor()
    await ana.context().setOffline(false)
    await undo(ana)
    await reads('First. Second.')
    desks.faults.splice(0)
  })
})
