import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLines } from '~/commands/norms/add-lines.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { placeReference } from '~/commands/norms/place-reference.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { restoreParagraph } from '~/commands/norms/restore-paragraph.server'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import { undoAct } from '~/commands/norms/undo-act.server'
import type { ParagraphId } from '~/domain/ids'
import { openWords } from '~db/stores/carried-words'
import { drafts } from '~db/stores/drafts'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { references } from '~db/stores/references'
import { drafting } from '../../drafting'
import { makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

// a clef takes two UTF-16 units
const wholeText = 'Coastal States keep  their lights. [They 𝄞 report each year] to the 𝄞 Assembly.'
const tailWords = '[They 𝄞 report'

describe.each(engines)('D21, D22 undoing acts on %s', (engine) => {
  let world: TestWorld
  let ana: ReturnType<typeof by>
  let bela: ReturnType<typeof by>
  let sylvie: ReturnType<typeof by>
  beforeAll(async () => {
    world = await openWorld(engine)
    ana = by(world.people.ana)
    bela = by(world.people.bela)
    sylvie = by(world.people.sylvie)
  })
  afterAll(() => world.drop())

  const { types, texts, stateOf, writers, placeAt, comment, commentAt, ...draft } = drafting(() => world)
  /** Three paragraphs; the middle one is by the platform, Ana and Bela. */
  async function written(text = wholeText) {
    const { paragraphs, ...made } = await draft.written(text, { before: ['First.'], after: ['Last.'] })
    return { ...made, first: paragraphs[0]!, last: paragraphs[2]! }
  }
  const read = () => world.store.read
  const undo = (ref: string, entry: number, who = ana) => undoAct(world.deps, who, { ref, entry })
  const split = async (ref: string, paragraphId: ParagraphId, words = tailWords) =>
    sure(await splitParagraph(world.deps, ana, { ref, paragraphId, words }))

  test('a split undone, done again and undone once more: everything is as before, credits too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(wholeText.length), async (index) => {
        const { ref, id } = await written()
        const before = await stateOf(ref)
        const place = await placeAt(id, index)
        const done = await splitParagraph(world.deps, ana, { ref, paragraphId: id, place })
        const isInside = index > wholeText.indexOf('[') && index <= wholeText.indexOf(']')
        expect(codeOf(done)).toBe(isInside ? 'inside-a-bracket' : 'ok')
        if (!done.ok) return
        const after = await stateOf(ref)
        const undone = sure(await undo(ref, done.value.actIndex))
        expect(undone.paragraphId).toBe(id)
        expect(await stateOf(ref)).toEqual(before)
        const again = sure(await undo(ref, undone.actIndex))
        expect(await stateOf(ref)).toEqual(after)
        sure(await undo(ref, again.actIndex))
        expect(await stateOf(ref)).toEqual(before)
      }),
      { numRuns: engine === 'sqlite' ? 25 : 5, examples: [[0], [wholeText.length], [19], [20]] },
    )
  })

  test('a merge undone brings the paragraph back with its own words, done again it merges', async () => {
    const { ref, id, last } = await written()
    await types(last, 'Last, and least.', world.people.bela)
    const before = await stateOf(ref)
    const done = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
    const after = await stateOf(ref)
    const undone = sure(await undo(ref, done.actIndex))
    expect(undone.paragraphId).toBe(last)
    expect(await stateOf(ref)).toEqual(before)
    const again = sure(await undo(ref, undone.actIndex))
    expect(again.paragraphId).toBe(id)
    expect(await stateOf(ref)).toEqual(after)
    sure(await undo(ref, again.actIndex))
    expect(await stateOf(ref)).toEqual(before)
  })

  test('pasted lines undone leave, and what stood behind them is joined again; done again they are back', async () => {
    const { ref, id } = await written()
    const before = await stateOf(ref)
    const place = await placeAt(id, wholeText.indexOf('[They'))
    const pasted = { ref, paragraphId: id, lines: ['One.', 'Two.'], place }
    const done = sure(await addLines(world.deps, ana, pasted))
    const after = await stateOf(ref)
    expect(after).toHaveLength(before.length + 3)
    const undone = sure(await undo(ref, done.actIndex))
    expect(await stateOf(ref)).toEqual(before)
    const again = sure(await undo(ref, undone.actIndex))
    expect(await stateOf(ref)).toEqual(after)
    sure(await undo(ref, again.actIndex))
    expect(await stateOf(ref)).toEqual(before)
  })

  test('moving, removing, adding and revising are undone and done again', async () => {
    const { ref, first, id, last } = await written()
    const acts = [
      () => moveParagraph(world.deps, sylvie, { ref, paragraphId: id, direction: 'up' }),
      () => removeParagraph(world.deps, sylvie, { ref, paragraphId: first }),
      () => removeParagraph(world.deps, sylvie, { ref, paragraphId: last }),
      () => addParagraph(world.deps, sylvie, { ref, kind: 'sub', heading: '', text: 'New.', after: id }),
      () => reviseParagraph(world.deps, sylvie, { ref, paragraphId: id, kind: 'sub', heading: 'Lights' }),
      () => addLines(world.deps, sylvie, { ref, paragraphId: id, lines: ['One.', 'Two.'] }),
    ]
    const states = [await stateOf(ref)]
    const entries: number[] = []
    for (const act of acts) {
      entries.push(sure(await act()).actIndex)
      states.push(await stateOf(ref))
    }
    const redo: number[] = []
    for (const [i, entry] of [...entries.entries()].reverse()) {
      redo.unshift(sure(await undo(ref, entry, sylvie)).actIndex)
      expect(await stateOf(ref)).toEqual(states[i])
    }
    for (const [i, entry] of redo.entries()) {
      sure(await undo(ref, entry, sylvie))
      expect(await stateOf(ref)).toEqual(states[i + 1])
    }
  })

  test('nothing is erased: each act and each undo is an entry, which says what it undoes', async () => {
    const { ref, id } = await written()
    const { actIndex } = await split(ref, id)
    const undone = sure(await undo(ref, actIndex))
    const bodies = (await ledger(read()).since(actIndex, 10)).map((e) => JSON.parse(e.body))
    expect(bodies.map((b) => [b.t, b.undoes])).toEqual([
      ['parley-v1/paragraph.split', undefined],
      ['parley-v1/paragraph.merged', actIndex],
    ])
    expect(undone.actIndex).toBe(actIndex + 1)
    expect(codeOf(await undo(ref, actIndex))).toBe('no-such-paragraph')
  })

  test('only one’s own acts, in this norm, and only those that have an opposite', async () => {
    const { ref, id } = await written()
    const { actIndex } = await split(ref, id)
    const other = await written()
    expect(codeOf(await undo(ref, actIndex, bela))).toBe('not-your-act')
    expect(codeOf(await undo(other.ref, actIndex))).toBe('no-such-act')
    expect(codeOf(await undo(ref, 99_999))).toBe('no-such-act')
    expect(codeOf(await undo(ref, 0))).toBe('no-such-act')
    expect(codeOf(await undoAct(world.deps, null, { ref, entry: actIndex }))).toBe('not-your-act')
  })

  describe('what others have done since stays', () => {
    test('written in the new paragraph: the split stays', async () => {
      const { ref, id } = await written()
      const { id: created, actIndex } = await split(ref, id)
      await types(created, '[They 𝄞 report each year] to the whole 𝄞 Assembly.', world.people.bela)
      const now = await stateOf(ref)
      expect(codeOf(await undo(ref, actIndex))).toBe('written-since')
      expect(await stateOf(ref)).toEqual(now)
    })

    test('written in the first part: it is joined, their words where they put them', async () => {
      const { ref, id } = await written()
      const { actIndex } = await split(ref, id)
      await types(id, 'All coastal States keep  their lights.', world.people.bela)
      sure(await undo(ref, actIndex))
      expect((await texts(ref))[1]).toBe(wholeText.replace('Coastal', 'All coastal'))
    })

    test('the actor’s own words since go along', async () => {
      const { ref, id } = await written()
      const { id: created, actIndex } = await split(ref, id)
      await types(created, 'Yearly, [they report] to the Assembly.', world.people.ana)
      sure(await undo(ref, actIndex))
      expect((await texts(ref))[1]).toBe(
        'Coastal States keep  their lights. Yearly, [they report] to the Assembly.',
      )
    })

    test('a paragraph put or moved between, or settled: the split stays', async () => {
      const { ref, id } = await written()
      const one = await split(ref, id)
      const between = { ref, kind: 'article', heading: '', text: 'Between.', after: id } as const
      const added = sure(await addParagraph(world.deps, bela, between))
      expect(codeOf(await undo(ref, one.actIndex))).toBe('moved-since')
      sure(await removeParagraph(world.deps, sylvie, { ref, paragraphId: added.id }))
      const { paragraph } = read().t
      const set = (state: 'open' | 'closed') =>
        world.store.tx((c) => c.q.update(c.t.paragraph).set({ state }).where(eq(paragraph.id, one.id)))
      await set('closed')
      expect(codeOf(await undo(ref, one.actIndex))).toBe('paragraph-closed')
      await set('open')
      sure(await undo(ref, one.actIndex))
    })

    test('words of a merge taken out by others: it stays; words added by others go with the paragraph', async () => {
      const { ref, id, last } = await written()
      await types(last, 'Boats pass here.', world.people.bela)
      const done = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
      await types(id, `${wholeText} Boats slowly pass here.`, world.people.coro)
      sure(await undo(ref, done.actIndex))
      expect(await texts(ref)).toEqual(['First.', wholeText, 'Boats slowly pass here.'])
      expect(await writers(last)).toContainEqual(['s', world.people.coro])
      expect(await writers(last)).toContainEqual(['B', world.people.bela])
      const merged = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
      await types(id, `${wholeText} Boats here.`, world.people.bela)
      expect(codeOf(await undo(ref, merged.actIndex))).toBe('changed-since')
      expect(await texts(ref)).toEqual(['First.', `${wholeText} Boats here.`])
    })

    test('pasted paragraphs in which others write or comment stay, all of them', async () => {
      const { ref, normId, id } = await written()
      const paste = async () =>
        sure(await addLines(world.deps, ana, { ref, paragraphId: id, lines: ['One.', 'Two.'] }))
      const one = await paste()
      await types(one.ids[1]!, 'Two boats.', world.people.bela)
      expect(codeOf(await undo(ref, one.actIndex))).toBe('in-use-since')
      const two = await paste()
      await comment(normId, two.ids[0]!, null)
      expect(codeOf(await undo(ref, two.actIndex))).toBe('in-use-since')
      const three = await paste()
      await types(three.ids[1]!, 'Two lamps.', world.people.ana)
      sure(await undo(ref, three.actIndex))
      expect(await texts(ref)).toEqual(['First.', wholeText, 'One.', 'Two.', 'One.', 'Two boats.', 'Last.'])
    })

    test('moved, revised, removed or brought back by others: their act stands', async () => {
      const { ref, id, last } = await written()
      const place = { ref, paragraphId: id }
      const chair = by(world.people.chiara)
      const moved = sure(await moveParagraph(world.deps, sylvie, { ...place, direction: 'up' }))
      sure(await moveParagraph(world.deps, chair, { ...place, direction: 'down' }))
      expect(codeOf(await undo(ref, moved.actIndex, sylvie))).toBe('moved-since')
      const kinds = { ...place, heading: '' }
      const revised = sure(await reviseParagraph(world.deps, sylvie, { ...kinds, kind: 'sub' }))
      sure(await reviseParagraph(world.deps, chair, { ...kinds, kind: 'operative' }))
      expect(codeOf(await undo(ref, revised.actIndex, sylvie))).toBe('changed-since')
      const gone = { ref, paragraphId: last }
      const removed = sure(await removeParagraph(world.deps, sylvie, gone))
      sure(await restoreParagraph(world.deps, chair, gone))
      world.clock.forward(1)
      sure(await removeParagraph(world.deps, chair, gone))
      expect(codeOf(await undo(ref, removed.actIndex, sylvie))).toBe('not-removed')
      const back = sure(await restoreParagraph(world.deps, sylvie, gone))
      await types(last, 'Last of all.', world.people.bela)
      expect(codeOf(await undo(ref, back.actIndex, sylvie))).toBe('written-since')
    })
  })

  test('C10, N7 comments and brackets go with the words, there and back', async () => {
    const { ref, normId, id, last } = await written()
    const open = await openWords(read(), id)
    const quote = '[They 𝄞 report each year]'
    const start = open.text.indexOf(quote)
    const bracketId = world.deps.newId()
    await world.store.tx((c) =>
      norms(c).addBracket({
        id: bracketId,
        paragraphId: id,
        quote,
        reason: '',
        placedAt: world.clock.now(),
        anchorStart: open.anchorAt(start),
        anchorEnd: open.anchorAt(start + quote.length - 1),
      }),
    )
    const onHead = await comment(normId, id, 'lights')
    const onTail = await comment(normId, id, 'the 𝄞 Assembly')
    const onWhole = await comment(normId, id, null)
    const onLast = await comment(normId, last, null)
    const places = async () => {
      const bracket = (await norms(read()).bracket(bracketId))!
      const words = await openWords(read(), bracket.paragraphId)
      const [from, to] = [words.find(bracket.anchorStart!)!, words.find(bracket.anchorEnd!)!]
      const held = { at: bracket.paragraphId, words: words.text.slice(from, to + 1) }
      return [held, ...(await Promise.all([onHead, onTail, onWhole, onLast].map(commentAt)))]
    }
    const before = await places()
    expect(before.map((p) => p.words)).toEqual([quote, 'lights', 'the 𝄞 Assembly', null, null])
    const one = await split(ref, id)
    const after = await places()
    expect(after.map((p) => p.at)).toEqual([one.id, id, one.id, id, last])
    const undone = sure(await undo(ref, one.actIndex))
    expect(await places()).toEqual(before)
    const again = sure(await undo(ref, undone.actIndex))
    expect(await places()).toEqual(after)
    sure(await undo(ref, again.actIndex))
    const merged = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
    expect((await places()).map((p) => p.at)).toEqual([id, id, id, id, id])
    sure(await undo(ref, merged.actIndex))
    expect(await places()).toEqual(before)
    // all of it to the end of another, as by Backspace
    const all = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: id }))
    expect((await places()).map((p) => p.words)).toEqual(before.map((p) => p.words))
    sure(await undo(ref, all.actIndex))
    expect(await places()).toEqual(before)
  })

  test('a bracket that ends the text keeps both its characters, letters of two units before it or not', async () => {
    const { ref, id, last } = await written('Boats pass.')
    await types(last, '[Lights 𝄞𝄞𝄞]', world.people.bela)
    const open = await openWords(read(), last)
    const bracketId = world.deps.newId()
    await world.store.tx((c) =>
      norms(c).addBracket({
        id: bracketId,
        paragraphId: last,
        quote: open.text,
        reason: '',
        placedAt: world.clock.now(),
        anchorStart: open.anchorAt(0),
        anchorEnd: open.anchorAt(open.text.length - 1),
      }),
    )
    const held = async () => {
      const bracket = (await norms(read()).bracket(bracketId))!
      const words = await openWords(read(), bracket.paragraphId)
      const [from, to] = [words.find(bracket.anchorStart!)!, words.find(bracket.anchorEnd!)!]
      return { at: bracket.paragraphId, words: words.text.slice(from, to + 1) }
    }
    const merged = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
    expect(await held()).toEqual({ at: id, words: '[Lights 𝄞𝄞𝄞]' })
    sure(await undo(ref, merged.actIndex))
    expect(await held()).toEqual({ at: last, words: '[Lights 𝄞𝄞𝄞]' })
  })

  test('what was deleted in the words before a split stays at its place', async () => {
    const { ref, id } = await written('Boats may pass. Lights may burn.')
    const draft = await drafts(read()).open(id, world.deps.random)
    const may = draft.anchor(draft.text().lastIndexOf('may'))
    await types(id, 'Boats may pass. Lights burn.', world.people.bela)
    const one = await split(ref, id, 'Lights')
    sure(await undo(ref, one.actIndex))
    const open = await openWords(read(), id)
    expect(open.text).toBe('Boats may pass. Lights burn.')
    expect(open.indexOf(may)).toBe(open.text.indexOf('burn'))
  })

  test('N20 references follow, the numbers come right, and the undo is the act that is undone next', async () => {
    const norm = await makeNorm(world.deps, world.forums.harbour, [
      { kind: 'operative', text: 'Keep lights. Keep boats.' },
      { kind: 'operative', text: 'Report yearly.' },
      { kind: 'operative', text: 'See OP2, and act.' },
    ])
    const { ref } = norm
    const [first, second, third] = norm.paragraphs as [ParagraphId, ParagraphId, ParagraphId]
    sure(await placeReference(world.deps, ana, { ref, paragraphId: third, targetId: second, words: 'OP2' }))
    const one = await split(ref, first, 'Keep boats')
    expect((await texts(ref)).at(-1)).toBe('See OP3, and act.')
    expect(one.actIndex).toBe(one.entryIndex - 1)
    const undone = sure(await undo(ref, one.actIndex))
    expect((await texts(ref)).at(-1)).toBe('See OP2, and act.')
    const merged = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: second }))
    const targets = async () => (await references(read()).ofNorm(norm.id)).map((r) => r.targetId)
    expect(await targets()).toEqual([first])
    expect(await texts(ref)).toEqual(['Keep lights. Keep boats. Report yearly.', 'See OP1, and act.'])
    sure(await undo(ref, merged.actIndex))
    expect(await targets()).toEqual([second])
    expect((await texts(ref)).at(-1)).toBe('See OP2, and act.')
    const all = sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: third }))
    sure(await mergeParagraphs(world.deps, bela, { ref, paragraphId: second }))
    expect(codeOf(await undo(ref, all.actIndex))).toBe('no-such-paragraph')
    expect(codeOf(await undo(ref, undone.actIndex))).toBe('ok')
  })

  test('N6 a merged paragraph that is brought back takes its words with it: they are not doubled', async () => {
    const { ref, id, last } = await written()
    const before = await stateOf(ref)
    sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
    sure(await restoreParagraph(world.deps, sylvie, { ref, paragraphId: last }))
    expect(await stateOf(ref)).toEqual(before)
    sure(await mergeParagraphs(world.deps, ana, { ref, paragraphId: last }))
    await types(id, wholeText, world.people.bela)
    const refused = await restoreParagraph(world.deps, sylvie, { ref, paragraphId: last })
    expect(codeOf(refused)).toBe('changed-since')
  })
})
