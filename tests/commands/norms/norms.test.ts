import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liftBracket } from '~/commands/brackets/lift-bracket.server'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { changeStage } from '~/commands/norms/change-stage.server'
import { freezeVersion } from '~/commands/norms/freeze-version.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { proposeNorm } from '~/commands/norms/propose-norm.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import type { ForumId, ParagraphId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import { versionHash } from '~/domain/norms/version-content'
import { ledger, sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { freeze, makeNorm } from '../../norm-world'
import { by, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const nowhere = '00000000-0000-7000-8000-000000000000'

describe.each(engines)('norms on %s', (engine) => {
  let world: TestWorld
  // one database for all: each test makes norms of its own
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  const lights = (texts = ['Keep the lights.', 'Every light.']) =>
    makeNorm(
      world.deps,
      world.forums.harbour,
      texts.map((text, i) => ({ kind: i === 0 ? ('article' as const) : ('sub' as const), text })),
    )
  const textOf = async (ref: string) =>
    normTexts(world.store.read).live((await norms(world.store.read).byRef(ref))!)
  const numbersOf = async (ref: string) => (await textOf(ref)).paragraphs.map((p) => `${p.number} ${p.text}`)
  const entries = async (): Promise<EntryBody[]> =>
    (await ledger(world.store.read).since(0, 1_000)).map((e) => JSON.parse(e.body) as EntryBody)
  const lastEntry = async () => (await entries()).at(-1)!
  /** What a refusal must leave as it was. */
  const unchanged = async (act: () => Promise<{ ok: boolean; error?: unknown }>) => {
    const size = await ledger(world.store.read).size()
    const answer = await act()
    expect(answer.ok).toBe(false)
    expect(await ledger(world.store.read).size()).toBe(size)
    return 'error' in answer ? answer.error : null
  }

  describe('N5 proposing', () => {
    const norm = { title: 'Lights', kind: 'norm', language: 'en', summary: '' } as const
    test('a delegate proposes; the norm begins in drafting with the next reference', async () => {
      const forumId = world.forums.harbour
      const first = sure(await proposeNorm(world.deps, by(world.people.bela), { ...norm, forumId }))
      const second = sure(await proposeNorm(world.deps, by(world.people.chiara), { ...norm, forumId }))
      expect(Number(second.ref.slice(2))).toBe(Number(first.ref.slice(2)) + 1)
      expect(await norms(world.store.read).byRef(first.ref)).toMatchObject({
        stage: 'drafting',
        title: 'Lights',
        stageSince: world.clock.now(),
        forumSlug: 'harbour',
      })
      const [one, two] = (await entries()).slice(-2)
      expect(one).toEqual({
        t: 'parley-v1/norm.proposed',
        at: world.clock.now().toISOString(),
        by: { as: 'delegate', person: world.people.bela, delegation: world.delegations.belmora },
        on: `norm/${first.ref}`,
        title: 'Lights',
        kind: 'norm',
        forum: 'harbour',
        language: 'en',
      })
      expect(two?.by).toEqual({ as: 'chair', person: world.people.chiara })
    })
    test.each(['ivo', 'olga', 'paul', 'admin'] as const)('%s may not', async (name) => {
      const forumId = world.forums.harbour
      const error = await unchanged(() =>
        proposeNorm(world.deps, by(world.people[name]), { ...norm, forumId }),
      )
      expect(error).toMatchObject({ code: 'not-allowed', act: 'propose' })
    })
    test('Corvania has no seat in the valley', async () => {
      const valley = { ...norm, forumId: world.forums.valley }
      expect(await unchanged(() => proposeNorm(world.deps, by(world.people.coro), valley))).toMatchObject({
        code: 'not-allowed',
      })
    })
    test('a forum that is not there', async () => {
      const forumId = nowhere as ForumId
      expect(await unchanged(() => proposeNorm(world.deps, null, { ...norm, forumId }))).toEqual({
        code: 'no-such-forum',
      })
    })
  })

  describe('N6 paragraphs', () => {
    test('added at the end or after another; numbers follow, ids stay', async () => {
      const { ref, paragraphs } = await lights()
      const [first] = paragraphs
      const { id } = sure(
        await addParagraph(world.deps, by(world.people.ana), {
          ref,
          kind: 'sub',
          heading: 'First',
          text: 'Green first.',
          after: first,
        }),
      )
      expect(await numbersOf(ref)).toEqual(['1 Keep the lights.', '1.1 Green first.', '1.2 Every light.'])
      expect(await lastEntry()).toMatchObject({ t: 'parley-v1/paragraph.added', paragraph: id, position: 1 })
      expect((await textOf(ref)).paragraphs[1]).toMatchObject({ id, heading: 'First' })
    })
    test('moved one place up or down, not beyond the ends', async () => {
      const { ref, paragraphs } = await lights(['One', 'Two', 'Three'])
      const [one, , three] = paragraphs as [ParagraphId, ParagraphId, ParagraphId]
      const chiara = by(world.people.chiara)
      sure(await moveParagraph(world.deps, chiara, { ref, paragraphId: three, direction: 'up' }))
      expect(await numbersOf(ref)).toEqual(['1 One', '1.1 Three', '1.2 Two'])
      sure(await moveParagraph(world.deps, chiara, { ref, paragraphId: one, direction: 'down' }))
      expect(await numbersOf(ref)).toEqual(['0.1 Three', '1 One', '1.1 Two'])
      expect(
        await unchanged(() =>
          moveParagraph(world.deps, chiara, { ref, paragraphId: three, direction: 'up' }),
        ),
      ).toEqual({ code: 'at-the-end', direction: 'up' })
      expect(
        await unchanged(() =>
          moveParagraph(world.deps, by(world.people.ana), { ref, paragraphId: one, direction: 'up' }),
        ),
      ).toMatchObject({ code: 'not-allowed', act: 'arrange' })
    })
    test('removed, it leaves the text and keeps its row', async () => {
      const { ref, paragraphs } = await lights(['One', 'Two', 'Three'])
      const second = paragraphs[1]!
      sure(await removeParagraph(world.deps, by(world.people.sylvie), { ref, paragraphId: second }))
      expect(await numbersOf(ref)).toEqual(['1 One', '1.1 Three'])
      expect((await norms(world.store.read).paragraph(second))?.removedAt).toEqual(world.clock.now())
      expect(
        await unchanged(() =>
          removeParagraph(world.deps, by(world.people.sylvie), { ref, paragraphId: second }),
        ),
      ).toEqual({ code: 'no-such-paragraph' })
    })
    test('a paragraph of another norm is not one of this', async () => {
      const { ref } = await lights()
      const other = await lights()
      const paragraphId = other.paragraphs[0]!
      for (const act of [
        () => removeParagraph(world.deps, null, { ref, paragraphId }),
        () => moveParagraph(world.deps, null, { ref, paragraphId, direction: 'down' }),
        () => reviseParagraph(world.deps, null, { ref, paragraphId, kind: 'sub', heading: '' }),
        () => addParagraph(world.deps, null, { ref, kind: 'sub', heading: '', text: '', after: paragraphId }),
      ])
        expect(await unchanged(act)).toEqual({ code: 'no-such-paragraph' })
      expect(await numbersOf(other.ref)).toEqual(['1 Keep the lights.', '1.1 Every light.'])
    })
    test('revised: kind and heading', async () => {
      const { ref, paragraphs } = await lights()
      const paragraphId = paragraphs[1]!
      sure(
        await reviseParagraph(world.deps, by(world.people.ana), {
          ref,
          paragraphId,
          kind: 'article',
          heading: 'All lights',
        }),
      )
      expect((await textOf(ref)).paragraphs[1]).toMatchObject({ number: '2', heading: 'All lights' })
    })
  })

  describe('N9 putting into practice', () => {
    test('named by number or id; both ends know', async () => {
      const global = await lights()
      const valley = await makeNorm(world.deps, world.forums.valley, [
        { kind: 'operative', text: 'In the valley.', implements: `${global.ref} 1.1` },
      ])
      const target = global.paragraphs[1]!
      const [row] = await norms(world.store.read).paragraphs(valley.id)
      expect(row?.implementsId).toBe(target)
      expect(await norms(world.store.read).implementing(global.id)).toMatchObject([
        { ref: valley.ref, implementsId: target, id: row!.id },
      ])
      const paragraphId = row!.id
      const revise = (named: string | undefined) =>
        reviseParagraph(world.deps, null, {
          ref: valley.ref,
          paragraphId,
          kind: 'operative',
          heading: '',
          implements: named,
        })
      expect(await unchanged(() => revise(`${global.ref} 9`))).toEqual({ code: 'no-such-target' })
      expect(await unchanged(() => revise('N-999 1'))).toEqual({ code: 'no-such-target' })
      expect(await unchanged(() => revise(nowhere))).toEqual({ code: 'no-such-target' })
      expect(await unchanged(() => revise(paragraphId))).toEqual({ code: 'own-norm' })
      sure(await revise(global.paragraphs[0]))
      sure(await revise(undefined))
      expect(await norms(world.store.read).implementing(global.id)).toEqual([])
    })
  })

  describe('N8 freezing', () => {
    test('the text as it stands, numbered, hashed, in the ledger', async () => {
      const { id, ref } = await lights()
      const frozen = sure(
        await freezeVersion(world.deps, by(world.people.sylvie), {
          ref,
          symbol: 'HAR/1',
          kind: 'chair',
          note: 'First.',
        }),
      )
      expect(frozen.number).toBe(1)
      expect(frozen.hash).toBe(versionHash(await textOf(ref), sha256))
      expect(await lastEntry()).toMatchObject({
        t: 'parley-v1/version.frozen',
        version: 1,
        symbol: 'HAR/1',
        hash: frozen.hash,
        paragraphs: 2,
      })
      const [second, first] = [
        await freeze(world.deps, ref, 'HAR/2'),
        await norms(world.store.read).version(id, 1),
      ]
      expect(second.number).toBe(2)
      expect(await normTexts(world.store.read).frozen(first!)).toEqual(await textOf(ref))
    })
    test('what changes later does not change a version', async () => {
      const { id, ref, paragraphs } = await lights()
      const { hash } = await freeze(world.deps, ref, 'HAR/1')
      sure(await removeParagraph(world.deps, null, { ref, paragraphId: paragraphs[1]! }))
      const version = (await norms(world.store.read).version(id, 1))!
      const text = await normTexts(world.store.read).frozen(version)
      expect(text.paragraphs.map((p) => p.number)).toEqual(['1', '1.1'])
      expect(versionHash(text, sha256)).toBe(hash)
      expect(version.hash).toBe(hash)
    })
    test('a symbol twice, an empty norm, a delegate, a text that cannot be read', async () => {
      const { ref } = await lights()
      await freeze(world.deps, ref, 'HAR/1')
      const version = { symbol: 'HAR/1', kind: 'rolling', note: '' } as const
      expect(await unchanged(() => freezeVersion(world.deps, null, { ref, ...version }))).toEqual({
        code: 'symbol-taken',
        number: 1,
      })
      const empty = await makeNorm(world.deps, world.forums.harbour, [])
      expect(await unchanged(() => freezeVersion(world.deps, null, { ref: empty.ref, ...version }))).toEqual({
        code: 'no-paragraphs',
      })
      expect(
        await unchanged(() =>
          freezeVersion(world.deps, by(world.people.ana), { ref, ...version, symbol: 'HAR/2' }),
        ),
      ).toMatchObject({ code: 'not-allowed', act: 'freeze' })
      const hidden = await lights(['fine', 'turned \u202e round'])
      expect(
        await unchanged(() => freezeVersion(world.deps, null, { ref: hidden.ref, ...version })),
      ).toMatchObject({ code: 'text-broken', paragraph: '1.1' })
      expect(await unchanged(() => freezeVersion(world.deps, null, { ref: 'N-999', ...version }))).toEqual({
        code: 'not-found',
      })
    })
  })

  describe('N1-N4 stages', () => {
    const to = (ref: string, stage: 'consultation' | 'drafting' | 'text-final' | 'ballot', closesAt?: Date) =>
      changeStage(world.deps, by(world.people.chiara), { ref, to: stage, closesAt })
    test('there, back, and on to the final text; afterwards nothing can be changed', async () => {
      const { ref, paragraphs } = await lights()
      const end = new Date('2030-03-01T12:00:00Z')
      sure(await to(ref, 'consultation', end))
      expect(await norms(world.store.read).byRef(ref)).toMatchObject({
        stage: 'consultation',
        consultationClosesAt: end,
      })
      expect(await lastEntry()).toMatchObject({
        t: 'parley-v1/norm.stage-changed',
        by: { as: 'chair' },
        from: 'drafting',
        to: 'consultation',
        closesAt: end.toISOString(),
      })
      sure(await to(ref, 'drafting'))
      sure(await to(ref, 'consultation'))
      expect((await norms(world.store.read).byRef(ref))?.consultationClosesAt).toBeNull()
      await freeze(world.deps, ref, 'HAR/1')
      sure(await to(ref, 'text-final'))
      const paragraphId = paragraphs[0]!
      for (const act of [
        () => addParagraph(world.deps, null, { ref, kind: 'sub', heading: '', text: '' }),
        () => removeParagraph(world.deps, null, { ref, paragraphId }),
        () => moveParagraph(world.deps, null, { ref, paragraphId, direction: 'down' }),
        () => reviseParagraph(world.deps, null, { ref, paragraphId, kind: 'sub', heading: '' }),
        () => freezeVersion(world.deps, null, { ref, symbol: 'HAR/2', kind: 'final', note: '' }),
      ])
        expect(await unchanged(act)).toEqual({ code: 'text-closed', stage: 'text-final' })
      expect(await unchanged(() => to(ref, 'drafting'))).toMatchObject({ code: 'no-such-move' })
      expect(await unchanged(() => to(ref, 'ballot'))).toEqual({ code: 'not-allowed', by: ['ballot'] })
    })
    test('N3 text final waits for brackets and for the draft', async () => {
      const { ref, paragraphs } = await lights(['Within [72 [or 48]] hours.', 'Every light.'])
      sure(await to(ref, 'consultation'))
      expect(await unchanged(() => to(ref, 'text-final'))).toEqual({ code: 'nothing-frozen' })
      await freeze(world.deps, ref, 'HAR/1')
      expect(await unchanged(() => to(ref, 'text-final'))).toEqual({ code: 'brackets-left', brackets: 2 })
      sure(await removeParagraph(world.deps, null, { ref, paragraphId: paragraphs[0]! }))
      expect(await unchanged(() => to(ref, 'text-final'))).toEqual({ code: 'brackets-left', brackets: 2 })
      await freeze(world.deps, ref, 'HAR/2')
      sure(await addParagraph(world.deps, null, { ref, kind: 'article', heading: '', text: 'Late.' }))
      expect(await unchanged(() => to(ref, 'text-final'))).toEqual({ code: 'draft-has-moved-on' })
      await freeze(world.deps, ref, 'HAR/3')
      sure(await to(ref, 'text-final'))
    })
    test('a delegate moves nothing', async () => {
      const { ref } = await lights()
      expect(
        await unchanged(() => changeStage(world.deps, by(world.people.ana), { ref, to: 'consultation' })),
      ).toMatchObject({ code: 'not-allowed' })
    })
    test('a consultation cannot end before it begins', async () => {
      const { ref } = await lights()
      expect(await unchanged(() => to(ref, 'consultation', world.clock.now()))).toEqual({
        code: 'closes-in-the-past',
      })
    })
  })

  describe('N7 brackets', () => {
    test('held by the delegate’s own delegation, lifted by it', async () => {
      const { id, ref, paragraphs } = await lights(['Within [72 hours].'])
      const place = { ref, paragraphId: paragraphs[0]!, quote: '[72 hours]', reason: 'Too slow.' }
      const ana = by(world.people.ana)
      const bracket = sure(await placeBracket(world.deps, ana, place))
      expect(await norms(world.store.read).brackets(id)).toMatchObject([
        { holderName: 'Ardenia', quote: '[72 hours]', reason: 'Too slow.' },
      ])
      const { belmora } = world.delegations
      expect(await unchanged(() => placeBracket(world.deps, ana, { ...place, holderId: belmora }))).toEqual({
        code: 'not-yours-to-hold',
      })
      const lift = { ref, paragraphId: paragraphs[0]!, bracketId: bracket.id }
      expect(await unchanged(() => liftBracket(world.deps, by(world.people.bela), lift))).toEqual({
        code: 'not-yours-to-hold',
      })
      sure(await liftBracket(world.deps, ana, lift))
      expect(await norms(world.store.read).brackets(id)).toEqual([])
      expect(await unchanged(() => liftBracket(world.deps, ana, lift))).toEqual({ code: 'already-lifted' })
    })
    test('the chair places one for a delegation with a seat here', async () => {
      const { ref, paragraphs } = await lights(['Within [72 hours].'])
      const place = { ref, paragraphId: paragraphs[0]!, quote: '[72 hours]', reason: '' }
      const chiara = by(world.people.chiara)
      const { corvania, openwatch } = world.delegations
      sure(await placeBracket(world.deps, chiara, { ...place, holderId: corvania }))
      expect(
        await unchanged(() => placeBracket(world.deps, chiara, { ...place, holderId: openwatch })),
      ).toEqual({ code: 'no-such-holder' })
    })
    test('only words that stand in brackets', async () => {
      const { ref, paragraphs } = await lights(['Within [72 hours].'])
      const place = { ref, paragraphId: paragraphs[0]!, reason: '' }
      for (const quote of ['72 hours', '[48 hours]', 'Within [72 hours]'])
        expect(await unchanged(() => placeBracket(world.deps, null, { ...place, quote }))).toEqual({
          code: 'no-such-bracket',
        })
    })
  })

  test('two who propose at the same time get two references', async () => {
    const norm = {
      title: 'T',
      kind: 'norm',
      language: 'en',
      summary: '',
      forumId: world.forums.harbour,
    } as const
    const made = await Promise.all(
      [world.people.ana, world.people.bela, world.people.coro, world.people.chiara].map((p) =>
        proposeNorm(world.deps, by(p), norm),
      ),
    )
    expect(new Set(made.map((m) => sure(m).ref)).size).toBe(4)
  })
  test('adding and moving at the same time leaves positions dense', async () => {
    const { id, ref, paragraphs } = await lights(['One', 'Two', 'Three'])
    await Promise.all([
      addParagraph(world.deps, null, { ref, kind: 'sub', heading: '', text: 'A', after: paragraphs[0] }),
      moveParagraph(world.deps, null, { ref, paragraphId: paragraphs[2]!, direction: 'up' }),
      removeParagraph(world.deps, null, { ref, paragraphId: paragraphs[1]! }),
    ])
    const rows = await norms(world.store.read).paragraphs(id)
    expect(rows.map((p) => p.position)).toEqual([0, 1, 2])
  })
})
