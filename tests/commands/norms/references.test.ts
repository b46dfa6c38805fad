import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLines } from '~/commands/norms/add-lines.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { agreeParagraph } from '~/commands/norms/agree-paragraph.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { type PlaceReferenceInput, placeReference } from '~/commands/norms/place-reference.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { removeReference } from '~/commands/norms/remove-reference.server'
import { reopenParagraph } from '~/commands/norms/reopen-paragraph.server'
import { restoreParagraph } from '~/commands/norms/restore-paragraph.server'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import type { ParagraphId } from '~/domain/ids'
import { locateReferences, referenceLimits } from '~/domain/norms/references'
import { attributions } from '~db/stores/attributions'
import { openWords } from '~db/stores/carried-words'
import { drafts } from '~db/stores/drafts'
import { ledger } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import type { norms } from '~db/stores/norms'
import { references } from '~db/stores/references'
import { leaseFloor, wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const lights = 'Lights are kept.'
const boats = 'Boats pass.'

describe.each(engines)('N20 references that renumber on %s', (engine) => {
  let world: TestWorld
  let sylvie: ReturnType<typeof by>
  let chair: ReturnType<typeof by>
  beforeAll(async () => {
    world = await openWorld(engine)
    sylvie = by(world.people.sylvie)
    chair = by(world.people.chiara)
  })
  afterAll(() => world.drop())

  /** Three operative paragraphs; the last refers to the second, as if written so. */
  async function paper(words = 'See OP2, and report.') {
    const norm = await makeNorm(world.deps, world.forums.harbour, [
      { kind: 'operative', text: lights },
      { kind: 'operative', text: boats },
      { kind: 'operative', text: words },
    ])
    const [first, second, third] = norm.paragraphs as [ParagraphId, ParagraphId, ParagraphId]
    const { ref } = norm
    return {
      ref,
      normId: norm.id,
      first,
      second,
      third,
      place: (input: Partial<PlaceReferenceInput> = {}, who = sylvie) =>
        placeReference(world.deps, who, { ref, paragraphId: third, targetId: second, ...input }),
      text: (id: ParagraphId = third) => wordings(world.store.read).text(id),
      states: () => statesOf(norm.id),
      lastActs: async (n: number) =>
        (await ledger(world.store.read).since(0, 99_999)).slice(-n).map((e) => JSON.parse(e.body).t),
    }
  }
  async function statesOf(normId: Parameters<ReturnType<typeof norms>['paragraphs']>[0]) {
    const { read } = world.store
    const live = await normTexts(read).live({ id: normId, title: '', language: 'en' })
    const numbers = new Map(live.paragraphs.map((p) => [p.id, p.number]))
    const rows = await references(read).ofNorm(normId)
    const found: [string, string][] = []
    for (const { id } of live.paragraphs) {
      const own = rows.filter((r) => r.paragraphId === id)
      const text = (await drafts(read).findable([id])).get(id)!
      for (const r of locateReferences(own, text, numbers))
        found.push([text.text.slice(r.start, r.end), r.state])
    }
    return found
  }
  const linked = async (words?: string, number = 'OP2') => {
    const p = await paper(words)
    sure(await p.place({ words: number }))
    return p
  }

  test('adding, moving, removing, restoring and a change of kind rewrite the number, nothing else', async () => {
    const p = await linked('See OP2, and report [soon].')
    const { ref, second } = p
    sure(
      await addParagraph(world.deps, sylvie, {
        ref,
        kind: 'operative',
        heading: '',
        text: 'New.',
        after: p.first,
      }),
    )
    expect(await p.text()).toBe('See OP3, and report [soon].')
    expect(await p.lastActs(2)).toEqual(['parley-v1/paragraph.added', 'parley-v1/reference.renumbered'])
    sure(await moveParagraph(world.deps, sylvie, { ref, paragraphId: second, direction: 'up' }))
    expect(await p.text()).toBe('See OP2, and report [soon].')
    sure(await reviseParagraph(world.deps, sylvie, { ref, paragraphId: second, kind: 'sub', heading: '' }))
    expect(await p.text()).toBe('See OP1.1, and report [soon].')
    sure(await removeParagraph(world.deps, sylvie, { ref, paragraphId: second }))
    expect(await p.states()).toEqual([['OP1.1', 'removed']])
    sure(
      await reviseParagraph(world.deps, sylvie, { ref, paragraphId: p.first, kind: 'article', heading: '' }),
    )
    expect(await p.text()).toBe('See OP1.1, and report [soon].')
    sure(await restoreParagraph(world.deps, sylvie, { ref, paragraphId: second }))
    expect(await p.text()).toBe('See 1.1, and report [soon].')
    expect(await p.states()).toEqual([['1.1', 'right']])
  })

  test('a bare number stays bare, and one that is another paragraph’s now is not taken for it', async () => {
    const p = await linked('See operative paragraphs 2, 2.1 and 12.', '2')
    sure(await removeParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.first }))
    expect(await p.text()).toBe('See operative paragraphs 1, 2.1 and 12.')
  })

  test('V4 the other words stay their writers’, the number is the platform’s', async () => {
    const p = await linked()
    await world.store.tx((c) =>
      wordings(c).revise(p.third, 'See OP2, and report soon.', {
        personId: world.people.ana,
        clientId: leaseFloor + 77,
        at: world.clock.now(),
      }),
    )
    sure(await moveParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.second, direction: 'up' }))
    const runs = await attributions(world.store.read).of(p.third)
    expect(runs.map(({ text, author }) => [text, 'name' in author ? author.name : author.kind])).toEqual([
      ['See OP1, and report', 'platform'],
      [' soon', 'ana'],
      ['.', 'platform'],
    ])
    const authors = (await wordings(world.store.read).since(p.third, 0)).at(-1)!.authors
    expect(authors).toMatchObject([{ personId: null }])
  })

  test('N17 in a settled paragraph the number is left and flagged, and comes right when it is reopened', async () => {
    const p = await linked()
    const place = { ref: p.ref, paragraphId: p.third }
    const confirmBy = new Date(world.clock.now().getTime() + 3_600_000)
    sure(await agreeParagraph(world.deps, chair, { ...place, confirmBy }))
    sure(
      await addParagraph(world.deps, sylvie, {
        ref: p.ref,
        kind: 'operative',
        heading: '',
        text: '',
        after: p.first,
      }),
    )
    expect(await p.text()).toBe('See OP2, and report.')
    expect(await p.states()).toEqual([['OP2', 'stale']])
    expect(codeOf(await p.place({ words: 'OP2' }))).toBe('paragraph-closed')
    sure(await reopenParagraph(world.deps, chair, { ...place, reason: 'A number.' }))
    expect(await p.text()).toBe('See OP3, and report.')
  })

  test('N10, N11 splitting, merging and pasted lines carry it along', async () => {
    const p = await linked('Head. See OP2, and report.')
    const split = sure(
      await splitParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.third, words: 'See' }),
    )
    expect(await p.text(split.id)).toBe('See OP2, and report.')
    const paste = { ref: p.ref, paragraphId: p.first, lines: ['One.', 'Two.'] }
    sure(await addLines(world.deps, sylvie, paste))
    expect(await p.text(split.id)).toBe('See OP4, and report.')
    sure(await mergeParagraphs(world.deps, sylvie, { ref: p.ref, paragraphId: split.id }))
    expect(await p.text()).toBe('Head. See OP4, and report.')
    const place = (await openWords(world.store.read, p.third)).anchorAt('Head. '.length)
    sure(await addLines(world.deps, sylvie, { ref: p.ref, paragraphId: p.third, lines: ['Between.'], place }))
    expect(await p.states()).toEqual([['OP4', 'right']])
    sure(await moveParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.second, direction: 'up' }))
    expect(await p.states()).toEqual([['OP3', 'right']])
  })

  test('N10 what named a paragraph that is merged names the one its words went to', async () => {
    const p = await linked()
    sure(await mergeParagraphs(world.deps, sylvie, { ref: p.ref, paragraphId: p.second }))
    expect(await p.text()).toBe('See OP1, and report.')
    expect(await p.states()).toEqual([['OP1', 'right']])
  })

  test('a number that somebody has written into is theirs: flagged, never rewritten', async () => {
    const p = await linked()
    await world.store.tx((c) =>
      wordings(c).revise(p.third, 'See OP2bis, and report.', {
        personId: world.people.ana,
        clientId: leaseFloor + 78,
        at: world.clock.now(),
      }),
    )
    await moveParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.second, direction: 'up' })
    expect(await p.text()).toBe('See OP2bis, and report.')
  })

  test('it is put after words or at the end, set off by spaces; what it replaces is forgotten', async () => {
    const p = await paper('See, and report.')
    sure(await p.place({ after: 'See' }))
    expect(await p.text()).toBe('See OP2, and report.')
    sure(await p.place({ targetId: p.first }))
    expect(await p.text()).toBe('See OP2, and report. OP1')
    sure(await p.place({ words: 'OP1', targetId: p.second }))
    expect(await p.text()).toBe('See OP2, and report. OP2')
    expect(await references(world.store.read).ofParagraph(p.third)).toHaveLength(2)
  })

  test('a number sent by an editor is put right where the paragraph has moved meanwhile', async () => {
    const p = await paper('See OP2, and report.')
    const words = await drafts(world.store.read).open(p.third, world.deps.random)
    const span = { start: words.anchor(4), end: words.anchor(6) }
    sure(await moveParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.second, direction: 'up' }))
    sure(await p.place(span))
    expect(await p.text()).toBe('See OP1, and report.')
  })

  test('what is no number, no place, no paragraph, or not allowed is refused, and nothing is changed', async () => {
    const p = await paper('See OP2 and OP2.')
    const other = await paper()
    const words = await drafts(world.store.read).open(p.third, world.deps.random)
    const cases: [Partial<PlaceReferenceInput>, string][] = [
      [{ words: 'OP2' }, 'no-number-there'],
      [{ words: 'See' }, 'no-number-there'],
      [{ words: 'OP9' }, 'no-number-there'],
      [{ after: 'OP2' }, 'no-such-words'],
      [{ after: 'Nowhere' }, 'no-such-words'],
      [{ start: 'AAAA', end: 'AAAA' }, 'no-number-there'],
      [{ start: words.anchor(6), end: words.anchor(4) }, 'no-number-there'],
      [{ start: words.anchor(0), end: words.anchor(2) }, 'no-number-there'],
      [{ targetId: other.second }, 'no-such-reference-target'],
      [{ paragraphId: other.third }, 'no-such-paragraph'],
    ]
    for (const [input, code] of cases) expect(codeOf(await p.place(input)), JSON.stringify(input)).toBe(code)
    expect(codeOf(await p.place({}, by(world.people.olga)))).toBe('not-allowed')
    expect(await p.text()).toBe('See OP2 and OP2.')
    await freeze(world.deps, p.ref, 'HARBOUR/1')
    expect(codeOf(await p.place({}, by(world.people.ana)))).toBe('suggest-only')
  })

  test(`at most ${referenceLimits.inParagraph} stand in one paragraph`, async () => {
    const p = await paper('')
    for (let n = 0; n < referenceLimits.inParagraph; n++) sure(await p.place())
    expect(codeOf(await p.place())).toBe('too-many-references')
  })

  test('unlinked, the number stays and follows nothing', async () => {
    const p = await linked()
    const [placed] = await references(world.store.read).ofParagraph(p.third)
    const referenceId = placed!.id
    expect(
      codeOf(await removeReference(world.deps, by(world.people.olga), { ref: p.ref, referenceId })),
    ).toBe('not-allowed')
    sure(await removeReference(world.deps, sylvie, { ref: p.ref, referenceId }))
    expect(codeOf(await removeReference(world.deps, sylvie, { ref: p.ref, referenceId }))).toBe(
      'no-such-reference',
    )
    sure(await moveParagraph(world.deps, sylvie, { ref: p.ref, paragraphId: p.second, direction: 'up' }))
    expect(await p.text()).toBe('See OP2, and report.')
  })
})
