import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offerAlternative } from '~/commands/brackets/offer-alternative.server'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { addLines } from '~/commands/norms/add-lines.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { restoreParagraph } from '~/commands/norms/restore-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import type { ParagraphId, SuggestionId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { openWords } from '~db/stores/carried-words'
import { norms } from '~db/stores/norms'
import { drafting } from '../../drafting'
import { makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const wholeText = 'Coastal States keep their lights. [They report each year] to the Assembly.'

describe.each(engines)('N10 splitting and merging on %s', (engine) => {
  let world: TestWorld
  let sylvie: ReturnType<typeof by>
  beforeAll(async () => {
    world = await openWorld(engine)
    sylvie = by(world.people.sylvie)
  })
  afterAll(() => world.drop())

  const { types, texts, writers, placeAt, comment, commentAt, ...draft } = drafting(() => world)
  const written = (text = wholeText) => draft.written(text)
  const notSpace = ([character]: [string, unknown]) => character.trim() !== ''

  test('each character is by the same person before, between and after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(wholeText.length), async (index) => {
        const { ref, id } = await written()
        const before = await writers(id)
        expect(new Set(before.map(([, who]) => who)).size).toBe(3)
        const split = await splitParagraph(world.deps, sylvie, {
          ref,
          paragraphId: id,
          place: await placeAt(id, index),
        })
        const [open, close] = [wholeText.indexOf('['), wholeText.indexOf(']')]
        if (index > open && index <= close) {
          expect(codeOf(split)).toBe('inside-a-bracket')
          return
        }
        const added = sure(split).id
        const [first, second] = index === 0 ? [added, id] : [id, added]
        const between = [...(await writers(first)), ...(await writers(second))]
        expect(between.filter(notSpace)).toEqual(before.filter(notSpace))
        sure(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: second }))
        expect((await writers(first)).filter(notSpace)).toEqual(before.filter(notSpace))
        const [merged, ...more] = await texts(ref)
        // a word that was cut in two comes back as two
        expect(merged!.replace(/ /g, '')).toBe(wholeText.replace(/ /g, ''))
        expect(more).toEqual([])
      }),
      {
        numRuns: engine === 'sqlite' ? 40 : 8,
        examples: [[0], [wholeText.length], [wholeText.indexOf('[')]],
      },
    )
  })

  test('not between the alternatives of one bracket', async () => {
    const { ref, id } = await written('Report in a day. Or later.')
    const place = { ref, paragraphId: id }
    const words = { ...place, words: 'a day', reason: '' }
    const { id: bracketId } = sure(await placeBracket(world.deps, by(world.people.ana), words))
    sure(await offerAlternative(world.deps, by(world.people.bela), { ref, bracketId, text: 'a week' }))
    const text = 'Report in [a day][a week]. Or later.'
    expect(await texts(ref)).toEqual([text])
    for (const at of [
      text.indexOf('[') + 1,
      text.indexOf(']['),
      text.indexOf('][') + 1,
      text.lastIndexOf(']'),
    ]) {
      const cut = { ...place, place: await placeAt(id, at) }
      expect(codeOf(await splitParagraph(world.deps, sylvie, cut))).toBe('inside-a-bracket')
      expect(codeOf(await addLines(world.deps, sylvie, { ...cut, lines: ['New.'] }))).toBe('inside-a-bracket')
    }
    sure(await splitParagraph(world.deps, sylvie, { ...place, place: await placeAt(id, text.indexOf('[')) }))
    expect(await texts(ref)).toEqual(['Report in', '[a day][a week]. Or later.'])
  })

  test('by words, without scripts; they must stand there once', async () => {
    const { ref, id } = await written('One lamp. Two lamps. Two boats.')
    const split = (words: string) => splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words })
    expect(codeOf(await split('Two'))).toBe('no-such-place')
    expect(codeOf(await split('Three'))).toBe('no-such-place')
    sure(await split('Two boats'))
    expect(await texts(ref)).toEqual(['One lamp. Two lamps.', 'Two boats.'])
  })

  test('a place that belongs to no text, or to another, is refused', async () => {
    const { ref, id } = await written()
    const other = await written()
    await types(other.id, 'Other words altogether.', world.people.coro)
    const foreign = await placeAt(other.id, 3)
    for (const place of ['%%%', 'AAAA', 'AQ==', foreign])
      expect(codeOf(await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, place }))).toBe(
        'no-such-place',
      )
    expect(await texts(ref)).toEqual([wholeText])
  })

  test('never inside a character; right-to-left text is cut where it is read', async () => {
    const { ref, id } = await written('a𝄞b')
    sure(await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, place: await placeAt(id, 2) }))
    expect(await texts(ref)).toEqual(['a', '𝄞b'])
    const arabic = await written('تحافظ الدول على المنارات. وتقدم تقريرا.')
    sure(
      await splitParagraph(world.deps, sylvie, { ref: arabic.ref, paragraphId: arabic.id, words: 'وتقدم' }),
    )
    expect(await texts(arabic.ref)).toEqual(['تحافظ الدول على المنارات.', 'وتقدم تقريرا.'])
  })

  test('comments on the tail go with it, replies too; those on the whole stay; merging brings all back', async () => {
    const { ref, normId, id } = await written()
    const onHead = await comment(normId, id, 'lights')
    const onTail = await comment(normId, id, 'Assembly')
    const reply = await comment(normId, id, null, onTail)
    const onWhole = await comment(normId, id, null)
    const { id: next } = sure(
      await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words: '[They report' }),
    )
    expect(await commentAt(onHead)).toEqual({ at: id, words: 'lights' })
    expect(await commentAt(onTail)).toEqual({ at: next, words: 'Assembly' })
    expect((await commentAt(reply)).at).toBe(next)
    expect((await commentAt(onWhole)).at).toBe(id)
    const later = await comment(normId, next, null)
    sure(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: next }))
    for (const each of [onHead, onTail, reply, onWhole, later]) expect((await commentAt(each)).at).toBe(id)
    expect((await commentAt(onTail)).words).toBe('Assembly')
  })

  test('a held bracket goes with its words', async () => {
    const { ref, id } = await written()
    const open = await openWords(world.store.read, id)
    const quote = '[They report each year]'
    const bracketId = world.deps.newId()
    const start = open.text.indexOf(quote)
    await world.store.tx((c) =>
      c.q.insert(c.t.bracket).values({
        id: bracketId,
        paragraphId: id,
        quote,
        reason: '',
        placedAt: world.clock.now(),
        anchorStart: open.anchorAt(start),
        anchorEnd: open.anchorAt(start + quote.length),
      }),
    )
    const place = async () => (await norms(world.store.read).bracket(bracketId))!
    const { id: next } = sure(
      await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words: '[They report' }),
    )
    const moved = await place()
    expect(moved.paragraphId).toBe(next)
    expect((await openWords(world.store.read, next)).indexOf(moved.anchorStart!)).toBe(0)
    sure(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: next }))
    const back = await place()
    expect(back.paragraphId).toBe(id)
    expect((await openWords(world.store.read, id)).indexOf(back.anchorStart!)).toBe(start)
  })

  test('an open suggestion on the words is not left behind: split and merge wait for it', async () => {
    const { ref, id } = await written()
    const { id: next } = sure(
      await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words: '[They report' }),
    )
    await world.store.tx((c) =>
      c.q.insert(c.t.suggestion).values({
        id: world.deps.newId() as SuggestionId,
        number: 7,
        ref: 'S-007',
        paragraphId: next,
        reason: '',
        status: 'open',
        baseSeq: 1,
        createdAt: world.clock.now(),
      }),
    )
    expect(codeOf(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: next }))).toBe(
      'open-suggestions',
    )
    expect(
      codeOf(await splitParagraph(world.deps, sylvie, { ref, paragraphId: next, words: 'to the' })),
    ).toBe('open-suggestions')
  })

  test('settled paragraphs, headings and the first paragraph are refused', async () => {
    const { ref, id } = await written()
    const merge = (paragraphId: ParagraphId) => mergeParagraphs(world.deps, sylvie, { ref, paragraphId })
    expect(codeOf(await merge(id))).toBe('nothing-before')
    const { id: next } = sure(
      await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words: '[They report' }),
    )
    const { paragraph } = world.store.read.t
    await world.store.tx((c) =>
      c.q.update(c.t.paragraph).set({ heading: 'Reports' }).where(eq(paragraph.id, next)),
    )
    expect(codeOf(await merge(next))).toBe('has-a-heading')
    await world.store.tx((c) =>
      c.q.update(c.t.paragraph).set({ heading: '', state: 'closed' }).where(eq(paragraph.id, next)),
    )
    expect(codeOf(await merge(next))).toBe('paragraph-closed')
    expect(
      codeOf(await splitParagraph(world.deps, sylvie, { ref, paragraphId: next, words: 'to the' })),
    ).toBe('paragraph-closed')
    const outsider = await splitParagraph(world.deps, by(world.people.olga), {
      ref,
      paragraphId: id,
      words: 'lights',
    })
    expect(codeOf(outsider)).toBe('not-allowed')
  })

  test('a merged text within the limit passes, one character more does not', async () => {
    const { ref, paragraphs } = await makeNorm(world.deps, world.forums.harbour, [
      { text: 'a'.repeat(normLimits.text - 11) },
      { text: 'b'.repeat(10) },
      { text: 'c' },
    ])
    sure(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: paragraphs[1]! }))
    expect(codeOf(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: paragraphs[2]! }))).toBe(
      'text-too-long',
    )
  })

  test('N11 lines become paragraphs after the one named, in one act', async () => {
    const { ref, id } = await written('First.')
    sure(await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, place: await placeAt(id, 6) }))
    const lines = ['Second.', 'ثالثا.', 'Fourth.']
    sure(await addLines(world.deps, sylvie, { ref, paragraphId: id, lines }))
    expect(await texts(ref)).toEqual(['First.', ...lines, ''])
    const full = Array.from({ length: normLimits.paragraphs - 4 }, (_, i) => `${i}`)
    expect(codeOf(await addLines(world.deps, sylvie, { ref, paragraphId: id, lines: full }))).toBe(
      'too-many-paragraphs',
    )
  })

  test('N11 pasted in the middle, what stood behind comes after the lines', async () => {
    const { ref, id } = await written()
    const place = await placeAt(id, wholeText.indexOf('[They'))
    sure(await addLines(world.deps, sylvie, { ref, paragraphId: id, lines: ['One.', 'Two.'], place }))
    const [head, tail] = ['Coastal States keep their lights.', '[They report each year] to the Assembly.']
    expect(await texts(ref)).toEqual([head, 'One.', 'Two.', tail])
    const norm = (await norms(world.store.read).byRef(ref))!
    const rows = await norms(world.store.read).paragraphs(norm.id)
    expect(rows.map((p) => p.position)).toEqual([0, 1, 2, 3])
    const inside = await placeAt(rows[3]!.id, 4)
    const refused = await addLines(world.deps, sylvie, {
      ref,
      paragraphId: rows[3]!.id,
      lines: ['x'],
      place: inside,
    })
    expect(codeOf(refused)).toBe('inside-a-bracket')
    const nowhere = await addLines(world.deps, sylvie, { ref, paragraphId: id, lines: ['x'], place: 'AAAA' })
    expect(codeOf(nowhere)).toBe('no-such-place')
  })

  test('N6 what was removed comes back where it stood, once', async () => {
    const { ref, id } = await written('First.')
    sure(await addLines(world.deps, sylvie, { ref, paragraphId: id, lines: ['Second.', 'Third.'] }))
    const removed = { ref, paragraphId: id }
    expect(codeOf(await restoreParagraph(world.deps, sylvie, removed))).toBe('not-removed')
    sure(await removeParagraph(world.deps, sylvie, removed))
    expect(await texts(ref)).toEqual(['Second.', 'Third.'])
    expect(codeOf(await restoreParagraph(world.deps, by(world.people.olga), removed))).toBe('not-allowed')
    sure(await restoreParagraph(world.deps, sylvie, removed))
    expect(await texts(ref)).toEqual(['First.', 'Second.', 'Third.'])
    sure(await moveParagraph(world.deps, sylvie, { ...removed, direction: 'down' }))
    expect(await texts(ref)).toEqual(['Second.', 'First.', 'Third.'])
    const foreign = await written()
    expect(codeOf(await restoreParagraph(world.deps, sylvie, { ref, paragraphId: foreign.id }))).toBe(
      'no-such-paragraph',
    )
  })
})
