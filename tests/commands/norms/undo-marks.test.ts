import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liftBracket } from '~/commands/brackets/lift-bracket.server'
import { narrowBracket } from '~/commands/brackets/narrow-bracket.server'
import { offerAlternative } from '~/commands/brackets/offer-alternative.server'
import { type PlaceBracketInput, placeBracket } from '~/commands/brackets/place-bracket.server'
import { proposeLift } from '~/commands/brackets/silence-bracket.server'
import { standOnBracket } from '~/commands/brackets/stand-on-bracket.server'
import { agreeParagraph } from '~/commands/norms/agree-paragraph.server'
import { defineTerm } from '~/commands/norms/define-term.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { placeReference } from '~/commands/norms/place-reference.server'
import { removeDefinition } from '~/commands/norms/remove-definition.server'
import { removeReference } from '~/commands/norms/remove-reference.server'
import { reopenParagraph } from '~/commands/norms/reopen-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import { undoAct } from '~/commands/norms/undo-act.server'
import type { ParagraphId } from '~/domain/ids'
import { locateBrackets } from '~/domain/norms/bracket-place'
import { brackets } from '~db/stores/brackets'
import { definitions } from '~db/stores/definitions'
import { drafts } from '~db/stores/drafts'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { references } from '~db/stores/references'
import { drafting } from '../../drafting'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

