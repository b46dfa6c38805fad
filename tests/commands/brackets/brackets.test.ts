import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { chooseAlternative } from '~/commands/brackets/choose-alternative.server'
import { dropAlternative } from '~/commands/brackets/drop-alternative.server'
import { liftBracket, liftSilentBracket } from '~/commands/brackets/lift-bracket.server'
import { narrowBracket } from '~/commands/brackets/narrow-bracket.server'
import { offerAlternative } from '~/commands/brackets/offer-alternative.server'
import { type PlaceBracketInput, placeBracket } from '~/commands/brackets/place-bracket.server'
import { objectToLift, proposeLift } from '~/commands/brackets/silence-bracket.server'
import { standOnBracket } from '~/commands/brackets/stand-on-bracket.server'
import type { NormId, ParagraphId } from '~/domain/ids'
import { locateBrackets } from '~/domain/norms/bracket-place'
import { liftSilentBrackets } from '~/jobs/settle-text.server'
import { brackets } from '~db/stores/brackets'
import { drafts } from '~db/stores/drafts'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { textRoot, updatesOf, wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

describe.each(engines)('brackets on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  type Name = keyof TestWorld['people']
  const as = (name: Name) => by(world.people[name])

  /** A norm of one paragraph, and short ways to act on it. */
  async function paper(text: string, heading = '') {
    const { id, ref, paragraphs } = await makeNorm(world.deps, world.forums.harbour, [{ text, heading }])
    const paragraphId = paragraphs[0]!
    const place = { ref, paragraphId }
    return {
      id,
      ref,
      paragraphId,
      place: (name: Name, input: Partial<PlaceBracketInput> = {}) =>
        placeBracket(world.deps, as(name), { ...place, reason: '', ...input }),
      placed: async (name: Name, words?: string, more: Partial<PlaceBracketInput> = {}) => {
        const input = { ...place, reason: '', words, ...more }
        const { id: bracketId } = sure(await placeBracket(world.deps, as(name), input))
        return { ref, bracketId }
      },
      text: () => wordings(world.store.read).text(paragraphId),
      heading: async () => (await norms(world.store.read).paragraph(paragraphId))!.heading,
      spans: () => spansOf(paragraphId, id),
      entry: async () => JSON.parse((await ledger(world.store.read).since(0, 9_999)).at(-1)!.body),
    }
  }
  async function spansOf(paragraphId: ParagraphId, normId: NormId) {
    const { read } = world.store
    const rows = (await brackets(read).ofNorm(normId)).filter((b) => !b.liftedAt)
    const found = (await drafts(read).findable([paragraphId])).get(paragraphId)!
    return new Map(
      [...locateBrackets(rows, found)].map(([id, { start, end }]) => [id, found.text.slice(start, end)]),
    )
  }

  /** Somebody at the desk, whose change is on its way while the server changes the text. */
  async function atDesk(paragraphId: ParagraphId, edit: (text: Y.Text) => void) {
    const { read } = world.store
    const doc = new Y.Doc()
    for (const update of updatesOf((await wordings(read).load([paragraphId])).get(paragraphId)!))
      Y.applyUpdate(doc, update)
    doc.clientID = 0x7000_0001
    const before = Y.encodeStateVector(doc)
    edit(doc.getText(textRoot))
    const update = Y.encodeStateAsUpdate(doc, before)
    return () =>
      world.store.tx(async (c) => {
        const seq = (await wordings(c).head(paragraphId)) + 1
        const authors = [{ personId: world.people.bela, clientId: doc.clientID, count: 1 }]
        await wordings(c).append({ paragraphId, seq, count: 1, update, authors, at: world.clock.now() })
      })
  }

  describe('N12 placing', () => {
    test('puts the characters into the live text, under the placer’s name', async () => {
      const p = await paper('Report within 72 hours of the incident.')
      const { bracketId } = await p.placed('ana', '72 hours', { reason: 'Too slow.' })
      expect(await p.text()).toBe('Report within [72 hours] of the incident.')
      expect(await brackets(world.store.read).byId(bracketId)).toMatchObject({
        quote: '[72 hours]',
        holderId: world.delegations.ardenia,
        placedBy: world.people.ana,
        reason: 'Too slow.',
      })
      const [last] = (await wordings(world.store.read).since(p.paragraphId, 1)).slice(-1)
      expect(last?.authors[0]?.personId).toBe(world.people.ana)
      expect(await p.entry()).toMatchObject({
        t: 'parley-v1/bracket.placed',
        by: { as: 'delegate', delegation: world.delegations.ardenia },
        bracket: bracketId,
        where: 'text',
      })
    })
    test('the whole paragraph, an occurrence, and one inside the other', async () => {
      const p = await paper('all or all of it')
      const second = await p.placed('ana', 'all', { nth: 1 })
      expect(await p.text()).toBe('all or [all] of it')
      const whole = await p.placed('bela')
      const inner = await p.placed('coro', 'or [all]')
      expect(await p.text()).toBe('[all [or [all]] of it]')
      expect([...(await p.spans())]).toEqual([
        [second.bracketId, '[all]'],
        [whole.bracketId, '[all [or [all]] of it]'],
        [inner.bracketId, '[or [all]]'],
      ])
    })
    test.each([
      ['words that are not there', 'a missing word', 'no-such-words'],
      ['one end of a bracket', 'c [d', 'crosses-bracket'],
      ['the other end', 'd] e', 'crosses-bracket'],
      ['both ends in the wrong order', '] e [', 'crosses-bracket'],
    ])('refuses %s', async (_, words, code) => {
      const p = await paper('c [d] e [f]')
      expect(codeOf(await p.place('ana', { words }))).toBe(code)
      expect(await p.text()).toBe('c [d] e [f]')
    })
    test('a heading and the title; what stands inside moves along', async () => {
      const p = await paper('Text.', 'Duty of care')
      const inner = await p.placed('ana', 'care', { where: 'heading' })
      const outer = await p.placed('bela', undefined, { where: 'heading' })
      expect(await p.heading()).toBe('[Duty of [care]]')
      sure(await liftBracket(world.deps, as('ana'), inner))
      expect(await p.heading()).toBe('[Duty of care]')
      sure(await liftBracket(world.deps, as('bela'), outer))
      expect(await p.heading()).toBe('Duty of care')
      const title = await p.placed('coro', 'harbour', { where: 'title' })
      expect((await norms(world.store.read).byRef(p.ref))?.title).toBe('Care of [harbour] lights')
      sure(await liftBracket(world.deps, as('coro'), title))
      expect((await norms(world.store.read).byRef(p.ref))?.title).toBe('Care of harbour lights')
    })
    test('a heading with no room for two characters more', async () => {
      const p = await paper('Text.', 'h'.repeat(199))
      expect(codeOf(await p.place('ana', { where: 'heading' }))).toBe('text-too-long')
      expect(await p.heading()).toBe('h'.repeat(199))
    })
    test('N12 around alternatives, around all of one or within it, never around some of them', async () => {
      const p = await paper('Report in a day.')
      const where = await p.placed('ana', 'a day')
      sure(await offerAlternative(world.deps, as('bela'), { ...where, text: 'a week' }))
      const [row] = [...(await p.spans()).values()]
      expect(row).toBe('[a day][a week]')
      expect(codeOf(await p.place('coro', { words: '[a week]' }))).toBe('crosses-bracket')
      expect(codeOf(await p.place('coro', { words: 'in [a day]' }))).toBe('crosses-bracket')
      expect(codeOf(await p.place('coro', { quote: '[a week]' }))).toBe('already-held')
      sure(await p.place('coro', { words: 'week' }))
      sure(await p.place('coro', { words: 'in [a day][a [week]]' }))
      expect([...(await p.spans()).values()].sort()).toEqual([
        '[a day][a [week]]',
        '[in [a day][a [week]]]',
        '[week]',
      ])
    })

    test('brackets that stand there already are held once', async () => {
      const p = await paper('[a] and [a]')
      sure(await p.place('ana', { quote: '[a]' }))
      sure(await p.place('bela', { quote: '[a]' }))
      expect(await p.text()).toBe('[a] and [a]')
      expect(codeOf(await p.place('coro', { quote: '[a]' }))).toBe('already-held')
    })
    test('by a delegate also when a version is frozen and delegations only suggest', async () => {
      const p = await paper('a b')
      await freeze(world.deps, p.ref, 'Z/1')
      const bracket = await p.placed('ana', 'a')
      sure(await liftBracket(world.deps, as('ana'), bracket))
      expect(await p.text()).toBe('a b')
    })
    test.each(['olga', 'ivo', 'paul', 'admin'] as const)('%s may not', async (name) => {
      const p = await paper('a b')
      expect(codeOf(await p.place(name, { words: 'a' }))).toBe('not-allowed')
    })
  })

  describe('N7 the row goes where its characters go', () => {
    test('words written before and inside it', async () => {
      const p = await paper('Within 72 hours.')
      const { bracketId } = await p.placed('ana', '72 hours')
      await (
        await atDesk(p.paragraphId, (t) => {
          t.insert(8, 'at most ')
          t.insert(0, '[Always] ')
        })
      )()
      expect((await p.spans()).get(bracketId)).toBe('[at most 72 hours]')
    })
    test('deleted characters: no longer in the text; it can still be lifted', async () => {
      const p = await paper('Within 72 hours.')
      const bracket = await p.placed('ana', '72 hours')
      await (await atDesk(p.paragraphId, (t) => t.delete(7, 1)))()
      expect(await p.text()).toBe('Within 72 hours].')
      expect((await p.spans()).has(bracket.bracketId)).toBe(false)
      const narrowed = await narrowBracket(world.deps, as('ana'), { ...bracket, words: '72' })
      expect(codeOf(narrowed)).toBe('bracket-gone')
      sure(await liftBracket(world.deps, as('ana'), bracket))
      expect(await p.text()).toBe('Within 72 hours].')
    })
  })

  describe('N13 narrowing and lifting', () => {
    test.each([
      ['both ends', 'b c', 'a [b c] d'],
      ['the end', 'a b', '[a b] c d'],
      ['the beginning', 'c d', 'a b [c d]'],
    ])('%s inward', async (_, words, after) => {
      const p = await paper('a b c d')
      const bracket = await p.placed('ana')
      sure(await narrowBracket(world.deps, as('ana'), { ...bracket, words }))
      expect(await p.text()).toBe(after)
      expect((await p.spans()).get(bracket.bracketId)).toBe(`[${words}]`)
    })
    test('not across a bracket inside, not to all of it, not to other words', async () => {
      const p = await paper('a [b] c')
      const bracket = await p.placed('ana')
      const to = async (words: string) =>
        codeOf(await narrowBracket(world.deps, as('ana'), { ...bracket, words }))
      expect(await to('a [b')).toBe('crosses-bracket')
      expect(await to('a [b] c')).toBe('not-narrower')
      expect(await to('z')).toBe('no-such-words')
      expect(await to('[b] c')).toBe('ok')
      expect(await p.text()).toBe('a [[b] c]')
    })
    test('while somebody writes in the same words, both stand', async () => {
      const p = await paper('States report within 72 hours at most')
      const bracket = await p.placed('ana')
      const send = await atDesk(p.paragraphId, (t) => t.insert(t.toString().indexOf('72') + 2, ' working'))
      sure(await narrowBracket(world.deps, as('ana'), { ...bracket, words: 'within 72 hours' }))
      await send()
      expect(await p.text()).toBe('States report [within 72 working hours] at most')
      expect((await p.spans()).get(bracket.bracketId)).toBe('[within 72 working hours]')
    })
    test('while somebody deletes all of the words, an empty bracket is left and can be lifted', async () => {
      const p = await paper('a b c')
      const bracket = await p.placed('ana')
      const send = await atDesk(p.paragraphId, (t) => t.delete(1, 5))
      sure(await narrowBracket(world.deps, as('ana'), { ...bracket, words: 'b' }))
      await send()
      sure(await liftBracket(world.deps, as('ana'), bracket))
      expect(await p.text()).not.toMatch(/[[\]]/)
    })
    test('only by who holds it; what nobody holds, by the secretariat and the chair', async () => {
      const p = await paper('a b')
      const own = await p.placed('ana', 'a')
      const desk = await p.placed('sylvie', 'b')
      for (const name of ['bela', 'chiara', 'sylvie'] as const)
        expect(codeOf(await liftBracket(world.deps, as(name), own))).toBe('not-yours-to-hold')
      expect(codeOf(await liftBracket(world.deps, as('ana'), desk))).toBe('not-yours-to-hold')
      sure(await liftBracket(world.deps, as('alto'), own))
      sure(await liftBracket(world.deps, as('chiara'), desk))
      expect(await p.text()).toBe('a b')
      expect(codeOf(await liftBracket(world.deps, as('ana'), own))).toBe('already-lifted')
    })
    test('an outer bracket leaves the inner one as it is', async () => {
      const p = await paper('a b')
      await p.placed('bela', 'b')
      const outer = await p.placed('ana')
      sure(await liftBracket(world.deps, as('ana'), outer))
      expect(await p.text()).toBe('a [b]')
    })
  })

  describe('N14 the chair lifts after a silence', () => {
    const hour = 3_600_000
    async function silence() {
      const p = await paper('a b')
      const bracket = await p.placed('ana', 'b')
      const until = new Date(world.clock.now().getTime() + hour)
      sure(await proposeLift(world.deps, as('chiara'), { ...bracket, until }))
      return { p, bracket, until }
    }
    test('a millisecond before the end it stands, at the end it is lifted', async () => {
      const { p, bracket } = await silence()
      world.clock.forward(hour - 1)
      expect(await liftSilentBrackets(world.deps)).toBe(0)
      expect(codeOf(await liftSilentBracket(world.deps, bracket))).toBe('silence-runs')
      world.clock.forward(1)
      expect(codeOf(await objectToLift(world.deps, as('bela'), bracket))).toBe('no-silence')
      expect(await liftSilentBrackets(world.deps)).toBe(1)
      expect(await p.text()).toBe('a b')
      expect(await p.entry()).toMatchObject({ t: 'parley-v1/bracket.lifted', by: { as: 'system' } })
      expect(await liftSilentBrackets(world.deps)).toBe(0)
    })
    test('one objection before the end stops it', async () => {
      const { p, bracket } = await silence()
      world.clock.forward(hour - 1)
      sure(await objectToLift(world.deps, as('bela'), bracket))
      world.clock.forward(hour)
      expect(await liftSilentBrackets(world.deps)).toBe(0)
      expect(await p.text()).toBe('a [b]')
    })
    test('an alternative offered meanwhile stops it too', async () => {
      const { p, bracket } = await silence()
      sure(await offerAlternative(world.deps, as('bela'), { ...bracket, text: 'c' }))
      world.clock.forward(hour)
      expect(await liftSilentBrackets(world.deps)).toBe(0)
      expect(await p.text()).toBe('a [b][c]')
    })
    test('only the chair proposes, with an end to come, once; only delegations object', async () => {
      const { bracket, until } = await silence()
      const propose = async (name: Name, at = until) =>
        codeOf(await proposeLift(world.deps, as(name), { ...bracket, until: at }))
      expect(await propose('sylvie')).toBe('chair-only')
      expect(await propose('ana')).toBe('chair-only')
      expect(await propose('chiara')).toBe('silence-runs')
      expect(codeOf(await objectToLift(world.deps, as('sylvie'), bracket))).toBe('delegations-only')
      sure(await objectToLift(world.deps, as('coro'), bracket))
      expect(codeOf(await objectToLift(world.deps, as('coro'), bracket))).toBe('no-silence')
      expect(await propose('chiara', world.clock.now())).toBe('ends-in-the-past')
      expect(await propose('chiara', new Date(world.clock.now().getTime() + 1))).toBe('ok')
    })
  })

  test('N15 delegations stand with or against it, and leave', async () => {
    const p = await paper('a b')
    const bracket = await p.placed('ana', 'b')
    const stand = async (name: Name, position: Parameters<typeof standOnBracket>[2]['position']) =>
      codeOf(await standOnBracket(world.deps, as(name), { ...bracket, position }))
    expect(await stand('ana', 'supporter')).toBe('own-bracket')
    expect(await stand('chiara', 'supporter')).toBe('delegations-only')
    expect(await stand('bela', 'none')).toBe('same-position')
    expect(await stand('bela', 'co-holder')).toBe('ok')
    expect(await stand('coro', 'opponent')).toBe('ok')
    expect(await stand('coro', 'opponent')).toBe('same-position')
    expect(await stand('coro', 'supporter')).toBe('ok')
    const positions = async () =>
      (await brackets(world.store.read).positions(p.id)).map((r) => `${r.name} ${r.position}`).sort()
    expect(await positions()).toEqual(['Belmora co-holder', 'Corvania supporter'])
    expect(await stand('bela', 'none')).toBe('ok')
    expect(await positions()).toEqual(['Corvania supporter'])
  })

  describe('N16 alternatives', () => {
    async function three() {
      const p = await paper('within 10 days')
      const bracket = await p.placed('ana', '10')
      const offer = async (name: Name, text: string) =>
        offerAlternative(world.deps, as(name), { ...bracket, text })
      sure(await offer('bela', '30'))
      sure(await offer('coro', ''))
      const numbered = (number: number) => ({ ...bracket, number })
      const live = async () =>
        (await brackets(world.store.read).alternatives(bracket.bracketId))
          .filter((a) => !a.droppedAt)
          .map((a) => `${a.number} ${a.text}`)
      return { p, bracket, offer, numbered, live }
    }
    test('are offered beside the bracketed words; "no text" has no characters', async () => {
      const { p, bracket, live, offer } = await three()
      expect(await p.text()).toBe('within [10][30] days')
      expect(await live()).toEqual(['1 10', '2 30', '3 '])
      expect((await p.spans()).get(bracket.bracketId)).toBe('[10][30]')
      expect(codeOf(await offer('ana', '30'))).toBe('same-alternative')
      expect(codeOf(await offer('ana', ''))).toBe('same-alternative')
      expect(codeOf(await offer('ana', '[20'))).toBe('crosses-bracket')
      expect(codeOf(await liftBracket(world.deps, as('ana'), bracket))).toBe('has-alternatives')
    })
    test('are dropped by their proponent or the chair, down to the last words', async () => {
      const { p, bracket, numbered, live } = await three()
      const drop = async (name: Name, number: number) =>
        codeOf(await dropAlternative(world.deps, as(name), numbered(number)))
      expect(await drop('ana', 2)).toBe('not-yours-to-hold')
      expect(await drop('sylvie', 2)).toBe('not-yours-to-hold')
      expect(await drop('bela', 9)).toBe('no-such-alternative')
      expect(await drop('chiara', 1)).toBe('ok')
      expect(await p.text()).toBe('within [30] days')
      expect((await p.spans()).get(bracket.bracketId)).toBe('[30]')
      expect(await drop('bela', 2)).toBe('last-alternative')
      expect(await drop('coro', 3)).toBe('ok')
      expect(await live()).toEqual(['2 30'])
      sure(await liftBracket(world.deps, as('ana'), bracket))
      expect(await p.text()).toBe('within 30 days')
    })
    test.each([
      [1, 'within 10 days'],
      [2, 'within 30 days'],
      [3, 'within days'],
    ])('the chair chooses Alt %i', async (number, after) => {
      const { p, bracket, numbered } = await three()
      expect(codeOf(await chooseAlternative(world.deps, as('sylvie'), numbered(number)))).toBe('chair-only')
      sure(await chooseAlternative(world.deps, as('chiara'), numbered(number)))
      expect(await p.text()).toBe(after)
      expect(await brackets(world.store.read).byId(bracket.bracketId)).toMatchObject({ liftedAs: 'chosen' })
    })
    test('what was written in an alternative meanwhile is what is chosen', async () => {
      const { p, numbered, bracket } = await three()
      await (await atDesk(p.paragraphId, (t) => t.insert(t.toString().indexOf('30') + 2, ' working')))()
      sure(await chooseAlternative(world.deps, as('chiara'), numbered(2)))
      expect(await p.text()).toBe('within 30 working days')
      const rows = await brackets(world.store.read).alternatives(bracket.bracketId)
      expect(rows[1]).toMatchObject({ text: '30 working', chosenAt: world.clock.now() })
    })
    test('brackets typed by hand among them are refused, not guessed at', async () => {
      const { p, numbered } = await three()
      await (await atDesk(p.paragraphId, (t) => t.insert(t.toString().indexOf('[30]'), '[20]')))()
      expect(codeOf(await chooseAlternative(world.deps, as('chiara'), numbered(2)))).toBe(
        'alternatives-differ',
      )
      expect(await p.text()).toBe('within [10][20][30] days')
    })
    test('at most nine', async () => {
      const p = await paper('a')
      const bracket = await p.placed('ana')
      for (let i = 2; i <= 9; i++)
        sure(await offerAlternative(world.deps, as('bela'), { ...bracket, text: `alt ${i}` }))
      expect(codeOf(await offerAlternative(world.deps, as('bela'), { ...bracket, text: 'ten' }))).toBe(
        'too-many-alternatives',
      )
    })
  })

  test('a bracket of another norm is none of this one', async () => {
    const p = await paper('a')
    const other = await paper('b')
    const { bracketId } = await p.placed('ana')
    const wrong = await liftBracket(world.deps, as('ana'), { ref: other.ref, bracketId })
    expect(codeOf(wrong)).toBe('no-such-paragraph')
    const missing = { ref: p.ref, bracketId: '00000000-0000-7000-8000-000000000000' }
    expect(codeOf(await liftBracket(world.deps, as('ana'), missing))).toBe('no-such-bracket')
  })
})
