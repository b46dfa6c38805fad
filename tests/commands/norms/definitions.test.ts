import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DefineTermInput, defineTerm } from '~/commands/norms/define-term.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { placeReference } from '~/commands/norms/place-reference.server'
import { removeDefinition } from '~/commands/norms/remove-definition.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import { normLimits } from '~/domain/norms/norm'
import { definitions } from '~db/stores/definitions'
import { drafts } from '~db/stores/drafts'
import { normTexts } from '~db/stores/norm-texts'
import { textMarks } from '~db/stores/text-marks'
import { wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const defining = 'Boats pass. “Vessel” means a boat.'

describe.each(engines)('N21 defined terms on %s', (engine) => {
  let world: TestWorld
  let sylvie: ReturnType<typeof by>
  beforeAll(async () => {
    world = await openWorld(engine)
    sylvie = by(world.people.sylvie)
  })
  afterAll(() => world.drop())

  async function paper(text = defining) {
    const { id, ref, paragraphs } = await makeNorm(world.deps, world.forums.harbour, [
      { kind: 'operative', text },
      { kind: 'operative', text: 'Every vessel is lit, see OP1.' },
    ])
    const paragraphId = paragraphs[0]!
    return {
      id,
      ref,
      paragraphId,
      other: paragraphs[1]!,
      define: (input: Partial<DefineTermInput> = {}, who = sylvie) =>
        defineTerm(world.deps, who, { ref, paragraphId, ...input }),
      marks: async () => {
        const live = await normTexts(world.store.read).live({ id, title: '', language: 'en' })
        const { definitions: found } = await textMarks(world.store.read).live(id, live.paragraphs)
        return found.map((d) => {
          const text = live.paragraphs.find((p) => p.id === d.paragraphId)
          return [d.term, text?.number, d.span && text?.text.slice(d.span.start, d.span.end)]
        })
      },
    }
  }

  test('by words or by marks; quotation marks are no part of it, and the text stays as it is', async () => {
    const p = await paper()
    sure(await p.define({ words: '“Vessel”' }))
    const draft = await drafts(world.store.read).open(p.paragraphId, world.deps.random)
    sure(await p.define({ start: draft.anchor(0), end: draft.anchor(4) }))
    expect(await p.marks()).toEqual([
      ['Vessel', 'OP1', 'Vessel'],
      ['Boats', 'OP1', 'Boats'],
    ])
    expect(await wordings(world.store.read).text(p.paragraphId)).toBe(defining)
  })

  test('it goes with its words through split and merge, and its paragraph’s number with it', async () => {
    const p = await paper()
    sure(await p.define({ words: 'Vessel' }))
    const split = sure(
      await splitParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.paragraphId, words: '“Vessel”' }),
    )
    expect(await p.marks()).toEqual([['Vessel', 'OP2', 'Vessel']])
    sure(await mergeParagraphs(world.deps, sylvie, { ref: p.ref, paragraphId: split.id }))
    expect(await p.marks()).toEqual([['Vessel', 'OP1', 'Vessel']])
    sure(await removeParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.paragraphId }))
    expect(await p.marks()).toEqual([['Vessel', undefined, null]])
  })

  test('what is no term, too long, defined here already, or not allowed is refused', async () => {
    const long = `${'very '.repeat(16)}long`
    const p = await paper(`“${long}” and [half] are words.`)
    expect(long.length).toBe(normLimits.term + 4)
    expect(codeOf(await p.define({ words: long }))).toBe('term-too-long')
    expect(codeOf(await p.define({ words: long.slice(5) }))).toBe('ok')
    expect(codeOf(await p.define({ words: long.slice(5).toUpperCase() }))).toBe('no-term-there')
    expect(codeOf(await p.define({ words: long.slice(5) }))).toBe('defined-here')
    for (const words of ['nowhere', '” ', 'and [half] are', undefined])
      expect(codeOf(await p.define({ words }))).toBe('no-term-there')
    expect(codeOf(await p.define({ start: 'AAAA', end: 'AAAA' }))).toBe('no-term-there')
    expect(codeOf(await p.define({ words: 'words' }, by(world.people.olga)))).toBe('not-allowed')
    await freeze(world.deps, p.ref, 'HARBOUR/1')
    expect(codeOf(await p.define({ words: 'words' }, by(world.people.ana)))).toBe('suggest-only')
  })

  test(`at most ${normLimits.definitions} stand in one norm`, async () => {
    const p = await paper()
    const row = { normId: p.id, paragraphId: p.paragraphId, language: 'en', anchorStart: '', anchorEnd: '' }
    await world.store.tx(async (c) => {
      for (let n = 1; n < normLimits.definitions; n++)
        await definitions(c).add({
          ...row,
          id: world.deps.newId(),
          term: `term ${n}`,
          definedAt: world.clock.now(),
        })
    })
    sure(await p.define({ words: 'Vessel' }))
    expect(codeOf(await p.define({ words: 'Boats' }))).toBe('too-many-definitions')
  })

  test('taken back, the words stay; of a removed paragraph the secretariat does it', async () => {
    const p = await paper()
    const { id } = sure(await p.define({ words: 'Vessel' }))
    const remove = (who: typeof sylvie, ref = p.ref) =>
      removeDefinition(world.deps, who, { ref, definitionId: id })
    const other = await paper()
    expect(codeOf(await remove(by(world.people.olga)))).toBe('not-allowed')
    expect(codeOf(await remove(sylvie, other.ref))).toBe('no-such-paragraph')
    sure(await removeParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.paragraphId }))
    expect(codeOf(await remove(by(world.people.ana)))).toBe('not-allowed')
    expect(codeOf(await remove(sylvie, other.ref))).toBe('no-such-definition')
    sure(await remove(sylvie))
    expect(codeOf(await remove(sylvie))).toBe('no-such-definition')
  })

  test('N8 a version keeps terms and references as they stood, whatever the draft does afterwards', async () => {
    const p = await paper()
    sure(await p.define({ words: 'Vessel' }))
    const refer = { ref: p.ref, paragraphId: p.other, targetId: p.paragraphId }
    sure(await placeReference(world.deps, sylvie, { ...refer, words: 'OP1' }))
    const { id } = await freeze(world.deps, p.ref, 'HARBOUR/1')
    sure(await removeParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.paragraphId }))
    const frozen = await normTexts(world.store.read).frozen({ id, title: '', language: 'en' })
    const marks = await textMarks(world.store.read).frozen(id, frozen.paragraphs)
    expect(marks.definitions).toMatchObject([{ term: 'Vessel', paragraphId: p.paragraphId }])
    expect(marks.references[p.other]).toMatchObject([{ targetId: p.paragraphId, state: 'right', now: 'OP1' }])
    const second = await freeze(world.deps, p.ref, 'HARBOUR/2')
    const now = await normTexts(world.store.read).frozen({ id: second.id, title: '', language: 'en' })
    const later = await textMarks(world.store.read).frozen(second.id, now.paragraphs)
    expect(later.definitions).toEqual([])
    expect(later.references[p.other]).toMatchObject([{ state: 'removed', now: null }])
  })
})