describe.each(engines)('D22 undoing what is marked in words on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  type Name = keyof TestWorld['people']
  const as = (name: Name) => by(world.people[name])
  const read = () => world.store.read
  const { types, texts, writers, stateOf, placeAt, ...draft } = drafting(() => world)
  const undo = (ref: string, entry: number, name: Name = 'ana') =>
    undoAct(world.deps, as(name), { ref, entry })

  describe('brackets', () => {
    async function paper(text = 'Coastal States report within 72 hours.', heading = '') {
      const { ref, normId, id } = await draft.written(text)
      if (heading) await world.store.tx((c) => norms(c).reviseParagraph(id, { heading }))
      const place = (name: Name, words?: string, more: Partial<PlaceBracketInput> = {}) =>
        placeBracket(world.deps, as(name), { ref, paragraphId: id, reason: 'No.', words, ...more })
      const text0 = async () => (await texts(ref))[0]!
      const row = async (bracketId: string) => (await brackets(read()).byId(bracketId))!
      const narrow = (name: Name, bracketId: string, words: string) =>
        narrowBracket(world.deps, as(name), { ref, bracketId, words })
      const lift = (name: Name, bracketId: string) => liftBracket(world.deps, as(name), { ref, bracketId })
      return { ref, normId, id, place, text: text0, row, narrow, lift }
    }
    /** Where each bracket stands in the wording. */
    async function spans({ normId, id }: Awaited<ReturnType<typeof paper>>) {
      const rows = (await brackets(read()).ofNorm(normId)).filter((b) => !b.liftedAt)
      const found = (await drafts(read()).findable([id])).get(id)!
      return [...locateBrackets(rows, found).values()].map((s) => found.text.slice(s.start, s.end))
    }

    test('placing, narrowing and lifting are undone and done again, each at its words; credits too', async () => {
      const p = await paper()
      const seen: unknown[] = []
      const look = async () => ({ state: await stateOf(p.ref), spans: await spans(p) })
      seen.push(await look())
      const placed = sure(await p.place('ana', 'within 72 hours'))
      seen.push(await look())
      const narrowed = sure(await p.narrow('ana', placed.id, '72'))
      expect(await p.text()).toBe('Coastal States report within [72] hours.')
      seen.push(await look())
      const lifted = sure(await p.lift('ana', placed.id))
      seen.push(await look())
      const entries = [placed, narrowed, lifted].map((done) => done.actIndex)
      for (let round = 0; round < 2; round++) {
        const back: number[] = []
        for (const [i, entry] of [...entries.entries()].reverse()) {
          back.unshift(sure(await undo(p.ref, entry)).actIndex)
          expect(await look()).toEqual(seen[i])
        }
        for (const [i, entry] of back.entries()) {
          entries[i] = sure(await undo(p.ref, entry)).actIndex
          expect(await look()).toEqual(seen[i + 1])
        }
      }
      expect(await p.row(placed.id)).toMatchObject({ liftedAs: 'lifted', reason: 'No.' })
    })

    test('a withdrawn bracket keeps its row and its entries; each undo names what it undoes', async () => {
      const p = await paper()
      const { id, actIndex } = sure(await p.place('ana', '72'))
      const undone = sure(await undo(p.ref, actIndex))
      expect(undone.paragraphId).toBe(p.id)
      expect(await p.row(id)).toMatchObject({ liftedAs: 'withdrawn', holderId: world.delegations.ardenia })
      const acts = (await ledger(read()).since(actIndex, 9)).map((e) => JSON.parse(e.body))
      expect(acts).toMatchObject([
        { t: 'parley-v1/bracket.placed', bracket: id },
        { t: 'parley-v1/bracket.withdrawn', bracket: id, undoes: actIndex },
      ])
      expect(codeOf(await undo(p.ref, actIndex))).toBe('already-lifted')
    })

    test('both ends narrowed, one end narrowed, and words written inside and out meanwhile', async () => {
      const p = await paper('Coastal a b c d.')
      const { id } = sure(await p.place('ana', 'a b c d'))
      const one = sure(await p.narrow('ana', id, 'a b c'))
      const two = sure(await p.narrow('ana', id, 'b'))
      await types(p.id, 'Coastal a x [b y] c z d.', world.people.bela)
      const undone = sure(await undo(p.ref, two.actIndex))
      expect(await p.text()).toBe('Coastal [a x b y c] z d.')
      sure(await undo(p.ref, one.actIndex))
      expect(await p.text()).toBe('Coastal [a x b y c z d].')
      expect(await spans(p)).toEqual(['[a x b y c z d]'])
      expect(codeOf(await undo(p.ref, undone.actIndex))).toBe('ok')
      expect(await p.text()).toBe('Coastal a x [b y] c z d.')
    })

    test('one inside another: the outer one lifted comes back around it', async () => {
      const p = await paper()
      const inner = sure(await p.place('bela', '72'))
      const outer = sure(await p.place('ana', 'within [72] hours'))
      const lifted = sure(await p.lift('ana', outer.id))
      expect(await p.text()).toBe('Coastal States report within [72] hours.')
      sure(await undo(p.ref, lifted.actIndex))
      expect(await p.text()).toBe('Coastal States report [within [72] hours].')
      expect(await spans(p)).toEqual(['[72]', '[within [72] hours]'])
      expect(codeOf(await undo(p.ref, inner.actIndex, 'bela'))).toBe('ok')
    })

    test('not across a bracket placed meanwhile, nor around words that are gone', async () => {
      const p = await paper()
      const { id } = sure(await p.place('ana', 'within 72'))
      const lifted = sure(await p.lift('ana', id))
      const other = sure(await p.place('bela', '72 hours'))
      expect(codeOf(await undo(p.ref, lifted.actIndex))).toBe('changed-since')
      sure(await undo(p.ref, other.actIndex, 'bela'))
      await types(p.id, 'Coastal States report.', world.people.bela)
      expect(codeOf(await undo(p.ref, lifted.actIndex))).toBe('changed-since')
      expect(await p.text()).toBe('Coastal States report.')
    })

    test('in a heading and in the title, as long as these read the same', async () => {
      const p = await paper('Words.', 'Care of lights and boats')
      const heading = async () => (await norms(read()).paragraph(p.id))!.heading
      const placed = sure(await p.place('ana', 'lights and boats', { where: 'heading' }))
      const narrowed = sure(await p.narrow('ana', placed.id, 'boats'))
      expect(await heading()).toBe('Care of lights and [boats]')
      sure(await undo(p.ref, narrowed.actIndex))
      expect(await heading()).toBe('Care of [lights and boats]')
      const lifted = sure(await p.lift('ana', placed.id))
      sure(await undo(p.ref, lifted.actIndex))
      expect(await heading()).toBe('Care of [lights and boats]')
      const again = sure(await p.lift('ana', placed.id))
      await world.store.tx((c) => norms(c).reviseParagraph(p.id, { heading: 'Care of lights, boats' }))
      expect(codeOf(await undo(p.ref, again.actIndex))).toBe('changed-since')
      const title = async () => (await norms(read()).byRef(p.ref))!.title
      const onTitle = sure(await p.place('sylvie', 'Care', { where: 'title' }))
      expect(await title()).toBe('[Care] of harbour lights')
      const undone = sure(await undo(p.ref, onTitle.actIndex, 'sylvie'))
      expect(await title()).toBe('Care of harbour lights')
      sure(await undo(p.ref, undone.actIndex, 'sylvie'))
      expect(await title()).toBe('[Care] of harbour lights')
    })

    test('a bracket that stood in the text already is held no longer, and stands there still', async () => {
      const p = await paper('Coastal States report within [72] hours.')
      const held = sure(await p.place('ana', undefined, { quote: '[72]' }))
      const undone = sure(await undo(p.ref, held.actIndex))
      expect(await p.text()).toBe('Coastal States report within [72] hours.')
      expect(await spans(p)).toEqual([])
      const other = sure(await p.place('bela', undefined, { quote: '[72]' }))
      expect(codeOf(await undo(p.ref, undone.actIndex))).toBe('changed-since')
      sure(await undo(p.ref, other.actIndex, 'bela'))
      sure(await undo(p.ref, undone.actIndex))
      expect(await spans(p)).toEqual(['[72]'])
    })

    test('what the chair has placed for a delegation the chair takes back, nobody else', async () => {
      const p = await paper()
      const placed = sure(await p.place('chiara', '72', { holderId: world.delegations.ardenia }))
      expect(codeOf(await undo(p.ref, placed.actIndex, 'ana'))).toBe('not-your-act')
      sure(await undo(p.ref, placed.actIndex, 'chiara'))
      expect(await p.text()).toBe('Coastal States report within 72 hours.')
    })

    describe('what others have done since stays, and is said', () => {
      const acts: [string, (ref: string, bracketId: string) => Promise<unknown>][] = [
        [
          'a position',
          (ref, bracketId) =>
            standOnBracket(world.deps, as('bela'), { ref, bracketId, position: 'supporter' }),
        ],
        [
          'an alternative',
          (ref, bracketId) => offerAlternative(world.deps, as('bela'), { ref, bracketId, text: '48' }),
        ],
        [
          'a silence',
          (ref, bracketId) => {
            const until = new Date(world.clock.now().getTime() + 60_000)
            return proposeLift(world.deps, as('chiara'), { ref, bracketId, until })
          },
        ],
      ]
      test.each(acts)('%s', async (_, act) => {
        const p = await paper()
        const placed = sure(await p.place('ana', 'within 72'))
        const narrowed = sure(await p.narrow('ana', placed.id, '72'))
        await act(p.ref, placed.id)
        const now = await stateOf(p.ref)
        expect(codeOf(await undo(p.ref, narrowed.actIndex))).toBe('acted-on-since')
        expect(codeOf(await undo(p.ref, placed.actIndex))).toBe('acted-on-since')
        expect(await stateOf(p.ref)).toEqual(now)
      })

      test('an alternative of one’s own is dropped first', async () => {
        const p = await paper()
        const { id: bracketId, actIndex } = sure(await p.place('ana', '72'))
        sure(await offerAlternative(world.deps, as('ana'), { ref: p.ref, bracketId, text: '48' }))
        expect(codeOf(await undo(p.ref, actIndex))).toBe('has-alternatives')
      })

      test('a version frozen without it, and a paragraph agreed and reopened', async () => {
        const p = await paper()
        const { id } = sure(await p.place('ana', '72'))
        const lifted = sure(await p.lift('ana', id))
        const place = { ref: p.ref, paragraphId: p.id }
        const confirmBy = new Date(world.clock.now().getTime() + 3_600_000)
        sure(await agreeParagraph(world.deps, as('chiara'), { ...place, confirmBy }))
        expect(codeOf(await undo(p.ref, lifted.actIndex))).toBe('settled-since')
        sure(await reopenParagraph(world.deps, as('chiara'), { ...place, reason: 'Once more.' }))
        expect(codeOf(await undo(p.ref, lifted.actIndex))).toBe('settled-since')
        const q = await paper()
        const other = sure(await q.place('ana', '72'))
        const gone = sure(await q.lift('ana', other.id))
        await freeze(world.deps, q.ref, 'HARBOUR/1')
        expect(codeOf(await undo(q.ref, gone.actIndex))).toBe('settled-since')
      })

      test('while it is agreed nothing is withdrawn from it', async () => {
        const p = await paper()
        const { id, actIndex } = sure(await p.place('ana', '72'))
        await world.store.tx((c) => c.q.update(c.t.paragraph).set({ state: 'closed' }))
        expect(codeOf(await undo(p.ref, actIndex))).toBe('paragraph-closed')
        await world.store.tx((c) => c.q.update(c.t.paragraph).set({ state: 'open' }))
        expect((await p.row(id)).liftedAt).toBeNull()
      })
    })

    test('it goes with its words through a split that is undone', async () => {
      const p = await paper()
      const { id, actIndex } = sure(await p.place('ana', '72'))
      const lifted = sure(await p.lift('ana', id))
      const cut = { ref: p.ref, paragraphId: p.id, words: 'within' }
      const split = sure(await splitParagraph(world.deps, as('ana'), cut))
      expect(codeOf(await undo(p.ref, lifted.actIndex))).toBe('changed-since')
      sure(await undo(p.ref, split.actIndex))
      sure(await undo(p.ref, lifted.actIndex))
      expect(await spans(p)).toEqual(['[72]'])
      sure(await undo(p.ref, actIndex))
      expect(await p.text()).toBe('Coastal States report within 72 hours.')
    })
  })

  describe('references and terms', () => {
    async function paper(text = 'See OP2, and report.') {
      const norm = await makeNorm(world.deps, world.forums.harbour, [
        { kind: 'operative', text: 'Lights are kept.' },
        { kind: 'operative', text: 'Boats pass.' },
        { kind: 'operative', text },
      ])
      const [, second, third] = norm.paragraphs as [ParagraphId, ParagraphId, ParagraphId]
      const { ref } = norm
      const links = async () =>
        (await references(read()).ofNorm(norm.id)).map(({ placedAt: _, anchorStart, anchorEnd, ...r }) => r)
      const refer = (more: { words?: string; after?: string }) =>
        placeReference(world.deps, as('ana'), { ref, paragraphId: third, targetId: second, ...more })
      const look = async () => ({ state: await stateOf(ref), links: await links() })
      return {
        ref,
        normId: norm.id,
        second,
        third,
        links,
        refer,
        look,
        text: async () => (await texts(ref))[2],
      }
    }

    test('N20 a number that stood there is linked, unlinked and linked again; the words stay', async () => {
      const p = await paper()
      const before = await p.look()
      const placed = sure(await p.refer({ words: 'OP2' }))
      const after = await p.look()
      const undone = sure(await undo(p.ref, placed.actIndex))
      expect(await p.look()).toEqual(before)
      const again = sure(await undo(p.ref, undone.actIndex))
      expect(await p.look()).toEqual(after)
      sure(await undo(p.ref, again.actIndex))
      expect(await p.look()).toEqual(before)
    })

    test.each([
      [{ after: 'See' }, 'See OP2, and report.', 'See, and report.'],
      [{}, 'See OP2', 'See'],
      [{ after: 'X' }, 'X OP2 y', 'Xy'],
    ])('N20 a number that was put in leaves with its spaces, %o', async (where, linked, text) => {
      const p = await paper(text)
      const before = await p.look()
      const placed = sure(await p.refer(where))
      expect(await p.text()).toBe(linked)
      const after = await p.look()
      const undone = sure(await undo(p.ref, placed.actIndex))
      expect(await p.look()).toEqual(before)
      sure(await undo(p.ref, undone.actIndex))
      expect(await p.look()).toEqual(after)
    })

    test('N20 after paragraphs were moved it leaves, and comes back with the number of now', async () => {
      const p = await paper('See, and report.')
      const placed = sure(await p.refer({ after: 'See' }))
      const move = { ref: p.ref, paragraphId: p.second }
      sure(await moveParagraph(world.deps, as('sylvie'), { ...move, direction: 'up' }))
      expect(await p.text()).toBe('See OP1, and report.')
      const undone = sure(await undo(p.ref, placed.actIndex))
      expect(await p.text()).toBe('See, and report.')
      sure(await moveParagraph(world.deps, as('sylvie'), { ...move, direction: 'down' }))
      sure(await undo(p.ref, undone.actIndex))
      expect(await p.text()).toBe('See OP2, and report.')
    })

    test('N20 unlinking is undone, and the number comes right; not once somebody wrote into it', async () => {
      const p = await paper()
      const { id: referenceId } = sure(await p.refer({ words: 'OP2' }))
      const before = await p.look()
      const unlink = async () =>
        sure(await removeReference(world.deps, as('bela'), { ref: p.ref, referenceId }))
      const one = await unlink()
      sure(await undo(p.ref, one.actIndex, 'bela'))
      expect(await p.look()).toEqual(before)
      const two = await unlink()
      sure(
        await moveParagraph(world.deps, as('sylvie'), { ref: p.ref, paragraphId: p.second, direction: 'up' }),
      )
      expect(await p.text()).toBe('See OP2, and report.')
      sure(await undo(p.ref, two.actIndex, 'bela'))
      expect(await p.text()).toBe('See OP1, and report.')
      const three = await unlink()
      await types(p.third, 'See OP12, and report.', world.people.coro)
      expect(codeOf(await undo(p.ref, three.actIndex, 'bela'))).toBe('changed-since')
      expect(await p.links()).toEqual([])
    })

    test('N20 what others have written into stays; one that took another’s place is not undone', async () => {
      const p = await paper()
      const placed = sure(await p.refer({ words: 'OP2' }))
      const over = sure(await p.refer({ words: 'OP2' }))
      expect(codeOf(await undo(p.ref, placed.actIndex))).toBe('no-such-reference')
      expect(codeOf(await undo(p.ref, over.actIndex))).toBe('replaced-another')
      const q = await paper('See, and report.')
      const put = sure(await q.refer({ after: 'See' }))
      await world.store.tx(async (c) => {
        const open = await drafts(c).open(q.third, world.deps.random)
        open.insert('See OP'.length, ' ')
        await open.save({ personId: world.people.bela, delegationId: null, at: world.clock.now() })
      })
      expect(codeOf(await undo(q.ref, put.actIndex))).toBe('changed-since')
      expect(await q.text()).toBe('See OP 2, and report.')
    })

    test('N21 defining and undefining a term are undone and done again', async () => {
      const p = await paper('Vessel means a boat.')
      const terms = async () => (await definitions(read()).ofNorm(p.normId)).map((d) => [d.id, d.term])
      const place = { ref: p.ref, paragraphId: p.third, words: 'Vessel' }
      const placed = sure(await defineTerm(world.deps, as('ana'), place))
      const undone = sure(await undo(p.ref, placed.actIndex))
      expect(await terms()).toEqual([])
      const again = sure(await undo(p.ref, undone.actIndex))
      expect(await terms()).toEqual([[placed.id, 'Vessel']])
      sure(await undo(p.ref, again.actIndex))
      expect(await terms()).toEqual([])
      const other = sure(await defineTerm(world.deps, as('ana'), place))
      const gone = { ref: p.ref, definitionId: other.id }
      const removed = sure(await removeDefinition(world.deps, as('sylvie'), gone))
      const second = sure(await defineTerm(world.deps, as('bela'), place))
      expect(codeOf(await undo(p.ref, removed.actIndex, 'sylvie'))).toBe('defined-here')
      sure(await undo(p.ref, second.actIndex, 'bela'))
      sure(await undo(p.ref, removed.actIndex, 'sylvie'))
      expect(await terms()).toEqual([[other.id, 'Vessel']])
      const last = sure(await removeDefinition(world.deps, as('sylvie'), gone))
      await types(p.third, 'Vassel means a boat.', world.people.bela)
      expect(codeOf(await undo(p.ref, last.actIndex, 'sylvie'))).toBe('changed-since')
    })

    test('N21 the words of a term in the ledger are a hash, so that a draft tells nothing there', async () => {
      const p = await paper('Vessel means a boat.')
      const place = { ref: p.ref, paragraphId: p.third, words: 'Vessel' }
      const placed = sure(await defineTerm(world.deps, as('ana'), place))
      const { actIndex } = sure(await undo(p.ref, placed.actIndex))
      expect((await ledger(read()).find(actIndex))!.body).not.toContain('Vessel')
    })
  })
})
